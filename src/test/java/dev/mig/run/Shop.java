package dev.mig.run;

import dev.mig.compile.WayBack;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.plan.Plan;
import dev.mig.plan.Step;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small real database, and migrations of it made of plain SQL, predicted by doing them in a
 * transaction that is rolled back.
 */
final class Shop implements AutoCloseable {
  static final Set<QName> USERS = Set.of(QName.of("users"));

  private final @Nullable TestDatabase home;
  private final Database database;

  private Shop(@Nullable TestDatabase home, String url) {
    this.home = home;
    this.database = Databases.open(url, Map.of());
  }

  /** A new database with three users and an empty table of orders. */
  static Shop open(String dialect) throws SQLException {
    TestDatabase home = dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create();
    Shop shop = new Shop(home, home.url());
    shop.execute(
        "CREATE TABLE users (id integer PRIMARY KEY, name varchar(50) NOT NULL)",
        "CREATE TABLE orders (id integer PRIMARY KEY, total integer)",
        "INSERT INTO users VALUES (1, 'Ada'), (2, 'Bob'), (3, 'Cher')");
    return shop;
  }

  /** The database of another process. */
  static Shop at(String url) {
    return new Shop(null, url);
  }

  Database database() {
    return database;
  }

  String url() {
    return Objects.requireNonNull(home).url();
  }

  Runner runner() {
    return runner(RunListener.SILENT);
  }

  Runner runner(RunListener listener) {
    return new Runner(database, new Runner.Settings("test", Duration.ofSeconds(20), listener));
  }

  RunResult up(Prepared migration) throws SQLException {
    try (Runner runner = runner()) {
      return runner.up(migration);
    }
  }

  RunResult down(String name) throws SQLException {
    try (Runner runner = runner()) {
      return runner.down(name);
    }
  }

  static Step sql(String sql) {
    return new Step.Execute(sql, "some SQL", false, new Span(10, 15));
  }

  static Step rows(String sql) {
    return new Step.Execute(sql, "some rows", true, new Span(10, 15));
  }

  static Source source(String name) {
    return new Source(
        name + ".mig", "migration " + name + "\n-- what it does stands in the plan\n");
  }

  /** Adds a column, fills it and deletes a row; the way back restores all of it. */
  Prepared addEmail() throws SQLException {
    return prepare(
        "add_email",
        USERS,
        List.of(
            sql("ALTER TABLE users ADD COLUMN email varchar(80)"),
            rows("UPDATE users SET email = lower(name) || '@example.org'"),
            rows("DELETE FROM users WHERE id = 3")),
        List.of(
            rows("INSERT INTO users (id, name) VALUES (3, 'Cher')"),
            sql("ALTER TABLE users DROP COLUMN email")));
  }

  Prepared prepare(
      String name, @Nullable Set<QName> touched, List<Step> up, @Nullable List<Step> down)
      throws SQLException {
    try (Connection connection = database.connect()) {
      Schema before = database.read(connection);
      Schema after = before;
      database.begin(connection, false);
      try {
        run(connection, up);
        after = database.read(connection);
      } catch (SQLException expected) {
        // Some migrations are made to fail.
      } finally {
        connection.rollback();
        database.end(connection);
      }
      return new Prepared(
          name,
          "",
          source(name),
          source(name),
          Map.of(),
          false,
          "meaning of " + name,
          before,
          new Plan(up, false, touched, after),
          down == null ? WayBack.NONE : WayBack.EXACT,
          down == null ? null : new Plan(down, false, touched, before),
          down == null ? "the rows were given up (losing)" : "",
          List.of(),
          List.of());
    }
  }

  private static void run(Connection connection, List<Step> steps) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Step step : steps) {
        if (step instanceof Step.Execute execute) {
          statement.execute(execute.sql());
        }
      }
    }
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** All rows of a query, values by commas. */
  List<String> ask(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
          values.add(row.getString(i));
        }
        rows.add(String.join(",", values));
      }
    }
    return rows;
  }

  /** The schema and the rows of the users, as one text. */
  String state() throws SQLException {
    try (Connection connection = database.connect()) {
      Schema schema = database.read(connection);
      return Fingerprints.of(schema, null).json() + ask("SELECT * FROM users ORDER BY id");
    }
  }

  /** The name of a table of the ledger. */
  String ledger(String table) {
    return database.name().equals("sqlite") ? "mig_" + table : "mig." + table;
  }

  /** Names of what is applied, then kinds of what happened. */
  List<String> told() throws SQLException {
    List<String> told =
        new ArrayList<>(ask("SELECT name FROM " + ledger("migration") + " ORDER BY number"));
    told.addAll(ask("SELECT kind FROM " + ledger("event") + " ORDER BY id"));
    return told;
  }

  boolean hasLedger() throws SQLException {
    try (Connection connection = database.connect()) {
      return Ledger.open(connection, database.name()).exists();
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (home != null) {
      home.close();
    }
  }
}
