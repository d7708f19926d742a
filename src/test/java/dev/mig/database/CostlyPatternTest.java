package dev.mig.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mig.compile.Probe;
import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Regex;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.operation.Answer;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.Schema;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * A pattern with too many ways to match ends soon, with one message, before anything is written.
 */
class CostlyPatternTest {
  private static final String COSTLY = "^(a*)(a*)(a*)(a*)(a*)(a*)$";

  private static Answer ask(TestDatabase server, String text, String pattern) {
    Database database = Databases.open(server.url(), Map.of());
    Expr written =
        new Expr.Call(
            "regexp_matches",
            List.of(Exprs.text(text), Exprs.text(pattern)),
            null,
            Typing.UNKNOWN,
            Span.NONE);
    Expr matches =
        new Typer(
                Scope.of(Schema.EMPTY),
                d -> {
                  throw new AssertionError(d.summary());
                })
            .type(written);
    Query query = Select.of(List.of(new Item(Exprs.number(1), "one")), null, matches);
    Diagnostic refusal = Diagnostic.error(Code.ASSERTION_FAILED, "{n}").build();
    try (JdbcProbe probe = new JdbcProbe(database)) {
      return probe.ask(new Question.NoRows(query, null, false, Refusal.of(refusal), Span.NONE));
    }
  }

  @Test
  void sqliteGivesUpAndSaysSo() {
    try (TestDatabase sqlite = TestSqlite.create()) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              assertThatThrownBy(() -> ask(sqlite, "a".repeat(300) + "b", COSTLY))
                  .isInstanceOfSatisfying(
                      Probe.Failed.class,
                      e -> {
                        assertThat(e.diagnostic().code()).isEqualTo(Code.PATTERN_TOO_COSTLY);
                        assertThat(e.diagnostic().summary())
                            .isEqualTo(
                                "the pattern takes too many steps on a text of 301 characters");
                      }));
    }
  }

  @Test
  void postgresFindsItsWay() {
    try (TestDatabase postgres = TestPostgres.create()) {
      assertThat(ask(postgres, "a".repeat(300) + "b", COSTLY).holds()).isTrue();
    }
  }

  @Test
  void aLongTextIsNoReason() {
    try (TestDatabase sqlite = TestSqlite.create();
        TestDatabase postgres = TestPostgres.create()) {
      String text = "ab".repeat(50_000);
      assertThat(ask(sqlite, text, "^(a|b)*$").holds()).isFalse();
      assertThat(ask(postgres, text, "^(a|b)*$").holds()).isFalse();
    }
  }

  @Test
  void countsInsideCountsAreRefusedAsRead() {
    assertThat(Regex.of("(a{1,30}){1,30}").problem()).isNull();
    assertThat(Regex.of("([0-9]{1,255}x){2}y{255}").problem()).isNull();
    assertThat(Regex.of("(a{1,255}){1,255}").problem())
        .isEqualTo("counts inside counts come to more than 1000 repetitions");
    assertThat(Regex.of("((a{20}b){20}){20,}").problem()).contains("more than 1000");
  }
}
