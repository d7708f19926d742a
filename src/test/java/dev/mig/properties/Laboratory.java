package dev.mig.properties;

import dev.mig.cases.Dump;
import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.JdbcProbe;
import dev.mig.plan.PlanText;
import dev.mig.run.Prepared;
import dev.mig.run.RunListener;
import dev.mig.run.RunResult;
import dev.mig.run.Runner;
import dev.mig.schema.Column;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.source.Source;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One database that is emptied and filled again for each migration. */
final class Laboratory implements AutoCloseable {
  private static final Runner.Settings SETTINGS =
      new Runner.Settings("test", Duration.ofSeconds(30), RunListener.SILENT);

  private final TestDatabase test;
  private final Database database;
  private final boolean optimised;

  private Laboratory(TestDatabase test, boolean optimised) {
    this.test = test;
    this.optimised = optimised;
    this.database = Databases.open(test.url(), Map.of());
  }

  static Laboratory sqlite() {
    return new Laboratory(TestSqlite.create(), true);
  }

  static Laboratory postgres() {
    return new Laboratory(TestPostgres.create(), true);
  }

  /** One that runs every statement by itself. */
  static Laboratory plain(String dialect) {
    return new Laboratory(
        dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create(), false);
  }

  String dialect() {
    return test.dialect();
  }

  void fill(List<String> sql) throws SQLException {
    try (Connection connection = test.connection();
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      if (dialect().equals("postgres")) {
        statement.execute("DROP SCHEMA IF EXISTS mig CASCADE");
        statement.execute("DROP SCHEMA IF EXISTS mig_saved CASCADE");
        statement.execute("DROP SCHEMA public CASCADE");
        statement.execute("CREATE SCHEMA public");
      } else {
        empty(statement);
      }
      connection.setAutoCommit(false);
      for (String each : sql) {
        statement.execute(each);
      }
      connection.commit();
    }
  }

  private static void empty(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet tables =
        statement.executeQuery(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")) {
      while (tables.next()) {
        names.add(tables.getString(1));
      }
    }
    statement.execute("PRAGMA foreign_keys = OFF");
    for (String name : names) {
      statement.execute("DROP TABLE " + quoted(name));
    }
  }

  Compiled check(String script) throws SQLException {
    Compiler.Read read = Compiler.read(new Source("script.mig", script));
    try (Connection connection = database.connect();
        JdbcProbe probe = new JdbcProbe(database)) {
      World world = World.live(database.read(connection));
      return new Compiler(probe, false).compile(read, "random", world);
    }
  }

  /** The plan of a migration as people read it, "" for one that is refused. */
  String plan(Compiled compiled) {
    PlanText.Header header =
        new PlanText.Header(compiled.name(), "", compiled.wayBack().words(), null);
    return compiled.refused()
        ? ""
        : PlanText.of(Prepared.of(compiled, database.dialect()).up(), header, dialect());
  }

  RunResult up(Compiled compiled) throws SQLException {
    try (Runner runner = new Runner(database, SETTINGS)) {
      return runner.up(Prepared.of(compiled, database.dialect(), optimised));
    }
  }

  RunResult down() throws SQLException {
    try (Runner runner = new Runner(database, SETTINGS)) {
      return runner.down("random");
    }
  }

  Schema schema() throws SQLException {
    try (Connection connection = database.connect()) {
      return database.read(connection);
    }
  }

  /** Schema and rows, the same on both databases where they mean the same. */
  String meaning() throws SQLException {
    try (Connection connection = database.connect()) {
      return Dump.of(database.read(connection), connection, true);
    }
  }

  /** Every value exactly as it is stored, on SQLite with the class in which it is. */
  String digest() throws SQLException {
    StringBuilder out = new StringBuilder();
    try (Connection connection = database.connect()) {
      for (Table table : database.read(connection).tables().values()) {
        out.append(table.name()).append('\n');
        rows(table, connection).forEach(r -> out.append("  ").append(r).append('\n'));
      }
    }
    return out.toString();
  }

  private List<String> rows(Table table, Connection connection) throws SQLException {
    List<String> columns =
        table.columns().stream()
            .sorted(Comparator.comparing(Column::name))
            .map(c -> quoted(c.name()))
            .toList();
    String list =
        columns.stream()
            .map(
                c ->
                    dialect().equals("sqlite") ? "typeof(" + c + ") || ' ' || quote(" + c + ")" : c)
            .collect(Collectors.joining(", "));
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT " + list + " FROM " + quoted(table.name().name()))) {
      while (result.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns.size(); i++) {
          values.add(columns.get(i - 1) + "=" + result.getString(i));
        }
        rows.add(String.join(" | ", values));
      }
    }
    rows.sort(Comparator.naturalOrder());
    return rows;
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  @Override
  public void close() {
    test.close();
  }
}
