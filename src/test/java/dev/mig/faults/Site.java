package dev.mig.faults;

import dev.mig.cases.Dump;
import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.JdbcProbe;
import dev.mig.run.Movement;
import dev.mig.run.Prepared;
import dev.mig.run.RunListener;
import dev.mig.run.RunResult;
import dev.mig.run.Runner;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One database, and migrations in batches that are run on it. */
final class Site implements AutoCloseable {
  static final String NAME = "moving";

  private final TestDatabase home;
  private final Database database;

  private Site(TestDatabase home, String url) {
    this.home = home;
    this.database = Databases.open(url, Map.of());
  }

  /** A new database that holds what these statements make. */
  static Site open(String dialect, String... statements) throws SQLException {
    TestDatabase home = dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create();
    Site site = new Site(home, home.url());
    site.execute(statements);
    return site;
  }

  /** The same database by another way, as through a proxy; not to be closed. */
  Site by(String url) {
    return new Site(home, url);
  }

  /** A SQLite database in a file of this name; what holds that removes it. */
  static Site in(java.nio.file.Path file) {
    return new Site(
        new TestDatabase() {
          @Override
          public String dialect() {
            return "sqlite";
          }

          @Override
          public String url() {
            return "jdbc:sqlite:" + file;
          }

          @Override
          public TestDatabase copy() {
            throw new AssertionError("nobody copies it");
          }

          @Override
          public void close() {}
        },
        "jdbc:sqlite:" + file);
  }

  boolean sqlite() {
    return home.dialect().equals("sqlite");
  }

  String url() {
    return home.url();
  }

  Connection connect() throws SQLException {
    return database.connect();
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** All rows of a query, values by bars. */
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
        rows.add(String.join("|", values));
      }
    }
    return rows;
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(ask(sql).getFirst());
  }

  /** Numbers 1 to n as a table of one column, n. */
  String numbers(int n) {
    return sqlite()
        ? "(with recursive c(n) as (select 1 union all select n + 1 from c where n < "
            + n
            + ") select n from c)"
        : "(select n from generate_series(1, " + n + ") n) as c";
  }

  /** The name of a table of mig's own. */
  String own(String table) {
    return sqlite() ? "mig_" + table : "mig." + table;
  }

  Prepared prepare(String script) throws SQLException {
    Compiler.Read read = Compiler.read(new Source("script.mig", script));
    try (Connection connection = database.connect();
        JdbcProbe probe = new JdbcProbe(database)) {
      World world = World.live(database.read(connection));
      Compiled compiled = new Compiler(probe, false).compile(read, NAME, world);
      if (compiled.refused()) {
        throw new AssertionError("refused: " + compiled.diagnostics());
      }
      return Prepared.of(compiled, database.dialect());
    }
  }

  Runner runner(RunListener listener) {
    return new Runner(database, new Runner.Settings("test", Duration.ofSeconds(20), listener));
  }

  RunResult up(String script) throws SQLException {
    return up(script, RunListener.SILENT);
  }

  RunResult up(String script, RunListener listener) throws SQLException {
    Prepared migration = prepare(script);
    try (Runner runner = runner(listener)) {
      return runner.up(migration);
    }
  }

  RunResult goOn() throws SQLException {
    return goOn(RunListener.SILENT);
  }

  RunResult goOn(RunListener listener) throws SQLException {
    try (Runner runner = runner(listener)) {
      return runner.goOn(NAME);
    }
  }

  RunResult down() throws SQLException {
    return down(RunListener.SILENT);
  }

  RunResult down(RunListener listener) throws SQLException {
    try (Runner runner = runner(listener)) {
      return runner.down(NAME);
    }
  }

  /** Thrown by a listener to end a run as suddenly as can be without ending the process. */
  static final class Struck extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Begins a migration and leaves it behind a number of batches. */
  void begin(String script, int batches) throws SQLException {
    if (!strike(listener -> up(script, listener), batches)) {
      throw new AssertionError("it ended");
    }
  }

  /**
   * Begins to take it back and leaves that behind a number of batches.
   *
   * @return whether that takes batches at all
   */
  boolean beginDown(int batches) throws SQLException {
    return strike(this::down, batches);
  }

  private interface Way {
    RunResult run(RunListener listener) throws SQLException;
  }

  private static boolean strike(Way way, int batches) throws SQLException {
    int[] left = {batches};
    try {
      RunResult result =
          way.run(
              moved(
                  m -> {
                    if (--left[0] <= 0) {
                      throw new Struck();
                    }
                  }));
      if (!result.done()) {
        throw new AssertionError(said(result));
      }
      return false;
    } catch (Struck asWished) {
      return true;
    } catch (IllegalStateException ofAWorker) {
      if (ofAWorker.getCause() instanceof Struck) {
        return true;
      }
      throw ofAWorker;
    }
  }

  static RunListener moved(Consumer<Movement> listener) {
    return new RunListener() {
      @Override
      public void moved(Movement movement) {
        listener.accept(movement);
      }
    };
  }

  boolean half() throws SQLException {
    return number("select count(*) from " + own("attempt")) > 0;
  }

  /** Schema and rows of what is the user's. */
  String state() throws SQLException {
    try (Connection connection = database.connect()) {
      return Dump.of(database.read(connection), connection, true);
    }
  }

  /** Outcome, code, summary and notes. */
  static String said(RunResult result) {
    StringBuilder said = new StringBuilder(result.outcome().toString());
    for (Diagnostic d : result.diagnostics()) {
      said.append(' ').append(d.code().id()).append(' ').append(d.summary()).append(d.notes());
      @Nullable Object samples = d.samples();
      said.append(samples == null ? "" : samples.toString());
    }
    return said.toString();
  }

  @Override
  public void close() {
    home.close();
  }
}
