package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.bench.Timing;
import dev.mig.source.Source;
import dev.mig.syntax.Layout;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How soon an editor has its answers in a long script; {@code docs/performance.md} has the table.
 */
class LanguageBenchmarks {
  private static final int ROUNDS = 12;
  private static final int LINES = 5_000;

  /** The statements of all examples, again and again. */
  private static String longScript() throws IOException {
    StringBuilder text = new StringBuilder("migration long_one 'A long one'\n");
    List<Path> files;
    try (Stream<Path> walked = Files.walk(Path.of("examples"))) {
      files = walked.filter(f -> f.endsWith("script.mig")).sorted().toList();
    }
    int lines = 1;
    while (lines < LINES) {
      for (Path file : files) {
        String statements =
            Files.readString(file).replaceAll("(?m)^(migration|after) .*$(\\n +.*$)*", "");
        lines += (int) statements.lines().count();
        text.append(statements);
      }
    }
    return text.toString();
  }

  private static void row(String what, Callable<?> work) throws Exception {
    Timing timing = new Timing();
    long start = System.nanoTime();
    work.call();
    long first = (System.nanoTime() - start) / 1_000_000;
    for (int round = 0; round < ROUNDS; round++) {
      timing.time(work);
    }
    Timing.row(LINES + " lines", what, timing.shown(), "first: " + first + " ms");
  }

  @Test
  void aKeyInALongScript() throws Exception {
    String text = longScript();
    Source source = new Source("long.mig", text);
    String broken = text + "\nadd kolumn x\n" + text;
    int middle = text.indexOf('\n', text.length() / 2);
    Source faulty =
        new Source(
            "long.mig", text.substring(0, middle) + "\nadd kolumn x" + text.substring(middle));
    Parsed parsed = Syntax.parse(source);
    assertThat(parsed.diagnostics()).isEmpty();
    System.out.println(parsed.tokens().size() + " tokens, " + text.lines().count() + " lines");
    row("tokens", () -> Syntax.tokens("", text));
    row("parse", () -> Syntax.parse(source));
    row("parse, one fault", () -> Syntax.parse(faulty));
    row("draft, one fault", () -> Syntax.draft(faulty));
    row("format", () -> Layout.format(parsed));
    row("outline", () -> Outline.of(parsed));
    row("folds", () -> Folding.of(parsed));
    row("links", () -> Links.of(parsed));
    row("meanings", () -> Meanings.of(parsed));
    row("selections", () -> Selections.of(parsed, middle));
    row("signature", () -> Signatures.at(text, text.length(), List.of()));
    row("reading", () -> Reading.of(text));
    row(
        "completion at the end",
        () -> Completion.at(text + "\nfil", text.length() + 4, Scripts.NOTHING, 50));
    row(
        "completion behind a fault",
        () -> Completion.at(broken + "\nfil", broken.length() + 4, Scripts.NOTHING, 50));
    row(
        "completion in the middle",
        () ->
            Completion.at(
                text.substring(0, middle) + "\nfil" + text.substring(middle),
                middle + 4,
                Scripts.NOTHING,
                50));
  }
}
