package dev.mig.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Source;
import dev.mig.source.Suggestion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Planted faults: one message each, on the word that is wrong; the statements around them stay
 * whole.
 */
class FaultsTest {

  /**
   * A script, and what is said of it.
   *
   * @param marked the script, the place of each message between « and »
   * @param whole how many top-level statements stay usable
   * @param messages code and summary of each, in order
   */
  record Fault(String marked, int whole, List<String> messages) {
    @Override
    public String toString() {
      return marked.replace("\n", " / ");
    }
  }

  private static Fault fault(String marked, int whole, String... messages) {
    return new Fault(marked, whole, List.of(messages));
  }

  static List<Fault> faults() {
    return List.of(
        fault("«fil» a = 1\ndrop table x", 1, "S102 `fil` does not begin a statement"),
        fault(
            "split a at first ' ' into b, c combining «bck»\ndrop table x",
            1,
            "S101 expected `back`, found `bck`"),
        fault(
            "split a «ad» first ' ' into b, c\ndrop table x",
            1,
            "S101 expected `at` or `matching`, found `ad`"),
        fault(
            "extract a into b (c) «with» (d int)\ndrop table x",
            1,
            "S101 expected `as`, found `with`"),
        fault(
            "remap a.b from c «into» d matching (e)\ndrop table x",
            1,
            "S101 expected `as` or `to`, found `into`"),
        fault(
            "replace primary key with (a) «to» all\ndrop table x",
            1,
            "S101 expected `repoint`, found `to`"),
        fault(
            "drop «tabel» x\nadd «colum» b text\ndrop table y",
            1,
            "S101 expected `table`, `check`, `column`, `foreign` or 3 others, found `tabel`",
            "S101 expected `column`, `check`, `foreign`, `index` or 2 others, found `colum`"),
        fault(
            "in batches of 5 paus «3» { fill a = 1 }\ndrop table x",
            1,
            "S101 expected `keep`, `parallel`, `pause`, `using` or `{`, found `3`"),
        fault("lift a.b «into» c\ndrop table x", 1, "S101 expected `->>` or `->`, found `into`"),
        fault("fold a into b.«'c'»\ndrop table x", 1, "S101 expected a name, found `'c'`"),
        fault(
            "copy walk «along» t by p from 1 into u { a }\ndrop table x",
            1,
            "S101 expected `as`, `down`, `each`, `group` or 6 others, found `along`"),
        fault("fill a «=»\nadd column x text", 1, "S101 expected an expression, found `add`"),
        fault(
            "on «users»\n  add column a text\n}\ndrop table x",
            2,
            "S101 expected `{` or `,`, found `add`"),
        fault(
            "drop table y\non users «{»\n  add column a text\n  fill b = 1\ndrop table z",
            1,
            "S103 this block has no end: `}` is missing"),
        fault(
            "on a {\n  copy b into c «{»\n    d = e\n}\ndrop table z",
            0,
            "S103 this block has no end: `}` is missing"),
        fault(
            "create table t {\n  id int\n  «check» text\n}\ndrop table x",
            1,
            "S107 `check` needs quotes to be a name here"),
        fault("fill a = «end» + 1\ndrop table b", 1, "S107 `end` needs quotes to be a name here"),
        fault(
            "fill b = 1 fill a = «'»abc\ndrop table x\nassert no t where b = 'x'",
            1,
            "S103 this text has no end: `'` is missing"),
        fault(
            "drop table x «/*» hello\ndrop table y",
            1,
            "S103 this comment has no end: `*/` is missing"),
        fault(
            "sql postgres «$a$» select $$ 1 $$\ndrop table x",
            0,
            "S103 this text has no end: `$a$` is missing"),
        fault("add check x (a > «1»\nadd column b text", 1, "S101 expected `)`, found `add`"),
        fault(
            "drop table a «b»\ndrop table c",
            2,
            "S101 expected `losing`, `saving`, `,` or the next statement, found `b`"),
        fault(
            "on users {\n  add «colum» a text\n  drop column b\n}\ndrop table c",
            2,
            "S101 expected `column`, `check`, `foreign`, `index` or 2 others, found `colum`"),
        fault(
            "map values s {\n  'a' -> «b»\n  'c' -> 'd'\n}\ndrop table x",
            1,
            "S101 on the right of a map line, a column stands in parentheses"),
        fault(
            "split a at first ' ' into b, c\n  «mising» keep\ndrop table x",
            2,
            "S101 expected `missing`, `losing`, `combining`, `else` or 4 others, found `mising`"),
        fault(
            "combine a, b «at» ' ' into c\ndrop table x",
            1,
            "S101 expected `with` or `,`, found `at`"),
        fault(
            "map values s { between 1 «or» 2 -> 'b' }\ndrop table x",
            1,
            "S101 expected an operator, found `or`"),
        fault(
            "move a «to» b { c }\ndrop table x",
            1,
            "S101 expected `as`, `each`, `group`, `into` or 4 others, found `to`"),
        fault(
            "drop table x\n«migration» y",
            1,
            "S101 `migration` stands at the top of a script, before its statements"),
        fault(
            "dedupe a by b keep «fist» by c\ndrop table x",
            1,
            "S101 expected `first`, `any` or `last`, found `fist`"),
        fault("«}»\ndrop table x", 1, "S101 nothing is open that this `}` could close"),
        fault("fill a = (1 + «)» * 2", 0, "S101 expected an expression, found `)`"),
        fault("fill a = 1\n«select» 1", 1, "S102 `select` does not begin a statement"),
        fault(
            "add foreign key a «-» > t.b\n   on delete cascade\ndrop table x",
            1,
            "S101 expected `on`, `(` or `->`, found `-`"),
        fault("fill «\"\"» = 1", 1, "S101 a name cannot be empty"),
        fault("fill a = «😀» + 1", 0, "S101 expected an expression, found `😀`"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void oneMessageOnTheRightWord(Fault fault) {
    Source source = new Source("x.mig", fault.marked().replace("«", "").replace("»", ""));
    Parsed parsed = Syntax.parse(source);
    assertThat(parsed.diagnostics().stream().map(d -> d.code().id() + " " + d.summary()))
        .containsExactlyElementsOf(fault.messages());
    assertThat(marked(source, parsed.diagnostics())).isEqualTo(fault.marked());
    assertThat(parsed.statements()).hasSize(fault.whole());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatIsSuggestedMakesItBetter(Fault fault) {
    Source source = new Source("x.mig", fault.marked().replace("«", "").replace("»", ""));
    Parsed parsed = Syntax.parse(source);
    for (Diagnostic diagnostic : parsed.diagnostics()) {
      for (Suggestion suggestion : diagnostic.suggestions()) {
        StringBuilder text = new StringBuilder(source.text());
        for (Edit edit : suggestion.edits()) {
          text.replace(edit.span().start(), edit.span().end(), edit.text());
        }
        assertThat(Syntax.parse(new Source("x.mig", text.toString())).diagnostics())
            .hasSizeLessThan(parsed.diagnostics().size());
      }
    }
  }

  private static String marked(Source source, List<Diagnostic> diagnostics) {
    StringBuilder text = new StringBuilder(source.text());
    for (Diagnostic diagnostic : diagnostics.reversed()) {
      text.insert(diagnostic.span().end(), "»").insert(diagnostic.span().start(), "«");
    }
    return text.toString();
  }
}
