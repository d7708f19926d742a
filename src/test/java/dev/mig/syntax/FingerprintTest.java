package dev.mig.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static String of(String text) {
    return Fingerprint.of(Syntax.parse(new Source("x.mig", text)));
  }

  @Test
  void layoutCaseAndSeparatorsDoNotCount() {
    String one = of("migration m create table t { a int b text } fill t.a = 'X'");
    assertThat(
            of(
                """
                MIGRATION m 'a description' -- and a comment
                CREATE TABLE T {
                  a int,
                  B text,
                };
                fill t.a = 'X';
                """))
        .isEqualTo(one)
        .hasSize(64);
  }

  @Test
  void valuesQuotesAndCommasOfListsCount() {
    List<String> texts =
        List.of(
            "fill a = 'X'",
            "fill a = 'x'",
            "fill a = \"x\"",
            "fill a = x",
            "fill a = 'x y'",
            "fill a = f(x, y)",
            "fill a = f(x)",
            "drop table a, b",
            "drop table a drop table b",
            "migration b fill a = 'X'");
    Set<String> prints = new HashSet<>();
    texts.forEach(text -> prints.add(of(text)));
    assertThat(prints).hasSize(texts.size());
  }
}
