package dev.mig.cli;

import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A folder and a database of either kind with two users in it, in which commands are called. */
final class Workshop implements AutoCloseable {
  final Shell shell;
  private final TestDatabase database;

  Workshop(String dialect, Path folder) {
    this.database = dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create();
    this.shell = new Shell(folder);
    shell.environment.put("MIG_URL", database.url());
    sql(
        "create table users (id integer primary key, name text not null)",
        "insert into users values (1, 'Ada Lovelace'), (2, 'Plato')");
  }

  Shell.Result mig(String... arguments) {
    return shell.mig(arguments);
  }

  /** Writes a migration of one or more lines. */
  void migration(String file, String... lines) {
    shell.write("migrations/" + file + ".mig", String.join("\n", lines) + "\n");
  }

  void sql(String... statements) {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> rows(String query) {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(String.valueOf(found.getString(1)));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The names of the columns of the users, the order left out. */
  List<String> columns() {
    return rows(
        database.dialect().equals("sqlite")
            ? "select name from pragma_table_info('users') order by name"
            : "select column_name from information_schema.columns where table_schema = 'public'"
                + " and table_name = 'users' order by column_name");
  }

  /** What is applied, in the order in which it was. */
  List<String> applied() {
    boolean sqlite = database.dialect().equals("sqlite");
    return rows(
        "select name from " + (sqlite ? "mig_migration" : "mig.migration") + " order by number");
  }

  String url() {
    return database.url();
  }

  @Override
  public void close() {
    database.close();
  }
}
