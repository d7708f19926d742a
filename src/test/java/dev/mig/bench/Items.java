package dev.mig.bench;

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

/** The table whose rows are changed: a key, three more indexes, about a hundred bytes a row. */
final class Items {
  /** Rows of the table beside it. */
  static final int OTHERS = 100;

  private static final List<String> DDL =
      List.of(
          """
          create table items (
            id %s primary key,
            customer integer not null,
            email text not null,
            placed text not null,
            n integer not null,
            status text,
            target text
          )\
          """,
          "create table others (id integer primary key, n integer not null)");

  private static final List<String> INDEXES =
      List.of(
          "create index items_customer on items (customer)",
          "create index items_email on items (email)",
          "create index items_placed on items (placed)");

  private Items() {}

  private static String rows(String one, long rows) {
    return """
    insert into items with recursive g(i) as (
      select %s union all select i + 1 from g where i < %d
    )
    select i, i * 7919 %% 1000003, 'user' || i || '@example.org', 'day ' || i * 31 %% 100003,
      0, substr('abcd', cast(i %% 4 + 1 as integer), 1), null from g\
    """
        .formatted(one, rows);
  }

  /** A new database with so many rows, everything written and analysed. */
  static TestDatabase create(String dialect, long rows) throws SQLException {
    boolean sqlite = dialect.equals("sqlite");
    TestDatabase database = sqlite ? TestSqlite.create() : TestPostgres.createAsShipped();
    try (Connection connection = database.connection()) {
      if (sqlite) {
        execute(connection, "pragma journal_mode = wal");
      }
      connection.setAutoCommit(false);
      for (String sql : DDL) {
        execute(connection, sql.formatted(sqlite ? "integer" : "bigint"));
      }
      execute(connection, rows(sqlite ? "1" : "bigint '1'", rows));
      execute(
          connection,
          "insert into others with recursive g(i) as (select 1 union all select i + 1 from g where"
              + " i < "
              + OTHERS
              + ") select i, 0 from g");
      for (String sql : INDEXES) {
        execute(connection, sql);
      }
      connection.commit();
      connection.setAutoCommit(true);
      execute(connection, sqlite ? "analyze" : "vacuum (analyze)");
    }
    return database;
  }

  static Database open(TestDatabase database) {
    return Databases.open(database.url(), Map.of());
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    return Long.parseLong(text(connection, sql));
  }

  /** Checks the script and answers its plan; not part of what is measured. */
  static Prepared prepare(Database database, String script) throws SQLException {
    try (Connection connection = database.connect();
        JdbcProbe probe = new JdbcProbe(database)) {
      World world = World.live(database.read(connection));
      Compiled compiled =
          new Compiler(probe, false)
              .compile(Compiler.read(new Source("bench.mig", script)), "bench", world);
      if (compiled.refused()) {
        throw new IllegalStateException(compiled.diagnostics().toString());
      }
      return Prepared.of(compiled, database.dialect());
    }
  }

  static void run(Database database, Prepared prepared, RunListener listener) throws SQLException {
    Runner.Settings settings = new Runner.Settings("bench", Duration.ofSeconds(1), listener);
    try (Runner runner = new Runner(database, settings)) {
      RunResult result = runner.up(prepared);
      if (!result.done()) {
        throw new IllegalStateException(result.diagnostics().toString());
      }
    }
  }
}
