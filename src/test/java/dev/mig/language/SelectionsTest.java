package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is selected from the bar on, step by step. */
class SelectionsTest {
  private static List<String> at(String marked) {
    int caret = marked.indexOf('|');
    String text = marked.substring(0, caret) + marked.substring(caret + 1);
    return Selections.of(Syntax.draft(new Source("x.mig", text)), caret).stream()
        .map(span -> text.substring(span.start(), span.end()))
        .toList();
  }

  @Test
  void fromAWordToTheWholeText() {
    assertThat(
            at("on users {\n  update set a = lower(trim(n|ame), 1) where b = 2\n}\ndrop table x"))
        .containsExactly(
            "name",
            "(name)",
            "trim(name)",
            "trim(name), 1",
            "(trim(name), 1)",
            "lower(trim(name), 1)",
            "a = lower(trim(name), 1)",
            "update set a = lower(trim(name), 1) where b = 2",
            "{\n  update set a = lower(trim(name), 1) where b = 2\n}",
            "on users {\n  update set a = lower(trim(name), 1) where b = 2\n}",
            "on users {\n  update set a = lower(trim(name), 1) where b = 2\n}\ndrop table x");
  }

  @Test
  void textsByWordContentAndWhole() {
    assertThat(at("fill a.b = 'one t|wo'"))
        .containsExactly("two", "one two", "'one two'", "a.b = 'one two'", "fill a.b = 'one two'");
    assertThat(at("sql sqlite $x$ select o|ne $x$"))
        .containsExactly(
            "one", " select one ", "$x$ select one $x$", "sql sqlite $x$ select one $x$");
    assertThat(at("-- a r|emark\ndrop table x"))
        .containsExactly("remark", "-- a remark", "-- a remark\ndrop table x");
    assertThat(at("fill a.b = 'ein 😀grö|ße'")).startsWith("größe", "ein 😀größe");
  }

  @Test
  void clausesAreSteps() {
    assertThat(at("delete users where a = 1 and b| = 2"))
        .containsExactly(
            "b",
            "b = 2",
            "a = 1 and b = 2",
            "where a = 1 and b = 2",
            "delete users where a = 1 and b = 2");
  }

  @Test
  void aCaretBetweenTwoTakesTheWord() {
    assertThat(at("fill a.b = lower(|x)")).startsWith("x", "(x)");
    assertThat(at("fill a.b = lower(x|)")).startsWith("x", "(x)");
    assertThat(at("drop table x| ")).startsWith("x", "drop table x");
    assertThat(at("|")).containsExactly("");
  }

  @Test
  void brokenTextsHaveSelectionsToo() {
    assertThat(at("on users {\n  drop column a\n  add kol|umn b\n  drop column c\n}"))
        .startsWith("kolumn", "add kolumn b")
        .endsWith("on users {\n  drop column a\n  add kolumn b\n  drop column c\n}");
    assertThat(at("fill a.b = 'one t|wo")).startsWith("two", "'one two");
  }

  @Test
  void eachHoldsTheOneBefore() {
    String text = "on a { update set b = (c + 1) * 2, d = case when x then y end }\n-- 'z'\n";
    Parsed parsed = Syntax.draft(new Source("x.mig", text));
    for (int i = -1; i <= text.length() + 1; i++) {
      List<Span> spans = Selections.of(parsed, i);
      assertThat(spans.getLast()).isEqualTo(new Span(0, text.length()));
      for (int s = 1; s < spans.size(); s++) {
        Span inner = spans.get(s - 1);
        assertThat(spans.get(s).to(inner)).isEqualTo(spans.get(s)).isNotEqualTo(inner);
      }
    }
  }
}
