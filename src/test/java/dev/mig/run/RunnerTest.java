package dev.mig.run;

import static dev.mig.run.Shop.USERS;
import static dev.mig.run.Shop.rows;
import static dev.mig.run.Shop.sql;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.operation.Refusal;
import dev.mig.plan.Plan;
import dev.mig.plan.Step;
import dev.mig.run.RunResult.Outcome;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Samples;
import dev.mig.source.Span;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run does to a database and to its ledger. */
class RunnerTest {
  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void upWritesTheChangeAndItsRowOfTheLedger(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      RunResult result = shop.up(shop.addEmail());
      assertThat(result.outcome()).isEqualTo(Outcome.DONE);
      assertThat(result.rows()).isEqualTo(4);
      assertThat(result.steps()).extracting(StepResult::rows).containsExactly(-1L, 3L, 1L);
      assertThat(shop.ask("SELECT * FROM users ORDER BY id"))
          .containsExactly("1,Ada,ada@example.org", "2,Bob,bob@example.org");
      assertThat(shop.told()).containsExactly("add_email", "applied");
      Applied row =
          Objects.requireNonNull(
              Status.read(shop.database(), List.of()).lines().getFirst().applied());
      assertThat(row.number()).isEqualTo(1);
      assertThat(row.source().name()).isEqualTo("add_email.mig");
      assertThat(row.rows()).isEqualTo(4);
      assertThat(row.reverse()).isEqualTo("exact");
      assertThat(row.tool()).isEqualTo("test");
      assertThat(row.osUser()).contains("@");
      assertThat(row.schemaBefore()).isNotEqualTo(row.schemaAfter()).startsWith("{\"users\":\"");
      assertThat(row.sealed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void downRestoresAndForgets(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      String before = shop.state();
      shop.up(shop.addEmail());
      RunResult result = shop.down("add_email");
      assertThat(result.diagnostics()).isEmpty();
      assertThat(result.outcome()).isEqualTo(Outcome.DONE);
      assertThat(shop.state()).isEqualTo(before);
      assertThat(shop.told()).containsExactly("applied", "reverted");
      assertThat(shop.up(shop.addEmail()).outcome()).isEqualTo(Outcome.DONE);
      assertThat(shop.told()).containsExactly("add_email", "applied", "reverted", "applied");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatIsAppliedIsNotAppliedAgain(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared migration = shop.addEmail();
      shop.up(migration);
      assertThat(shop.up(migration).outcome()).isEqualTo(Outcome.ALREADY);
      RunResult edited = shop.up(edited(migration));
      assertThat(edited.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(edited.diagnostics().getFirst().code()).isEqualTo(Code.EDITED);
      assertThat(shop.told()).containsExactly("add_email", "applied");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aFailureRollsEverythingBackAndIsRecorded(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      String before = shop.state();
      Prepared migration =
          shop.prepare(
              "fails",
              USERS,
              List.of(
                  sql("ALTER TABLE users ADD COLUMN email varchar(80)"),
                  rows("INSERT INTO users (id, name) VALUES (1, 'secret name')")),
              null);
      RunResult result = shop.up(migration);
      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.outcome().exit()).isEqualTo(3);
      assertThat(result.steps()).hasSize(1);
      Diagnostic why = result.diagnostics().getFirst();
      assertThat(why.code()).isEqualTo(Code.DATABASE_REFUSED);
      assertThat(why.span()).isEqualTo(new Span(10, 15));
      assertThat(why.source()).isEqualTo(migration.source());
      assertThat(shop.state()).isEqualTo(before);
      assertThat(shop.told()).containsExactly("failed");
      List<String> kept = shop.ask("SELECT migration, code, detail FROM " + shop.ledger("event"));
      assertThat(kept.getFirst()).startsWith("fails,R703,").doesNotContain("secret name", "(1)");
      Status status =
          Status.read(
              shop.database(),
              List.of(
                  new Status.Known("fails", migration.fingerprint(), migration.source(), false)));
      assertThat(status.lines())
          .extracting(Status.Line::state)
          .containsExactly(Status.State.FAILED);
      assertThat(status.problems()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aQuestionThatIsNotAnsweredAsWishedRollsBackAndShowsRows(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      String before = shop.state();
      Step ask =
          new Step.AskNone(
              "SELECT q.*, count(*) OVER () AS mig_total FROM (SELECT id, name FROM users WHERE id"
                  + " > 1) AS q ORDER BY 1 LIMIT 5",
              "SELECT count(*) FROM users",
              refusal("{n} of {of} {n:user|users}"),
              new Span(0, 4));
      RunResult result =
          shop.up(
              shop.prepare(
                  "asks", USERS, List.of(rows("DELETE FROM users WHERE id = 1"), ask), List.of()));
      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      Diagnostic why = result.diagnostics().getFirst();
      assertThat(why.summary()).isEqualTo("2 of 2 users");
      assertThat(why.samples())
          .isEqualTo(
              new Samples(
                  2, 2, List.of("id", "name"), List.of(List.of("2", "Bob"), List.of("3", "Cher"))));
      assertThat(shop.state()).isEqualTo(before);
      assertThat(shop.told()).containsExactly("failed");
      assertThat(shop.ask("SELECT detail FROM " + shop.ledger("event")).getFirst())
          .doesNotContain("Cher");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void valuesAreRememberedAndCompared(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      List<Step> steps =
          List.of(
              new Step.Remember(0, "SELECT count(*) FROM users", Span.NONE),
              rows("DELETE FROM users WHERE id = 1"),
              new Step.AskSame(
                  "SELECT 2", "SELECT count(*) FROM users", refusal("same"), Span.NONE),
              new Step.AskUnchanged(
                  0, "SELECT count(*) FROM users", "1", refusal("near enough"), Span.NONE));
      assertThat(shop.up(shop.prepare("near", USERS, steps, List.of())).diagnostics()).isEmpty();
      List<Step> further =
          List.of(
              new Step.Remember(7, "SELECT count(*) FROM users", Span.NONE),
              rows("DELETE FROM users WHERE id = 2"),
              new Step.AskUnchanged(
                  7,
                  "SELECT count(*) FROM users",
                  null,
                  refusal("{left} became {right}"),
                  Span.NONE));
      RunResult result = shop.up(shop.prepare("far", USERS, further, List.of()));
      assertThat(result.diagnostics().getFirst().summary()).isEqualTo("2 became 1");
      assertThat(shop.ask("SELECT count(*) FROM users")).containsExactly("2");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aTableDroppedSinceTheCheckRefusesBeforeAnythingIsWritten(String dialect)
      throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared migration = shop.addEmail();
      shop.execute("DROP TABLE users");
      RunResult result = shop.up(migration);
      assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
      Diagnostic why = result.diagnostics().getFirst();
      assertThat(why.code()).isEqualTo(Code.SCHEMA_CHANGED);
      assertThat(why.notes()).contains("table users is missing");
      assertThat(shop.hasLedger()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aChangeOfOtherTablesSinceTheCheckDoesNoHarm(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared migration = shop.addEmail();
      shop.execute(
          "ALTER TABLE orders ADD COLUMN note text",
          "CREATE TABLE news (id integer)",
          "CREATE VIEW all_orders AS SELECT id FROM orders");
      assertThat(shop.up(migration).diagnostics()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void withSqlOfTheUsersOwnEveryChangeCounts(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared migration =
          shop.prepare("native", null, List.of(sql("ALTER TABLE users ADD COLUMN a text")), null);
      shop.execute("CREATE TABLE news (id integer)");
      assertThat(shop.up(migration).diagnostics().getFirst().code()).isEqualTo(Code.SCHEMA_CHANGED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void severalStatementsInOneTextAllRun(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared one =
          shop.prepare(
              "native",
              null,
              List.of(sql("DELETE FROM users WHERE id = 1; DELETE FROM users WHERE id = 2")),
              null);
      assertThat(shop.up(one).diagnostics()).isEmpty();
      assertThat(shop.ask("SELECT id FROM users")).containsExactly("3");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void anotherSchemaThanPredictedRollsBack(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      String before = shop.state();
      Prepared migration = shop.addEmail();
      Plan wrong =
          new Plan(migration.up().steps(), false, migration.up().touched(), migration.checked());
      RunResult result = shop.up(with(migration, wrong, migration.fingerprint()));
      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      Diagnostic why = result.diagnostics().getFirst();
      assertThat(why.code()).isEqualTo(Code.NOT_AS_PREDICTED);
      assertThat(why.notes())
          .contains(
              "table users: column email was not expected",
              "everything was rolled back; nothing was changed");
      assertThat(shop.state()).isEqualTo(before);
      assertThat(shop.told()).containsExactly("failed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void sqlThatEndsTheTransactionIsFoundOut(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared migration =
          shop.prepare("ends", null, List.of(sql("DELETE FROM orders")), List.of());
      Plan ends =
          new Plan(
              List.of(sql("COMMIT"), rows("DELETE FROM users")), false, null, migration.checked());
      RunResult result = shop.up(with(migration, ends, migration.fingerprint()));
      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(shop.told()).containsExactly("failed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void namesAndTextsAreValuesNotSql(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      String odd = "it's \"odd\"; DROP TABLE users; --\u2028ß";
      assertThat(shop.up(shop.prepare(odd, Set.of(), List.of(), List.of())).diagnostics())
          .isEmpty();
      assertThat(shop.told()).containsExactly(odd, "applied");
      assertThat(shop.down(odd).diagnostics()).isEmpty();
      assertThat(shop.told()).containsExactly("applied", "reverted");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void noPasswordOfAnErrorIsShownOrKept(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Step step = sql("DELETE FROM \"postgres://app:hunter2@db/shop\"");
      RunResult result = shop.up(shop.prepare("tells", USERS, List.of(step), null));
      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      Diagnostic why = result.diagnostics().getFirst();
      assertThat(why.summary() + why.notes()).contains("db/shop").doesNotContain("hunter2");
      assertThat(shop.ask("SELECT detail FROM " + shop.ledger("event")).getFirst())
          .contains("db/shop")
          .doesNotContain("hunter2");
    }
  }

  private static Refusal refusal(String summary) {
    return Refusal.of(Diagnostic.error(Code.ASSERTION_FAILED, summary).build());
  }

  private static Prepared edited(Prepared migration) {
    return with(migration, migration.up(), "another meaning");
  }

  private static Prepared with(Prepared migration, Plan up, String fingerprint) {
    return new Prepared(
        migration.name(),
        migration.title(),
        migration.source(),
        migration.written(),
        migration.parameters(),
        migration.repeatable(),
        fingerprint,
        migration.checked(),
        up,
        migration.wayBack(),
        migration.down(),
        migration.downNote(),
        migration.halfBack(),
        migration.saved());
  }
}
