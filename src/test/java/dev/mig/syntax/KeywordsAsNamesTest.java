package dev.mig.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Code;
import dev.mig.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * No keyword is reserved where only a name can stand; where one is, quotes help and the message
 * says so.
 */
class KeywordsAsNamesTest {
  private static final List<String> KEYWORDS =
      IntStream.rangeClosed(1, MigLexer.VOCABULARY.getMaxTokenType())
          .filter(Words::isKeyword)
          .mapToObj(Words::keyword)
          .toList();

  private static final Set<String> IN_EXPRESSIONS =
      Set.of(
          "and",
          "or",
          "in",
          "is",
          "not",
          "null",
          "true",
          "false",
          "case",
          "when",
          "then",
          "else",
          "end",
          "between",
          "like",
          "ilike",
          "exists",
          "cast",
          "distinct",
          "where",
          "map");
  private static final Set<String> IN_TABLE_LINES =
      Set.of("check", "default", "references", "unique");
  private static final Set<String> AS_KEY =
      Set.of("check", "default", "references", "unique", "index", "on");

  /** Every place of a table or column name; {@code @} is the keyword. */
  private static final List<String> ANYWHERE =
      List.of(
          "create table @ { a int }",
          "create table app.@ { a int }",
          "create table t { columns of @ (a) }",
          "create table t { columns of @ }",
          "create table t { a int references @(b) }",
          "create table t { a int references x.@ }",
          "create table t { foreign key (@) -> @ (@) }",
          "create table t { primary key (@, a) }",
          "drop table @",
          "drop table a, @",
          "rename table @ to b",
          "rename table a to @",
          "add column @ text",
          "add column @.@ text not null",
          "add column t.@ text filled with x from @ as @ matching (a)",
          "drop column @",
          "drop column @.@, a",
          "rename column @ to a",
          "rename column a.@ to @",
          "alter column @ type text",
          "alter column a, @ set not null",
          "alter column @.@ drop default",
          "add primary key (@)",
          "add primary key on @ (a)",
          "add unique on @ (@)",
          "add foreign key @ -> @.@",
          "add foreign key on @ (@) -> @ (@)",
          "add index on @ (a) include (@)",
          "drop unique @(a)",
          "drop primary key on @",
          "drop check a.@",
          "replace primary key on @ with (@, @ text) repoint all",
          "drop index @",
          "rename index @ to @",
          "fill @ = 1",
          "fill @.@ = 1",
          "update @ set @ = 1",
          "update set @ = 1",
          "update t set a = 1 from @ matching (@)",
          "update t set a = 1 from x join @ as @ matching (@, b) matching (b) missing @ = 1",
          "map values @ into @ { 'a' -> 'b' }",
          "map values (@, a) { (1, 2) -> 3 }",
          "split @ at first ' ' into @, b",
          "split @ at first ' ' into b, @ combining back",
          "split a at last ' ' into (@ text, @ int)",
          "combine @, t.@ with ' ' into @",
          "combine a, b with ' ' into (@ text) missing @ = 'x', b = 'y' where a = 1",
          "extract x.@ into @ (@) as (@ bigint)",
          "remap @.@ from @ as @ to @ as b matching (@) as (@ int)",
          "remap (@, a) from b to @ matching a.@ = b.@",
          "copy @ into @ { a }",
          "copy a each json(x) as @ into b { c }",
          "copy walk up @ as @ by @ from 1 into b { c }",
          "lift @->>'a' into @",
          "lift @.@->'a' into (@ text)",
          "fold @ into @.@->'a'",
          "copy a as @ into b { c = a.@ }",
          "copy into @ { a } on conflict (@) skip",
          "dedupe @ by a.@ keep any repoint @.@ repoint @ (@) on conflict (@) keep first",
          "move @ into @ { a, b = c } on conflict (@) skip",
          "delete \"x\" where a.@ = 1",
          "insert @ (@) values (1)",
          "in batches using @ { drop table a }",
          "save t(@)",
          "assert count @ unchanged",
          "assert count @ = count @",
          "assert no @",
          "assert no @ where a = 1",
          "assert every @ where a = 1",
          "assert unique @(a)",
          "assert references @.@ -> @.@",
          "assert references @ (@) -> @ (@)",
          "assert digest @(@) unchanged",
          "require exists table @",
          "require exists column @.@",
          "assert no t where exists(@ where a = 1)",
          "assert no t where count(@ where a = 1) = 0",
          "assert no t where (count(*) from @) = 0",
          "assert no t where x.@ = 1",
          "on @ { drop column @ }",
          "on a, @ { drop column @ }",
          "sql postgres $$ $$ affects @, a");

  private static List<String> failing(List<String> places, Set<String> except) {
    List<String> failing = new ArrayList<>();
    for (String place : places) {
      for (String keyword : KEYWORDS) {
        String text = place.replace("@", keyword);
        Parsed parsed = Syntax.parse(new Source("sample", text));
        boolean whole = parsed.diagnostics().isEmpty() && parsed.statements().size() == 1;
        if (whole == except.contains(keyword)) {
          failing.add((whole ? "should need quotes: " : "") + text);
        }
      }
    }
    return failing;
  }

  @Test
  void everyKeywordNamesTablesAndColumns() {
    assertThat(failing(ANYWHERE, Set.of())).isEmpty();
  }

  @Test
  void theWordsOfExpressionsNeedQuotesWhereAnExpressionBegins() {
    assertThat(failing(List.of("fill a = @.b", "assert no t where a = @.b + 1"), IN_EXPRESSIONS))
        .isEmpty();
    assertThat(
            failing(
                List.of(
                    "copy a into b { x, @, y = 1 }",
                    "dedupe a by b.@ keep any merge { x = 1 @ = 2 }"),
                IN_EXPRESSIONS))
        .isEmpty();
  }

  @Test
  void whereNeedsQuotesAfterSaveAndDelete() {
    assertThat(failing(List.of("save @", "delete @", "delete @ where a = 1"), Set.of("where")))
        .isEmpty();
  }

  @Test
  void fourWordsNeedQuotesWhereALineOfATableBegins() {
    assertThat(
            failing(
                List.of("create table t { @ text }", "create table t { a int default 1, @ text }"),
                IN_TABLE_LINES))
        .isEmpty();
  }

  @Test
  void sixWordsNeedQuotesAsTheNameOfAKey() {
    assertThat(
            failing(
                List.of("add primary key @ (a)", "add check @ (a > 1)", "drop unique @"), AS_KEY))
        .isEmpty();
  }

  @Test
  void quotesAlwaysHelp() {
    for (String keyword : KEYWORDS) {
      for (String place : List.of("fill a = @", "delete @", "create table t { @ @ }")) {
        String text = place.replace("@", '"' + keyword + '"');
        assertThat(Syntax.parse(new Source("sample", text)).diagnostics()).as(text).isEmpty();
      }
    }
  }

  @Test
  void theMessageSaysToQuote() {
    for (String keyword : Set.of("end", "then", "like")) {
      Parsed parsed = Syntax.parse(new Source("sample", "fill a = " + keyword + " + 1"));
      assertThat(parsed.diagnostics())
          .singleElement()
          .satisfies(
              fault -> {
                assertThat(fault.code()).isEqualTo(Code.NEEDS_QUOTES);
                assertThat(fault.suggestions()).isNotEmpty();
              });
    }
  }

  @Test
  void everyKeywordStandsInExactlyOneWordRule() {
    List<Integer> rules =
        List.of(
            MigParser.RULE_plainWord,
            MigParser.RULE_lineWord,
            MigParser.RULE_keyWord,
            MigParser.RULE_expressionWord);
    List<String> all = new ArrayList<>(List.of("where"));
    for (int rule : rules) {
      MigParser._ATN.nextTokens(MigParser._ATN.ruleToStartState[rule]).toList().stream()
          .map(Words::keyword)
          .forEach(all::add);
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(KEYWORDS);
  }
}
