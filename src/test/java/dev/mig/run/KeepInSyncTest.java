package dev.mig.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.database.JdbcProbe;
import dev.mig.run.RunResult.Outcome;
import dev.mig.schema.QName;
import dev.mig.schema.Trigger;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that others write while a walk goes on. */
class KeepInSyncTest {
  private static final String FILL =
      """
      add column users.mail text
      in batches of 2 {
        fill users.mail = trim(name)
      }
      alter column users.mail set not null
      """;

  private static final String SYNC =
      """
      add column users.mail text
      in batches of 2 keep in sync {
        update users set mail = trim(name)
      }
      alter column users.mail set not null
      """;

  /** Something done after each batch, once it is committed. */
  private interface Between {
    void batch(int number) throws SQLException;
  }

  private static RunListener after(Between between) {
    return new RunListener() {
      private int batches;

      @Override
      public void moved(Movement movement) {
        batches++;
        try {
          between.batch(batches);
        } catch (SQLException e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  private static Shop shop(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    shop.execute(
        "INSERT INTO users VALUES (4, ' Dan'), (5, 'Eve '), (6, 'Fay'), (7, 'Gil')",
        "INSERT INTO orders VALUES (1, 1), (2, 2), (3, 30), (4, 4), (5, 50)");
    return shop;
  }

  private static Prepared prepare(Shop shop, String script) throws SQLException {
    Compiled compiled = compile(shop, script);
    assertThat(compiled.diagnostics().stream().filter(Diagnostic::isError)).isEmpty();
    return Prepared.of(compiled, shop.database().dialect());
  }

  private static Compiled compile(Shop shop, String script) throws SQLException {
    Compiler.Read read = Compiler.read(new Source("walk.mig", script));
    try (Connection connection = shop.database().connect();
        JdbcProbe probe = new JdbcProbe(shop.database())) {
      World world = World.live(shop.database().read(connection));
      return new Compiler(probe, false).compile(read, "walk", world);
    }
  }

  private static RunResult up(Shop shop, String script, RunListener listener) throws SQLException {
    Prepared migration = prepare(shop, script);
    try (Runner runner = shop.runner(listener)) {
      return runner.up(migration);
    }
  }

  private static RunResult goOn(Shop shop) throws SQLException {
    try (Runner runner = shop.runner()) {
      return runner.goOn("walk");
    }
  }

  private static List<String> triggers(Shop shop) throws SQLException {
    try (Connection connection = shop.database().connect()) {
      return shop.database().read(connection).known(QName.of("users")).triggers().stream()
          .map(Trigger::name)
          .toList();
    }
  }

  private static List<String> functions(Shop shop) throws SQLException {
    return shop.database().name().equals("sqlite")
        ? List.of()
        : shop.ask("SELECT proname FROM pg_proc WHERE proname LIKE '%mig_sync%'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theSweepFindsWhatIsWrittenMeanwhile(String dialect) throws SQLException {
    try (Shop shop = shop(dialect)) {
      RunResult result =
          up(
              shop,
              FILL,
              after(
                  n -> {
                    if (n == 1) {
                      shop.execute(
                          "INSERT INTO users VALUES (100, ' Zed ', NULL)",
                          "UPDATE users SET name = ' New', mail = NULL WHERE id = 1");
                    }
                  }));
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.DONE);
      assertThat(shop.ask("SELECT id, mail FROM users ORDER BY id"))
          .containsExactly(
              "1,New", "2,Bob", "3,Cher", "4,Dan", "5,Eve", "6,Fay", "7,Gil", "100,Zed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void rowsThatComeToMatchAreDeletedToo(String dialect) throws SQLException {
    try (Shop shop = shop(dialect)) {
      RunResult result =
          up(
              shop,
              "in batches of 1 { delete orders where total < 10 losing }",
              after(
                  n -> {
                    if (n == 1) {
                      shop.execute("INSERT INTO orders VALUES (0, 3), (9, 9), (10, 99)");
                    }
                  }));
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.DONE);
      assertThat(shop.ask("SELECT id FROM orders ORDER BY id")).containsExactly("3", "5", "10");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void triggersTreatRowsAlike(String dialect) throws SQLException {
    try (Shop shop = shop(dialect)) {
      RunResult result =
          up(
              shop,
              SYNC,
              after(
                  n -> {
                    if (n == 1) {
                      assertThat(triggers(shop)).isNotEmpty();
                      shop.execute(
                          "INSERT INTO users VALUES (100, ' Zed ', 'wrong')",
                          "UPDATE users SET name = ' New' WHERE id IN (1, 7)");
                      assertThat(shop.ask("SELECT mail FROM users WHERE id IN (1, 7, 100)"))
                          .containsExactlyInAnyOrder("New", "New", "Zed");
                    }
                  }));
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.DONE);
      assertThat(shop.ask("SELECT id, mail FROM users WHERE id IN (1, 2, 7, 100) ORDER BY id"))
          .containsExactly("1,New", "2,Bob", "7,New", "100,Zed");
      assertThat(triggers(shop)).isEmpty();
      assertThat(functions(shop)).isEmpty();
      assertThat(shop.down("walk").outcome()).isEqualTo(Outcome.DONE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aKilledRunLeavesTheTriggersUntilItIsFinished(String dialect) throws SQLException {
    try (Shop shop = shop(dialect)) {
      RunListener dying =
          after(
              n -> {
                throw new IllegalStateException("killed");
              });
      assertThatThrownBy(() -> up(shop, SYNC, dying)).hasMessage("killed");
      assertThat(triggers(shop)).isNotEmpty();
      shop.execute("INSERT INTO users (id, name) VALUES (100, ' Zed ')");
      RunResult result = goOn(shop);
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.DONE);
      assertThat(shop.ask("SELECT count(*) FROM users WHERE mail = trim(name)"))
          .containsExactly("8");
      assertThat(triggers(shop)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aTriggerTakenAwayMeanwhileIsNoticed(String dialect) throws SQLException {
    try (Shop shop = shop(dialect)) {
      RunResult result =
          up(
              shop,
              SYNC,
              after(
                  n -> {
                    String on = dialect.equals("sqlite") ? "" : " ON users";
                    for (String name : triggers(shop)) {
                      shop.execute("DROP TRIGGER " + name + on);
                    }
                  }));
      assertThat(result.outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(result.diagnostics().getFirst().code()).isEqualTo(Code.SCHEMA_CHANGED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whoWritesForEverIsNotFollowedForEver(String dialect) throws SQLException {
    try (Shop shop = shop(dialect)) {
      RunResult result =
          up(
              shop,
              FILL,
              after(n -> shop.execute("INSERT INTO users VALUES (" + (100 + n) + ", 'X', NULL)")));
      assertThat(result.outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(result.diagnostics().getFirst().code()).isEqualTo(Code.ROWS_KEEP_COMING);
      assertThat(result.diagnostics().getFirst().summary())
          .contains(" of users ")
          .endsWith(" still to be changed after 5 sweeps");
      result = goOn(shop);
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.DONE);
      assertThat(shop.ask("SELECT count(*) FROM users WHERE mail IS NULL")).containsExactly("0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aKeyOfSeveralColumnsIsSwept(String dialect) throws SQLException {
    try (Shop shop = shop(dialect)) {
      shop.execute(
          "CREATE TABLE places (a varchar(9), b integer, c integer, d integer, PRIMARY KEY (a, b))",
          "INSERT INTO places VALUES ('x', 1, 1, 0), ('x', 2, 2, 0), ('y', 1, 3, 0)");
      RunResult result =
          up(
              shop,
              "in batches of 1 { update places set d = c losing }",
              after(
                  n -> {
                    if (n == 1) {
                      shop.execute(
                          "INSERT INTO places VALUES ('a', 7, 7, 0), ('z', 1, 8, 0), ('z', 2, 9,"
                              + " 0)");
                    }
                  }));
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.DONE);
      assertThat(shop.ask("SELECT count(*) FROM places WHERE c = d")).containsExactly("6");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatCannotBeAskedIsDoneOnce(String dialect) throws SQLException {
    try (Shop shop = shop(dialect)) {
      RunResult result =
          up(
              shop,
              """
              add column orders.rest integer
              in batches of 2 {
                update orders set total = total + 1 losing
                update orders set rest = id
              }
              """,
              after(
                  n -> {
                    if (n == 1) {
                      shop.execute("INSERT INTO orders (id, total) VALUES (0, 10), (99, 10)");
                    }
                  }));
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.DONE);
      assertThat(shop.ask("SELECT id, total, rest FROM orders ORDER BY id"))
          .containsExactly("0,10,0", "1,2,1", "2,3,2", "3,31,3", "4,5,4", "5,51,5", "99,10,99");
    }
  }

  /** What Citus leaves in the catalog of a table that it spreads, in a database without Citus. */
  @Test
  void whereCitusSpreadsTheTableTheSweepDoesItWithoutTriggers() throws Exception {
    try (Shop shop = shop("postgres")) {
      shop.execute(
          """
          SET allow_system_table_mods = on;
          INSERT INTO pg_catalog.pg_extension
            (oid, extname, extowner, extnamespace, extrelocatable, extversion)
            VALUES (60000, 'citus', 10, 11, false, '13.0');
          CREATE TABLE pg_catalog.pg_dist_partition (logicalrelid regclass);
          INSERT INTO pg_catalog.pg_dist_partition VALUES ('users')
          """);
      List<Diagnostic> said = compile(shop, SYNC).diagnostics();
      assertThat(said)
          .anyMatch(d -> d.summary().contains("users is spread over several servers"))
          .noneMatch(Diagnostic::isError);

      RunResult result =
          up(
              shop,
              SYNC,
              after(
                  n -> {
                    if (n == 2) {
                      assertThat(triggers(shop)).isEmpty();
                      shop.execute("INSERT INTO users VALUES (-1, ' Low ')");
                    }
                  }));
      assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.DONE);
      assertThat(shop.ask("SELECT mail FROM users WHERE id = -1")).containsExactly("Low");
      assertThat(shop.ask("SELECT count(*) FROM users WHERE mail IS NULL")).containsExactly("0");
    }
  }
}
