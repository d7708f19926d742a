package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.language.Pages;
import dev.mig.language.StatementPage;
import dev.mig.source.Code;
import dev.mig.source.Source;
import dev.mig.syntax.Syntax;
import dev.mig.syntax.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of {@code mig explain}, and that what they call right is right. */
class PagesTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```mig\\n(.*?)^```");
  private static final int MOST_LINES = 30;
  private static final boolean REWRITE = "update".equals(System.getProperty("golden"));
  private static final Path STATEMENTS = Path.of("src/main/resources/mig/statements");
  private static final Path REFERENCE = Path.of("docs/reference");

  /** Pages about parts that several statements have. */
  private static final Set<String> TOPICS = Set.of("sources", "keep_in_sync");

  /** How a statement about each kind of constraint begins. */
  private static final Map<String, String> CONSTRAINTS =
      Map.of(
          "drop constraint", "drop (primary|unique|check|foreign)",
          "rename constraint", "rename (primary|unique|check|foreign)",
          "validate constraint", "validate (check|foreign)",
          "add index", "add (unique )?index");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyCodeIsExplainedByBothItsNames(Code code) {
    Shell shell = new Shell(folder);
    Shell.Result result = shell.mig("explain", code.id().toLowerCase(Locale.ROOT));
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

  /**
   * {@code docs/reference} are the pages of the statements and their index, both written anew with
   * {@code -Dgolden=update}.
   */
  @Test
  void theReferenceIsThePagesOfTheStatements() throws IOException {
    List<StatementPage> pages = pages();
    StringBuilder index =
        new StringBuilder(
            """
            # Statements

            `\\h` in the shell and `mig explain` show these pages. How they are made is told in [development.md](../development.md).

            | statement | what it does |
            | --- | --- |
            """);
    for (StatementPage page : pages) {
      String names = String.join(", ", page.names());
      index.append("| [%s](%s.md) | %s |%n".formatted(names, page.file(), page.summary()));
    }
    Map<String, String> expected = new TreeMap<>();
    expected.put("README.md", index.toString());
    pages.forEach(p -> expected.put(p.file() + ".md", p.text()));
    if (REWRITE) {
      Files.writeString(STATEMENTS.resolve("README.md"), index.toString());
      for (Map.Entry<String, String> file : expected.entrySet()) {
        Files.writeString(REFERENCE.resolve(file.getKey()), file.getValue());
      }
    }
    assertThat(STATEMENTS.resolve("README.md")).hasContent(index.toString());
    assertThat(texts(REFERENCE)).isEqualTo(expected);
    if (!REWRITE) {
      assertThat(Pages.statements()).isEqualTo(pages);
    }
  }

  /** The pages as the files have them, whatever the index says. */
  private static List<StatementPage> pages() throws IOException {
    return texts(STATEMENTS).entrySet().stream()
        .filter(file -> !file.getKey().equals("README.md"))
        .map(file -> new StatementPage(file.getKey().replace(".md", ""), file.getValue()))
        .toList();
  }

  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  static List<StatementPage> statements() {
    return Pages.statements();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void aPageHasAnExampleOfItsStatement(StatementPage page) {
    assertThat(page.summary()).endsWith(".").hasSizeLessThan(160);
    assertThat(page.text()).contains("\n## Example\n");
    List<String> examples = blocks(page.text());
    assertThat(examples).isNotEmpty();
    parses(page.text());
    if (!TOPICS.contains(page.file())) {
      assertThat(page.names())
          .allSatisfy(
              name ->
                  assertThat(String.join("\n", examples))
                      .containsPattern("(?m)^ *" + CONSTRAINTS.getOrDefault(name, name) + "\\b"));
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void itsSyntaxIsWrittenInWordsOfTheLanguage(StatementPage page) {
    String bare = page.syntax().replaceAll("'[^']*'", "");
    assertThat(
            Pattern.compile("\\b[a-z]{2,}\\b(?!\\()")
                .matcher(bare)
                .results()
                .map(MatchResult::group))
        .isNotEmpty()
        .allMatch(word -> Words.isKeyword(type(word)), "words of the lexer");
  }

  private static int type(String word) {
    return Syntax.tokens("", word).get(0).getType();
  }

  @Test
  void everyVerbOfTheGrammarHasAPage() throws IOException {
    String grammar = Files.readString(Path.of("grammar/dev/mig/syntax/MigParser.g4"));
    Set<String> verbs =
        Pattern.compile("(?ms)^(\\w+)Statement\\s*:\\s*([A-Z]+)")
            .matcher(grammar)
            .results()
            .map(m -> m.group(2).toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(verbs).contains("split", "add");
    assertThat(verbs).allSatisfy(verb -> assertThat(Pages.ofVerb(verb)).isNotEmpty());
  }

  @Test
  void aFormIsFoundByItsNameAndByWordsOfItsSyntax() {
    assertThat(Pages.form("ADD  Column").orElseThrow().file()).isEqualTo("add_column");
    assertThat(Pages.form("add_column").orElseThrow().file()).isEqualTo("add_column");
    assertThat(Pages.form("drop unique").orElseThrow().file()).isEqualTo("drop_constraint");
    assertThat(Pages.form("in background").orElseThrow().file()).isEqualTo("in_batches");
    assertThat(Pages.form("contract").orElseThrow().file()).isEqualTo("phases");
    assertThat(Pages.form("map").orElseThrow().file()).isEqualTo("map_values");
    assertThat(Pages.form("add")).isEmpty();
    assertThat(Pages.form("column add")).isEmpty();
    assertThat(Pages.form("")).isEmpty();
  }

  @Test
  void aVerbOfSeveralFormsShowsThem() {
    Shell shell = new Shell(folder);
    String add = shell.mig("explain", "add").out();
    assertThat(add)
        .startsWith("# add\n")
        .contains("\nadd column [T.]NAME TYPE", "\nadd [unique] index", "Makes an index.");
    String column = shell.mig("explain", "add", "column").out();
    assertThat(column).startsWith("# add column\n").contains("## What is refused");
    assertThat(shell.mig("explain", "add column").out()).isEqualTo(column);
    assertThat(shell.mig("explain", "Add", "column", "--json").json().get("topic").getAsString())
        .isEqualTo("add column");
  }

  @Test
  void whatIsUnknownIsAnsweredWithTheNearest() {
    assertThat(new Shell(folder).mig("explain", "add", "colum").err()).contains("add column");
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
