package dev.mig.cli;

import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database with users and orders, and a folder whose migration {@code norm} changes every user
 * once, in the background: {@code hits} counts how often it really did.
 */
final class Backfill implements AutoCloseable {
  final Shell shell;
  private final TestDatabase database;
  private final int users;

  /**
   * @param pace what stands behind {@code in}: {@code background of 50 pause 20ms}
   */
  Backfill(String dialect, Path folder, int users, String pace) throws SQLException {
    this.database = dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create();
    this.shell = new Shell(folder);
    this.users = users;
    shell.environment.put("MIG_URL", database.url());
    sql(
        "create table users (id integer primary key, email text, hits integer not null)",
        "create table orders (id integer primary key, total integer)",
        "insert into users (id, email, hits) with recursive n(i) as (select 1 union all select"
            + " i + 1 from n where i < "
            + users
            + ") select i, ' User' || i || '@Example.org', 0 from n");
    shell.write(
        "migrations/001_norm.mig",
        """
        migration norm 'Emails without case'
        add column users.norm text
        in %s {
          update users set norm = lower(trim(email)), hits = hits + 1 losing
        }
        alter column users.norm set not null
        """
            .formatted(pace));
  }

  void sql(String... statements) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query, values by bars. */
  List<String> rows(String query) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(String.join("|", row));
      }
      return rows;
    }
  }

  /** How many users were changed how often, and how many have their new value. */
  List<String> changed() throws SQLException {
    return rows(
        "select hits, count(*), count(case when norm = 'user' || id || '@example.org' then 1 end)"
            + " from users group by hits order by hits");
  }

  /** What {@link #changed} is once every row is done exactly once. */
  List<String> once() {
    return List.of("1|" + users + "|" + users);
  }

  long moved() throws SQLException {
    String table = database.dialect().equals("sqlite") ? "mig_range" : "mig.range";
    return Long.parseLong(rows("select coalesce(sum(keys_done), 0) from " + table).getFirst());
  }

  /** Waits until so many rows were gone past, also for the first run to make the tables. */
  void awaitMoved(long least) throws InterruptedException {
    String last = "";
    for (int i = 0; i < 1200; i++) {
      try {
        if (moved() >= least) {
          return;
        }
      } catch (SQLException notYet) {
        last = ": " + notYet.getMessage();
      }
      Thread.sleep(50);
    }
    throw new AssertionError("nobody moved " + least + " rows" + last);
  }

  String ledger(String table) {
    return (database.dialect().equals("sqlite") ? "mig_" : "mig.") + table;
  }

  /** The program in a process of its own. */
  Process start(String... arguments) throws IOException {
    return OtherProcess.start(shell.folder, database.url(), OtherProcess.command(arguments));
  }

  String url() {
    return database.url();
  }

  @Override
  public void close() {
    database.close();
  }
}
