package dev.mig.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.operation.Refusal;
import dev.mig.schema.Schema;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTextTest {
  private static final Source SOURCE =
      new Source("014_split.mig", "migration split 'Split'\nassert no users\n");
  private static final Span LINE_2 = new Span(24, 30);

  @Test
  void everyKindOfStepIsSqlWithItsReason() {
    Refusal refusal = Refusal.of(Diagnostic.error(Code.ASSERTION_FAILED, "{n} rows").build());
    Plan plan =
        new Plan(
            List.of(
                new Step.Remember(0, "SELECT count(*) FROM users", Span.NONE),
                new Step.Execute(
                    "ALTER TABLE users ADD a text", "add column users.a", false, LINE_2),
                new Step.Execute(
                    "SELECT 1 -- all", "two\nlines; DROP TABLE users", false, Span.NONE),
                new Step.AskNone("SELECT * FROM users;\n", null, refusal, LINE_2),
                new Step.AskSame("SELECT 1", "SELECT 2", refusal, LINE_2),
                new Step.AskUnchanged(0, "SELECT count(*) FROM users", "0.01", refusal, LINE_2)),
            true,
            null,
            Schema.EMPTY);
    assertThat(PlanText.of(plan, new PlanText.Header("split", "Split", "up", SOURCE), "sqlite"))
        .isEqualTo(
            """
            -- migration split (014_split.mig), up, sqlite
            -- Split
            -- one transaction; before it: take the runner lock
            -- first in it: is the schema still as it was when this plan was made?

            -- cannot be switched inside a transaction; the last steps look for orphans
            PRAGMA foreign_keys = OFF;
            BEGIN IMMEDIATE;

            -- kept as value 0
            SELECT count(*) FROM users;

            -- add column users.a (line 2)
            ALTER TABLE users ADD a text;

            -- two lines; DROP TABLE users
            SELECT 1 -- all
            ;

            -- must find no row, or D211 and everything is rolled back (line 2)
            SELECT * FROM users;

            -- these two must agree, or D211 and everything is rolled back (line 2)
            SELECT 1;
            SELECT 2;

            -- must agree with value 0 within 0.01, or D211 and everything is rolled back (line 2)
            SELECT count(*) FROM users;

            -- the schema is read again and compared with what this plan predicts
            -- ledger: mig_migration gets the row of split, mig_event gets the event 'applied'
            COMMIT;
            PRAGMA foreign_keys = ON;
            """);
  }

  @Test
  void postgresHasItsOwnWords() {
    Plan plan = new Plan(List.of(), false, null, Schema.EMPTY);
    assertThat(PlanText.of(plan, new PlanText.Header("split", "", "down", null), "postgres"))
        .isEqualTo(
            """
            -- migration split, down, postgres
            -- one transaction; before it: take the runner lock
            -- first in it: is the schema still as it was when this plan was made?

            BEGIN;

            -- the schema is read again and compared with what this plan predicts
            -- ledger: mig.migration loses the row of split, mig.event gets the event 'reverted'
            COMMIT;
            """);
  }
}
