package dev.mig.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.JdbcProbe;
import dev.mig.run.Prepared;
import dev.mig.run.RunListener;
import dev.mig.run.RunResult;
import dev.mig.run.Runner;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a run can tell: what triggers do, what becomes of rows later, how many they may be. */
class RowRunTest {
  private static final String MOVE = "move goods into sold { id, price }";

  private static TestDatabase open(String dialect) throws SQLException {
    TestDatabase database = dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create();
    execute(
        database,
        "create table goods (id integer primary key, price integer)",
        "create table sold (id integer primary key, price integer)",
        "insert into goods (id, price) values (1, 10), (2, 20), (3, 30)",
        "insert into sold (id, price) values (9, 90)");
    return database;
  }

  private static void execute(TestDatabase database, String... all) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      for (String sql : all) {
        statement.execute(sql);
      }
    }
  }

  private static String rows(TestDatabase database, String table) throws SQLException {
    StringBuilder out = new StringBuilder();
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select id, price from " + table + " order by id")) {
      while (rows.next()) {
        out.append(rows.getInt(1)).append('=').append(rows.getString(2)).append(' ');
      }
    }
    return out.toString().strip();
  }

  private static Compiled check(Database database, String script) throws Exception {
    Compiler.Read read = Compiler.read(new Source("script.mig", script));
    try (Connection connection = database.connect();
        JdbcProbe probe = new JdbcProbe(database)) {
      return new Compiler(probe, false)
          .compile(read, "move", World.live(database.read(connection)));
    }
  }

  private static RunResult up(TestDatabase test, String script) throws Exception {
    Database database = Databases.open(test.url(), Map.of());
    Compiled compiled = check(database, script);
    assertThat(compiled.refused()).as(compiled.diagnostics().toString()).isFalse();
    try (Runner runner = runner(database)) {
      return runner.up(Prepared.of(compiled, database.dialect()));
    }
  }

  private static RunResult down(TestDatabase test) throws Exception {
    try (Runner runner = runner(Databases.open(test.url(), Map.of()))) {
      return runner.down("move");
    }
  }

  private static Runner runner(Database database) throws SQLException {
    return new Runner(
        database, new Runner.Settings("test", Duration.ofSeconds(10), RunListener.SILENT));
  }

  /** A trigger that swallows the row with id 2. */
  private static List<String> swallow(String dialect) {
    return dialect.equals("sqlite")
        ? List.of(
            "create trigger swallow before insert on sold when new.id = 2"
                + " begin select raise(ignore); end")
        : List.of(
            "create function swallow() returns trigger language plpgsql as"
                + " $$ begin if new.id = 2 then return null; end if; return new; end $$",
            "create trigger swallow before insert on sold"
                + " for each row execute function swallow()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void aTriggerThatSwallowsARowEndsTheMove(String dialect) throws Exception {
    try (TestDatabase database = open(dialect)) {
      execute(database, swallow(dialect).toArray(String[]::new));
      RunResult result = up(database, MOVE);
      assertThat(result.done()).isFalse();
      assertThat(result.diagnostics())
          .singleElement()
          .satisfies(
              d -> {
                assertThat(d.code()).isEqualTo(Code.ASSERTION_FAILED);
                assertThat(d.summary())
                    .isEqualTo("goods and sold hold 4 rows before this move and 3 after it");
              });
      assertThat(rows(database, "goods")).isEqualTo("1=10 2=20 3=30");
      assertThat(rows(database, "sold")).isEqualTo("9=90");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void whatWasChangedThereComesBackChanged(String dialect) throws Exception {
    try (TestDatabase database = open(dialect)) {
      assertThat(up(database, MOVE).done()).isTrue();
      execute(
          database,
          "update sold set price = 21 where id = 2",
          "insert into sold (id, price) values (4, 40)");
      assertThat(down(database).done()).isTrue();
      assertThat(rows(database, "goods")).isEqualTo("1=10 2=21 3=30");
      assertThat(rows(database, "sold")).isEqualTo("4=40 9=90");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void aKeyThatIsInUseAgainRefusesTheWayBack(String dialect) throws Exception {
    try (TestDatabase database = open(dialect)) {
      assertThat(up(database, MOVE).done()).isTrue();
      execute(database, "insert into goods (id, price) values (2, 0)");
      RunResult back = down(database);
      assertThat(back.done()).isFalse();
      assertThat(back.diagnostics().getFirst().code()).isEqualTo(Code.CHANGED_SINCE);
      assertThat(rows(database, "goods")).isEqualTo("2=0");
      assertThat(rows(database, "sold")).isEqualTo("1=10 2=20 3=30 9=90");
    }
  }

  /** Which rows go is written down; finding them again is no loop over all of them. */
  @Timeout(60)
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void manyRowsAreFoundAgainByTheirKey(String dialect) throws Exception {
    try (TestDatabase database = open(dialect)) {
      execute(
          database,
          "insert into goods (id, price) with recursive g(i) as"
              + " (select 10 union all select i + 1 from g where i < 100000) select i, i from g");
      assertThat(up(database, MOVE + " on conflict skip").done()).isTrue();
      assertThat(rows(database, "goods")).isEmpty();
      assertThat(down(database).done()).isTrue();
      assertThat(rows(database, "sold")).isEqualTo("9=90");
    }
  }

  /** A map is asked which values it lacks by the database, and shows a few of them. */
  @Timeout(60)
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void aMapOverManyValuesShowsAFew(String dialect) throws Exception {
    try (TestDatabase database = open(dialect)) {
      execute(
          database,
          "insert into goods (id, price) with recursive g(i) as (select 10 union all select i + 1"
              + " from g where i < 100009) select i, i * 7 from g");
      Compiled compiled =
          check(
              Databases.open(database.url(), Map.of()),
              "map values goods.price { < 0 -> 0  between 10 and 30 -> 1  1000 -> 2 } losing");
      assertThat(compiled.refused()).isTrue();
      Diagnostic problem = compiled.diagnostics().getFirst();
      assertThat(problem.code()).isEqualTo(Code.UNMAPPED_VALUE);
      assertThat(problem.summary()).isEqualTo("100 000 values of goods.price are not mapped");
      assertThat(Objects.requireNonNull(problem.samples()).rows()).hasSizeLessThan(10);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void valuesThatOutgrewTheOldTypeAreShownBeforeTheyAreTakenBack(String dialect) throws Exception {
    try (TestDatabase database = open(dialect)) {
      assertThat(
              up(database, "alter column goods.price type bigint\nadd column sold.note text")
                  .done())
          .isTrue();
      execute(
          database,
          "insert into goods (id, price) values (4, 3000000000), (5, 2147483647), (6,"
              + " -2147483649)");
      RunResult back = down(database);
      Diagnostic problem = back.diagnostics().getFirst();
      assertThat(problem.code()).isEqualTo(Code.CAST_FAILS);
      assertThat(problem.summary()).isEqualTo("2 values of goods.price no longer fit integer");
      assertThat(Objects.requireNonNull(problem.samples()).rows())
          .containsExactly(List.of("4", "3000000000"), List.of("6", "-2147483649"));
      assertThat(back.steps()).isEmpty();
      execute(database, "delete from goods where id in (4, 6)");
      assertThat(down(database).done()).isTrue();
      assertThat(rows(database, "goods")).isEqualTo("1=10 2=20 3=30 5=2147483647");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void rowsThatLostTheirValueAreShownBeforeItMustBeThereAgain(String dialect) throws Exception {
    try (TestDatabase database = open(dialect)) {
      execute(database, "create table names (id integer primary key, name text not null)");
      assertThat(up(database, "alter column names.name drop not null").done()).isTrue();
      execute(database, "insert into names (id, name) values (1, 'a'), (2, null)");
      Diagnostic problem = down(database).diagnostics().getFirst();
      assertThat(problem.code()).isEqualTo(Code.NULLS_PRESENT);
      assertThat(problem.summary()).isEqualTo("1 row of names has no name");
    }
  }
}
