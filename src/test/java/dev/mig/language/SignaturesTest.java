package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.language.Signatures.Help;
import dev.mig.language.Signatures.Signature;
import dev.mig.source.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is shown at the bar: the active form, the active parameter in brackets. */
class SignaturesTest {
  private static final List<Definition> DEFINITIONS =
      Definitions.of(
          """
          define audited(table t, varchar(10) x) { drop table t }
          define none() = 1
          let lower = 2
          """);

  private static Optional<Help> help(String marked) {
    int caret = marked.indexOf('|');
    String text = marked.substring(0, caret) + marked.substring(caret + 1);
    return Signatures.at(text, caret, DEFINITIONS);
  }

  private static String at(String marked) {
    Optional<Help> help = help(marked);
    if (help.isEmpty()) {
      return "";
    }
    Signature active = help.get().signatures().get(help.get().active());
    if (help.get().parameter() < 0) {
      return active.label();
    }
    Span place = active.parameters().get(help.get().parameter());
    String label = active.label();
    return label.substring(0, place.start())
        + "["
        + label.substring(place.start(), place.end())
        + "]"
        + label.substring(place.end());
  }

  @Test
  void functionsAndTheirOverloads() {
    assertThat(at("fill a.b = left(|")).isEqualTo("left([text], integer) -> text");
    assertThat(at("fill a.b = left(c, |)")).isEqualTo("left(text, [integer]) -> text");
    assertThat(at("fill a.b = trim(c, |'x')")).isEqualTo("trim(text, [text]) -> text");
    assertThat(at("fill a.b = LEFT (c, 1, |")).isEqualTo("left(text, integer) -> text");
    assertThat(at("fill a.b = coalesce(a, b, c, |")).contains("[any], …");
    assertThat(help("fill a.b = trim(|").orElseThrow().signatures()).hasSize(2);
    assertThat(help("fill a.b = lower(|").orElseThrow().signatures().getFirst().documentation())
        .startsWith("small letters");
  }

  @Test
  void aggregates() {
    assertThat(at("assert sum(|")).isEqualTo("sum([number])");
    assertThat(at("fill a.b = (string_agg(c, |"))
        .isEqualTo("string_agg(text, [separator order by e])");
  }

  @Test
  void definitions() {
    assertThat(at("audited(|")).isEqualTo("audited([table t], varchar(10) x)");
    assertThat(at("on a {\n  audited(t, |)\n}")).isEqualTo("audited(table t, [varchar(10) x])");
    assertThat(at("none(|)")).isEqualTo("none()");
  }

  @Test
  void theInnermostCallCounts() {
    assertThat(at("fill a.b = left(lower(|c), 2)")).isEqualTo("lower([text]) -> text");
    assertThat(at("fill a.b = left(lower(c)|, 2)")).isEqualTo("left([text], integer) -> text");
    assertThat(at("fill a.b = left(lower(c, d), |")).isEqualTo("left(text, [integer]) -> text");
    assertThat(at("fill a.b = left((c || (d|")).isEqualTo("left([text], integer) -> text");
    assertThat(at("fill a.b = left(map c { 1 -> 'x', 2 -> 'y' }, |"))
        .isEqualTo("left(text, [integer]) -> text");
    assertThat(at("fill a.b = left(\n  update,\n  |")).isEqualTo("left(text, [integer]) -> text");
  }

  @Test
  void insideOfTextsButNotOfRemarks() {
    assertThat(at("fill a.b = left('x, (|")).isEqualTo("left([text], integer) -> text");
    assertThat(at("fill a.b = left('x,', |")).isEqualTo("left(text, [integer]) -> text");
    assertThat(at("fill a.b = left(c /* , */, |")).isEqualTo("left(text, [integer]) -> text");
    assertThat(at("fill a.b = left(c -- |")).isEmpty();
    assertThat(at("fill a.b = left(c /* |")).isEmpty();
    assertThat(at("sql sqlite $$ select left(|")).isEmpty();
  }

  @Test
  void elsewhereNothing() {
    assertThat(at("|")).isEmpty();
    assertThat(at("fill a.b = left(c)|")).isEmpty();
    assertThat(at("fill a.b = unknown(|")).isEmpty();
    assertThat(at("fill a.b = left(unknown(|")).isEmpty();
    assertThat(at("add check lower (|")).isEmpty();
    assertThat(at("define lower(|")).isEmpty();
    assertThat(at("add column a.b varchar(|")).isEmpty();
    assertThat(at("fill a.b = left(c\nadd column a.b text| ")).isEmpty();
  }
}
