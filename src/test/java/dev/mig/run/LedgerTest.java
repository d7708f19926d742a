package dev.mig.run;

import static dev.mig.run.Shop.USERS;
import static dev.mig.run.Shop.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.run.RunResult.Outcome;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the ledger tells, and what is made of it when it does not fit the database, the project or
 * this version.
 */
class LedgerTest {
  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void withoutALedgerStatusWritesNone(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared migration = shop.addEmail();
      Status status = status(shop, migration);
      assertThat(status.problems()).isEmpty();
      assertThat(status.pending()).extracting(Status.Line::name).containsExactly("add_email");
      assertThat(shop.hasLedger()).isFalse();
      assertThat(code(shop.down("add_email"))).isEqualTo(Code.UNKNOWN_MIGRATION);
      assertThat(shop.hasLedger()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void statusTellsAppliedEditedMissingAndPendingApart(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared kept = empty(shop, "kept");
      Prepared edited = empty(shop, "edited");
      Prepared missing = empty(shop, "missing");
      Prepared pending = empty(shop, "pending");
      for (Prepared each : List.of(kept, edited, missing)) {
        shop.up(each);
      }
      Status status =
          Status.read(
              shop.database(),
              List.of(
                  known(pending),
                  new Status.Known("edited", "another meaning", edited.source(), false),
                  known(kept)));
      assertThat(status.lines().stream().map(line -> line.name() + " " + line.state().word()))
          .containsExactly("kept applied", "edited edited", "missing missing", "pending pending");
      assertThat(status.problems())
          .extracting(Diagnostic::code)
          .containsExactly(Code.EDITED, Code.MISSING);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void onlyTheLastOneGoesDown(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      shop.up(empty(shop, "one"));
      shop.up(empty(shop, "two"));
      RunResult result = shop.down("one");
      assertThat(code(result)).isEqualTo(Code.NOT_THE_LAST);
      assertThat(result.diagnostics().getFirst().notes()).contains("applied after it: two");
      RunResult unknown = shop.down("on");
      assertThat(code(unknown)).isEqualTo(Code.UNKNOWN_MIGRATION);
      assertThat(unknown.diagnostics().getFirst().notes())
          .containsExactly("the nearest that are: one");
      try (Runner runner = shop.runner()) {
        assertThat(runner.down("two").outcome()).isEqualTo(Outcome.DONE);
        assertThat(runner.down("one").outcome()).isEqualTo(Outcome.DONE);
      }
      assertThat(shop.told()).containsExactly("applied", "applied", "reverted", "reverted");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void withoutAWayBackDownSaysWhy(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      shop.up(shop.prepare("lossy", USERS, List.of(rows("DELETE FROM users")), null));
      RunResult result = shop.down("lossy");
      assertThat(code(result)).isEqualTo(Code.NO_REVERSE);
      assertThat(result.diagnostics().getFirst().notes())
          .containsExactly("the rows were given up (losing)");
      assertThat(shop.told()).containsExactly("lossy", "applied");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aSchemaChangedByHandRefusesDownUntilItIsChangedBack(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      String before = shop.state();
      shop.up(shop.addEmail());
      shop.execute("CREATE INDEX by_hand ON users (email)");
      String changed = shop.state();
      RunResult result = shop.down("add_email");
      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(code(result)).isEqualTo(Code.CHANGED_SINCE);
      assertThat(result.diagnostics().getFirst().notes()).contains("table users was changed");
      assertThat(shop.state()).isEqualTo(changed);
      assertThat(shop.told()).containsExactly("add_email", "applied");
      shop.execute("DROP INDEX by_hand");
      assertThat(shop.down("add_email").outcome()).isEqualTo(Outcome.DONE);
      assertThat(shop.state()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aWayBackThatDoesNotLeadBackIsRolledBack(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared good = shop.addEmail();
      Prepared bad =
          shop.prepare("bad", USERS, good.up().steps(), List.of(rows("DELETE FROM users")));
      shop.up(bad);
      String before = shop.state();
      RunResult result = shop.down("bad");
      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(code(result)).isEqualTo(Code.NOT_AS_PREDICTED);
      assertThat(shop.state()).isEqualTo(before);
      assertThat(shop.told()).containsExactly("bad", "applied", "failed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aPlanEditedByHandIsNotRun(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      shop.up(shop.addEmail());
      String before = shop.state();
      String table = shop.ledger("migration");
      shop.execute("UPDATE " + table + " SET plan_down = replace(plan_down, 'Cher', 'Dora')");
      assertThat(code(shop.down("add_email"))).isEqualTo(Code.LEDGER);
      shop.execute("UPDATE " + table + " SET plan_down = 'nothing'");
      assertThat(code(shop.down("add_email"))).isEqualTo(Code.LEDGER);
      assertThat(shop.state()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aRowRemovedByHandIsFoundBySchema(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared migration = shop.addEmail();
      shop.up(migration);
      shop.execute("DELETE FROM " + shop.ledger("migration"));
      RunResult result = shop.up(migration);
      assertThat(code(result)).isEqualTo(Code.SCHEMA_CHANGED);
      assertThat(shop.told()).containsExactly("applied");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theLedgerOfANewerVersionIsLeftAlone(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared migration = shop.addEmail();
      shop.up(migration);
      shop.execute("UPDATE " + shop.ledger("event") + " SET format = 3");
      assertThat(code(shop.up(migration))).isEqualTo(Code.LEDGER);
      assertThat(code(shop.down("add_email"))).isEqualTo(Code.LEDGER);
      assertThat(status(shop, migration).problems())
          .extracting(Diagnostic::code)
          .containsExactly(Code.LEDGER);
      assertThat(shop.told()).containsExactly("add_email", "applied");
    }
  }

  private static Prepared empty(Shop shop, String name) throws SQLException {
    return shop.prepare(name, Set.of(), List.of(), List.of());
  }

  private static Status.Known known(Prepared migration) {
    return new Status.Known(migration.name(), migration.fingerprint(), migration.source(), false);
  }

  private static Status status(Shop shop, Prepared... project) {
    return Status.read(shop.database(), Arrays.stream(project).map(LedgerTest::known).toList());
  }

  private static Code code(RunResult result) {
    return result.diagnostics().getFirst().code();
  }
}
