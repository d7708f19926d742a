package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.source.Source;
import dev.mig.syntax.Continuation;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.MigParser;
import dev.mig.syntax.Syntax;
import dev.mig.syntax.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands near a place says the same of it as the whole text before it. */
class VicinityTest {
  private static final Set<Integer> NAMES =
      Set.of(MigParser.RULE_anyName, MigParser.RULE_exprName, MigParser.RULE_lineName);

  private static void compare(String what, String text) {
    Words words = new Words(Syntax.tokens("", text));
    Continuation whole = Continuation.of(MigParser.RULE_script);
    for (int i = 0; i < words.size(); i++) {
      Continuation near = Objects.requireNonNull(new Vicinity(words, i).run(), what + " " + i);
      assertThat(near.next(NAMES))
          .as(what + " before " + words.get(i))
          .isEqualTo(whole.next(NAMES));
      if (words.type(i) != Token.EOF) {
        assertThat(whole.advance(words.type(i))).as(what + " " + words.get(i)).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"examples", "src/test/resources"})
  void atEveryWordOfEveryScript(String folder) throws Exception {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".mig")).toList()) {
        String text = Files.readString(file);
        if (!Syntax.parse(new Source("x.mig", text)).hasErrors()) {
          compare(file.toString(), text);
        }
      }
    }
  }

  @Test
  void clausesOnLinesOfTheirOwn() {
    compare(
        "alter",
        "drop table a\nalter column b.c\n  drop default\n  drop not null\n  set default 1");
    compare(
        "key", "drop table a\nadd foreign key b.c -> d\n  on delete cascade\n  on update cascade");
    compare("loop", "drop table a\nfor each table t\n  where a\n  in (1, 2) {\n  drop table t\n}");
    compare(
        "copy", "copy a into b {\n  update = 1\n  delete = 2\n  drop = 3\n}\n  on conflict skip");
  }

  @Test
  void aFaultFurtherUpHidesNothing() {
    Words words =
        new Words(Syntax.tokens("", "drop table a\nadd kolumn b\non c {\n  drop tabel\n  drop"));
    Continuation near = Objects.requireNonNull(new Vicinity(words, words.size() - 1).run());
    assertThat(near.accepts(MigLexer.COLUMN)).isTrue();
    assertThat(near.accepts(MigLexer.RIGHT_BRACE)).isFalse();
  }
}
