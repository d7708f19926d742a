package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.language.Pages;
import dev.mig.source.Code;
import dev.mig.source.Source;
import dev.mig.syntax.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of {@code mig explain}, and that what they call right is right. */
class PagesTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```mig\\n(.*?)^```");
  private static final int MOST_LINES = 30;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyCodeIsExplainedByBothItsNames(Code code) {
    Shell shell = new Shell(folder);
    Shell.Result result = shell.mig("explain", code.id().toLowerCase(java.util.Locale.ROOT));
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .startsWith("# " + code.id() + " " + code.slug() + ": ")
        .contains("\nWrong")
        .contains("\nRight")
        .contains("\nWhy:");
    assertThat(result.out().lines().count()).isLessThanOrEqualTo(MOST_LINES);
    assertThat(shell.mig("explain", code.slug()).out()).isEqualTo(result.out());
  }

  @ParameterizedTest
  @EnumSource
  void whatACodesPageCallsRightParses(Code code) {
    String page = Objects.requireNonNull(Pages.code(code));
    parses(page.substring(page.indexOf("\nRight")));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = {"SYNTAX", "UNKNOWN_STATEMENT", "UNCLOSED", "NEEDS_QUOTES"})
  void whatASyntaxPageCallsWrongDoesNotParse(Code code) {
    String page = Objects.requireNonNull(Pages.code(code));
    String wrong = blocks(page.substring(0, page.indexOf("\nRight"))).getFirst();
    assertThat(Syntax.parse(new Source("wrong", wrong)).diagnostics())
        .extracting(d -> d.code())
        .containsExactly(code);
  }

  @Test
  void everyStatementHasAPageWhoseScriptsParse() throws IOException {
    for (String verb : Pages.STATEMENTS) {
      String page = Objects.requireNonNull(Pages.statement(verb), verb);
      assertThat(page).startsWith("# " + verb);
      parses(page);
    }
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/mig/statements"))) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(Pages.STATEMENTS);
    }
  }

  @Test
  void everyVerbOfTheGrammarHasAPage() throws IOException {
    String grammar = Files.readString(Path.of("grammar/dev/mig/syntax/MigParser.g4"));
    Set<String> verbs =
        Pattern.compile("(?ms)^(\\w+)Statement\\s*:\\s*([A-Z]+)")
            .matcher(grammar)
            .results()
            .map(m -> m.group(2).toLowerCase(java.util.Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(verbs).contains("split", "add");
    assertThat(Pages.STATEMENTS).containsAll(verbs);
  }

  @Test
  void whatIsUnknownIsAnsweredWithTheNearest() {
    Shell.Result result = new Shell(folder).mig("explain", "splt");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("splt").contains("split");
  }

  @Test
  void alonExplainListsEverything() {
    Shell.Result result = new Shell(folder).mig("explain");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("D204", "split-does-not-fit", "split");
  }

  @Test
  void onATerminalThePageIsColoured() {
    Shell.Result result = new Shell(folder).mig("explain", "D204", "--color", "always");
    assertThat(result.out()).contains("\u001B[1m").doesNotContain("```");
  }

  private static void parses(String text) {
    for (String script : blocks(text)) {
      assertThat(Syntax.parse(new Source("page", script)).diagnostics()).as(script).isEmpty();
    }
  }

  private static List<String> blocks(String text) {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }
}
