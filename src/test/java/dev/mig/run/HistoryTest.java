package dev.mig.run;

import static dev.mig.run.Shop.USERS;
import static dev.mig.run.Shop.rows;
import static dev.mig.run.Shop.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mig.compile.Probe;
import dev.mig.run.Finding.Kind;
import dev.mig.run.Repairs.Decision;
import dev.mig.run.RunResult.Outcome;
import dev.mig.source.Code;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What was changed behind the history's back is found and can be put right; what older versions
 * wrote goes on to be read, and becomes new with the next write.
 */
class HistoryTest {
  private static final Runner.Settings SETTINGS =
      new Runner.Settings("test", Duration.ofSeconds(20), RunListener.SILENT);

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aLedgerOfTheFirstFormatIsReadAndMadeNewByUp(String dialect) throws SQLException {
    try (Shop shop = old(dialect)) {
      Verification before = verify(shop);
      assertThat(before.findings()).isEmpty();
      assertThat(before.ledger()).isTrue();
      assertThat(before.snapshot()).isFalse();
      assertThat(Status.read(shop.database(), List.of()).lines())
          .extracting(Status.Line::name)
          .containsExactly("add_email", "empty");
      assertThat(format(shop)).as("looking writes nothing").isEqualTo(1);

      shop.up(empty(shop, "more"));
      assertThat(format(shop)).isEqualTo(2);
      assertThat(shop.told())
          .containsExactly("add_email", "empty", "more", "applied", "applied", "applied");
      assertThat(verify(shop).findings()).isEmpty();
      assertThat(verify(shop).snapshot()).isTrue();
      assertThat(shop.down("more").outcome()).isEqualTo(Outcome.DONE);
      assertThat(shop.down("empty").outcome()).isEqualTo(Outcome.DONE);
      assertThat(shop.down("add_email").outcome()).isEqualTo(Outcome.DONE);
      assertThat(verify(shop).findings()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aLedgerOfTheFirstFormatIsMadeNewByDownAndByAFailure(String dialect) throws SQLException {
    try (Shop shop = old(dialect)) {
      assertThat(shop.down("empty").outcome()).isEqualTo(Outcome.DONE);
      assertThat(shop.told()).containsExactly("add_email", "applied", "applied", "reverted");
      assertThat(verify(shop).findings()).isEmpty();
    }
    try (Shop shop = old(dialect)) {
      // A broken view of the user's must not keep the tables from being made new.
      if (dialect.equals("sqlite")) {
        shop.execute("CREATE VIEW broken AS SELECT * FROM nowhere");
      }
      shop.up(shop.prepare("bad", Set.of(), List.of(rows("DELETE FROM nowhere")), null));
      assertThat(shop.told()).endsWith("applied", "applied", "failed");
      assertThat(verify(shop).findings()).isEmpty();
      assertThat(verify(shop).snapshot()).as("nothing was run").isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void anEventChangedOrRemovedOrAddedByHandIsFoundAndTheLogCanBeSealedAgain(String dialect)
      throws SQLException {
    try (Shop shop = applied(dialect)) {
      String event = shop.ledger("event");
      String copy =
          "INSERT INTO %s (at, kind, migration, duration_ms, rows_touched, database_user, os_user,"
                  .formatted(event)
              + " tool, format, seal) SELECT at, kind, 'ghost', duration_ms, rows_touched,"
              + " database_user, os_user, tool, format, ";
      String reverted = " WHERE id = (SELECT max(id) FROM " + event + " WHERE kind = 'reverted')";
      List<String> changes =
          List.of(
              "UPDATE " + event + " SET rows_touched = 99 WHERE id = 2",
              "UPDATE " + event + " SET detail = 'x' WHERE id = 3",
              "UPDATE " + event + " SET seal = NULL WHERE id = 1",
              "DELETE FROM " + event + " WHERE id = 1",
              "DELETE FROM " + event + reverted,
              "DELETE FROM " + event + " WHERE id = (SELECT max(id) FROM " + event + ")",
              copy + "NULL FROM " + event + reverted,
              copy + "seal FROM " + event + reverted,
              "DELETE FROM " + shop.ledger("mark") + " WHERE name = 'last event'");
      for (String change : changes) {
        shop.execute(change);
        assertThat(kinds(shop)).as(change).contains(Kind.EVENTS);
        Finding found = only(verify(shop), Kind.EVENTS);
        assertThat(found.diagnostic().code()).as(change).isEqualTo(Code.EVENTS_EDITED);
        assertThat(found.diagnostic().notes()).as(change).hasSize(2);
        repair(shop, new Decision(Mend.RESEAL_EVENTS, null));
        assertThat(kinds(shop)).as(change).doesNotContain(Kind.EVENTS);
        repairRows(shop);
        assertThat(kinds(shop)).as(change).isEmpty();
        // Each change starts from a log in order that has an event at every place.
        shop.up(empty(shop, "again"));
        shop.down("again");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatWasDoneToAnEventIsSaid(String dialect) throws SQLException {
    try (Shop shop = applied(dialect)) {
      String event = shop.ledger("event");
      shop.execute("UPDATE " + event + " SET rows_touched = 99 WHERE id = 2");
      assertThat(notes(shop, Kind.EVENTS).getFirst())
          .startsWith("event 2 (applied empty,")
          .endsWith("was changed, or one right before it was removed");
      repair(shop, new Decision(Mend.RESEAL_EVENTS, null));
      shop.execute("DELETE FROM " + event + " WHERE id > 2");
      assertThat(notes(shop, Kind.EVENTS).getFirst())
          .startsWith("what followed event 2")
          .endsWith("was removed or replaced");
      shop.execute("DELETE FROM " + event);
      assertThat(notes(shop, Kind.EVENTS)).contains("all events were removed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aRowChangedOrRemovedOrAddedByHandIsFoundAndPutRight(String dialect) throws SQLException {
    try (Shop shop = applied(dialect)) {
      String table = shop.ledger("migration");
      shop.execute("UPDATE " + table + " SET plan_down = replace(plan_down, 'Cher', 'Dora')");
      assertThat(only(verify(shop), Kind.ROW_CHANGED).name()).isEqualTo("add_email");
      assertThat(shop.down("empty").outcome()).isEqualTo(Outcome.DONE);
      RunResult refused = shop.down("add_email");
      assertThat(refused.diagnostics().getFirst().code()).isEqualTo(Code.LEDGER);
      assertThat(refused.diagnostics().getFirst().notes())
          .contains(
              "nothing was changed; mig verify tells more, mig repair add_email puts it right");
      repair(shop, new Decision(Mend.ACCEPT_ROW, "add_email"));
      assertThat(kinds(shop)).isEmpty();

      shop.execute("UPDATE " + table + " SET name = 'other'");
      assertThat(kinds(shop)).containsExactlyInAnyOrder(Kind.ROW_ADDED, Kind.ROW_GONE);
      repair(shop, new Decision(Mend.ACCEPT_ROW, "other"), new Decision(Mend.FORGET, "add_email"));
      assertThat(kinds(shop)).isEmpty();

      shop.execute("DELETE FROM " + table);
      assertThat(only(verify(shop), Kind.ROW_GONE).name()).isEqualTo("other");
      repair(shop, new Decision(Mend.FORGET, "other"));
      assertThat(kinds(shop)).isEmpty();
      assertThat(shop.told()).endsWith("repaired", "repaired", "repaired", "repaired");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aSchemaChangedByHandIsShownAndStaysShownAfterTheNextRun(String dialect) throws SQLException {
    try (Shop shop = applied(dialect)) {
      shop.execute(
          "CREATE INDEX by_hand ON orders (total)",
          "CREATE TABLE extra (id integer PRIMARY KEY, x varchar(9))");
      assertThat(verify(shop).findings())
          .extracting(Finding::object)
          .containsExactly("table extra", "table orders");
      shop.up(empty(shop, "next"));
      List<Finding> found = verify(shop).findings();
      assertThat(found).extracting(Finding::object).containsExactly("table extra", "table orders");
      assertThat(found.get(1).diff()).contains("+ index \"by_hand\" [\"total\"]");
      assertThat(found.getFirst().diff()).contains("+ \"x\" varchar(9)");
      assertThat(found.getFirst().diagnostic().code()).isEqualTo(Code.CHANGED_BY_HAND);

      shop.execute("DROP INDEX by_hand", "DROP TABLE extra", "DROP TABLE orders");
      Finding gone = only(verify(shop), Kind.SCHEMA);
      assertThat(gone.diagnostic().summary())
          .isEqualTo("table orders was dropped or renamed by hand");
      assertThat(gone.diff()).contains("- \"total\" integer");
      repair(shop, new Decision(Mend.ACCEPT_SCHEMA, null));
      assertThat(kinds(shop)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aRecordOfTheSchemaChangedByHandIsFoundAndNotCoveredUp(String dialect) throws SQLException {
    try (Shop shop = applied(dialect)) {
      String snapshot = shop.ledger("snapshot");
      shop.execute("DELETE FROM " + snapshot + " WHERE name = 'orders'");
      assertThat(kinds(shop)).containsExactly(Kind.SNAPSHOT, Kind.SCHEMA);
      shop.down("empty");
      shop.down("add_email");
      assertThat(kinds(shop)).containsExactly(Kind.SNAPSHOT, Kind.SCHEMA);
      repair(shop, new Decision(Mend.ACCEPT_SCHEMA, null));
      assertThat(kinds(shop)).isEmpty();

      shop.execute("UPDATE " + snapshot + " SET definition = 'nothing' WHERE name = 'orders'");
      Finding found = verify(shop).findings().getFirst();
      assertThat(found.diagnostic().code()).isEqualTo(Code.SNAPSHOT_EDITED);
      repair(shop, new Decision(Mend.ACCEPT_SCHEMA, null));
      shop.execute("DROP TABLE " + snapshot);
      assertThat(verify(shop).snapshot()).isFalse();
      shop.up(shop.addEmail());
      assertThat(kinds(shop)).startsWith(Kind.SNAPSHOT, Kind.SCHEMA);
      repair(shop, new Decision(Mend.ACCEPT_SCHEMA, null));
      assertThat(kinds(shop)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theSnapshotFollowsUpAndDown(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect)) {
      Prepared both =
          shop.prepare(
              "both",
              null,
              List.of(
                  sql("CREATE TABLE parts (id integer PRIMARY KEY)"),
                  sql("CREATE VIEW names AS SELECT name FROM users"),
                  sql("DROP TABLE orders")),
              List.of(
                  sql("DROP VIEW names"),
                  sql("DROP TABLE parts"),
                  sql("CREATE TABLE orders (id integer PRIMARY KEY, total integer)")));
      assertThat(shop.up(both).outcome()).isEqualTo(Outcome.DONE);
      assertThat(names(shop)).containsExactly("table parts", "table users", "view names");
      assertThat(kinds(shop)).isEmpty();
      assertThat(shop.down("both").outcome()).isEqualTo(Outcome.DONE);
      assertThat(names(shop)).containsExactly("table orders", "table users");
      assertThat(kinds(shop)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatFitsNoFindingIsNotRepaired(String dialect) throws SQLException {
    try (Shop shop = applied(dialect)) {
      for (Decision decision :
          List.of(
              new Decision(Mend.ACCEPT_ROW, "add_email"),
              new Decision(Mend.ACCEPT_EDIT, "add_email"),
              new Decision(Mend.FORGET, "nobody"),
              new Decision(Mend.RESEAL_EVENTS, null),
              new Decision(Mend.ACCEPT_SCHEMA, null))) {
        assertThatThrownBy(() -> repair(shop, decision))
            .isInstanceOfSatisfying(
                Probe.Failed.class,
                failed -> assertThat(failed.diagnostic().code()).isEqualTo(Code.NOTHING_TO_REPAIR));
      }
      shop.execute("UPDATE " + shop.ledger("migration") + " SET plan_up = '{}'");
      shop.execute("CREATE TABLE extra (id integer PRIMARY KEY)");
      List<String> before = shop.told();
      assertThatThrownBy(
              () ->
                  repair(
                      shop,
                      new Decision(Mend.ACCEPT_SCHEMA, null),
                      new Decision(Mend.RESEAL_EVENTS, null)))
          .isInstanceOf(Probe.Failed.class);
      assertThat(shop.told()).as("all or nothing").isEqualTo(before);
      assertThat(kinds(shop)).containsExactly(Kind.ROW_CHANGED, Kind.ROW_CHANGED, Kind.SCHEMA);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aTagIsOnTheLastOneAndSealed(String dialect) throws SQLException {
    try (Shop shop = applied(dialect)) {
      assertThat(Tags.set(shop.database(), SETTINGS, "v1.0")).isEqualTo("empty");
      List<Applied> applied = verify(shop).applied();
      assertThat(applied.getLast().tag()).isEqualTo("v1.0");
      assertThat(kinds(shop)).isEmpty();
      for (String bad : List.of("v1.0", "add_email", "12", "", "a b", "ä", "x/y", "other")) {
        assertThatThrownBy(() -> Tags.set(shop.database(), SETTINGS, bad))
            .as(bad)
            .isInstanceOfSatisfying(
                Probe.Failed.class,
                failed -> assertThat(failed.diagnostic().code()).isEqualTo(Code.BAD_TAG));
      }
      shop.execute("UPDATE " + shop.ledger("migration") + " SET tag = 'v2' WHERE name = 'empty'");
      assertThat(kinds(shop)).containsExactly(Kind.ROW_CHANGED);
    }
  }

  private static Shop applied(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.up(shop.addEmail());
    shop.up(empty(shop, "empty"));
    shop.up(empty(shop, "gone"));
    shop.down("gone");
    return shop;
  }

  private static Shop old(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.up(shop.addEmail());
    shop.up(empty(shop, "empty"));
    OldLedger.of(shop);
    return shop;
  }

  private static int format(Shop shop) throws SQLException {
    try (Connection connection = shop.database().connect()) {
      return Ledger.open(connection, shop.database().name()).layout();
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }

  private static Prepared empty(Shop shop, String name) throws SQLException {
    return shop.prepare(name, USERS, List.of(), List.of());
  }

  private static Verification verify(Shop shop) {
    return Verification.of(shop.database(), SETTINGS, null);
  }

  private static List<Kind> kinds(Shop shop) {
    return verify(shop).findings().stream().map(Finding::kind).toList();
  }

  private static Finding only(Verification found, Kind kind) {
    List<Finding> some = found.findings().stream().filter(f -> f.kind() == kind).toList();
    assertThat(some).hasSize(1);
    return some.getFirst();
  }

  private static List<String> notes(Shop shop, Kind kind) {
    return only(verify(shop), kind).diagnostic().notes();
  }

  private static List<String> names(Shop shop) throws SQLException {
    return shop.ask(
        "SELECT kind || ' ' || name FROM " + shop.ledger("snapshot") + " ORDER BY kind, name");
  }

  private static void repair(Shop shop, Decision... decisions) {
    new Repairs(shop.database(), SETTINGS, null, row -> {}).carryOut(List.of(decisions));
  }

  /** Lets the rows and the log agree again, whatever was done to the log. */
  private static void repairRows(Shop shop) {
    for (Finding finding : verify(shop).findings()) {
      if (finding.kind() == Kind.ROW_ADDED) {
        repair(shop, new Decision(Mend.ACCEPT_ROW, finding.name()));
      } else if (finding.kind() == Kind.ROW_GONE) {
        repair(shop, new Decision(Mend.FORGET, finding.name()));
      }
    }
  }
}
