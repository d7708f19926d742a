package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.language.Outline.Symbol;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that an editor asks is answered at every moment at which a script is typed. */
class HalfTypedTest {
  /** What must stay of an entry; what is typed behind it may go on with its statement. */
  private record Entry(String name, Outline.Kind kind, int start) {}

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("examples"))) {
      return files.filter(f -> f.toString().endsWith(".mig")).sorted().toList();
    }
  }

  private static String read(Path script) {
    try {
      return Files.readString(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Parsed draft(String text) {
    return Syntax.draft(new Source("x.mig", text));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  @Timeout(60)
  void everyPrefixHasItsAnswers(Path script) {
    String text = read(script);
    List<Symbol> whole = Outline.of(draft(text));
    for (int i = 0; i <= text.length(); i++) {
      String prefix = text.substring(0, i);
      assertThat(before(askAll(prefix, i), i + 1)).as(prefix).containsAll(before(whole, i));
    }
  }

  /** The entries of all levels that end well before a place: their last word cannot go on. */
  private static List<Entry> before(List<Symbol> symbols, int place) {
    List<Entry> before = new ArrayList<>();
    for (Symbol symbol : symbols) {
      if (symbol.whole().end() < place) {
        before.add(new Entry(symbol.name(), symbol.kind(), symbol.whole().start()));
      }
      before.addAll(before(symbol.children(), place));
    }
    return before;
  }

  @ParameterizedTest
  @MethodSource("scripts")
  @Timeout(60)
  void everyDamageHasItsAnswers(Path script) {
    String text = read(script);
    List<Symbol> whole = Outline.of(draft(text));
    for (int i = 0; i < text.length(); i += 11) {
      String start = text.substring(0, i);
      String rest = text.substring(i);
      List<String> damaged =
          List.of(rest.substring(1), "\t" + rest, "😀" + rest, "\0" + rest, "'" + rest);
      String end = damaged.get(i / 11 % damaged.size());
      assertThat(before(askAll(start + end, i), text.length() + 2))
          .as(start + "|" + end)
          .containsAll(before(whole, i));
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  @Timeout(60)
  void linesMayEndInEveryWay(Path script) {
    String text = read(script);
    String windows = text.replace("\n", "\r\n");
    assertThat(names(askAll(windows, windows.length()))).isEqualTo(names(askAll(text, 0)));
    String tabs = text.replace("  ", "\t");
    assertThat(names(askAll(tabs, tabs.length()))).isEqualTo(names(askAll(text, 0)));
  }

  private static List<String> names(List<Symbol> symbols) {
    List<String> names = new ArrayList<>();
    for (Symbol symbol : symbols) {
      names.add(symbol.name());
      names.addAll(names(symbol.children()));
    }
    return names;
  }

  private static List<Symbol> askAll(String text, int caret) {
    Parsed parsed = draft(text);
    List<Symbol> outline = Outline.of(parsed);
    nested(outline, new Span(0, text.length()));
    Folding.of(parsed).forEach(fold -> inside(fold.span(), text));
    Links.of(parsed).forEach(link -> inside(link.span(), text));
    List<Span> selections = Selections.of(parsed, caret);
    assertThat(selections.getLast()).isEqualTo(new Span(0, text.length()));
    int end = 0;
    for (Meaning meaning : Meanings.of(parsed)) {
      assertThat(meaning.from()).isGreaterThanOrEqualTo(end).isLessThan(meaning.to());
      end = meaning.to();
    }
    assertThat(end).isLessThanOrEqualTo(text.length());
    assertThat(Tints.of(text)).isNotNull();
    assertThat(Reading.of(text)).isNotNull();
    assertThat(Signatures.at(text, caret, Definitions.of(text))).isNotNull();
    assertThat(Completion.at(text, caret, Scripts.NOTHING, 50)).hasSizeLessThanOrEqualTo(50);
    return outline;
  }

  /** Each within the one around it, behind the one before. */
  private static void nested(List<Symbol> symbols, Span around) {
    int end = around.start();
    for (Symbol symbol : symbols) {
      assertThat(symbol.whole().start()).isGreaterThanOrEqualTo(end);
      assertThat(symbol.whole().to(symbol.named())).isEqualTo(symbol.whole());
      assertThat(symbol.name()).isNotBlank();
      nested(symbol.children(), symbol.whole());
      end = symbol.whole().end();
    }
    assertThat(end).isLessThanOrEqualTo(around.end());
  }

  private static void inside(Span span, String text) {
    assertThat(span.end()).isLessThanOrEqualTo(text.length());
  }
}
