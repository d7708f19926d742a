package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Source;
import dev.mig.syntax.Syntax;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Folds by their kinds, first and last lines. */
class FoldingTest {
  private static String shown(String text) {
    Source source = new Source("x.mig", text);
    return Folding.of(Syntax.draft(source)).stream()
        .map(
            f ->
                f.kind()
                    + " "
                    + source.line(f.span().start())
                    + "-"
                    + source.line(f.span().end() - 1))
        .collect(Collectors.joining(", "));
  }

  @Test
  void blocksAndListsOverSeveralLines() {
    assertThat(shown("on a {\n  drop column b\n  map values c { 1 -> 2 }\n}"))
        .isEqualTo("BLOCK 1-4");
    assertThat(shown("on a {\n  map values c {\n    1 -> 2\n  }\n}"))
        .isEqualTo("BLOCK 1-5, BLOCK 2-4");
    assertThat(shown("define d(\n  table t,\n  text x\n) {\n  drop table t\n}"))
        .isEqualTo("LIST 1-4, BLOCK 4-6");
  }

  @Test
  void commentsThatFollowEachOtherAreOne() {
    assertThat(shown("-- a\n-- b\n  -- c\ndrop table t")).isEqualTo("COMMENT 1-3");
    assertThat(shown("-- a\n\n-- b\ndrop table t -- c\n-- d")).isEmpty();
    assertThat(shown("drop table t -- a\n-- b\n-- c")).isEqualTo("COMMENT 2-3");
    assertThat(shown("/* a\n b */ drop table t /* c */")).isEqualTo("COMMENT 1-2");
    assertThat(shown("-- a\r\n-- b\r\n")).isEqualTo("COMMENT 1-2");
  }

  @Test
  void textsOverSeveralLines() {
    assertThat(shown("sql sqlite $$\n  select 1\n$$")).isEqualTo("TEXT 1-3");
    assertThat(shown("irreversible 'a\nb'")).isEqualTo("TEXT 1-2");
  }

  @Test
  void bracketsWithoutPartnersSpoilNothing() {
    assertThat(shown("on a {\n  add check c (\n}\non b {\n}")).isEqualTo("BLOCK 1-3, BLOCK 4-5");
    assertThat(shown("on a {\n  drop column b)\n}")).isEqualTo("BLOCK 1-3");
    assertThat(shown("on a {\n  drop column b\n")).isEmpty();
    assertThat(shown("}\n}\non a {\n}")).isEqualTo("BLOCK 3-4");
  }
}
