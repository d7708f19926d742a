package dev.mig.run;

import dev.mig.compile.Probe;
import dev.mig.database.Database;
import dev.mig.schema.QName;
import dev.mig.schema.SqlWords;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Queries of the user's own, which can change nothing, inside of an open transaction or alone. */
final class ReadOnly {
  private static final String MARK = "mig_query";
  private static final int AT_ONCE = 1_000;

  private ReadOnly() {}

  @SuppressWarnings("try") // the watch is only closed
  static QueryRows query(Link link, Database database, String sql, int most) {
    String one = one(sql);
    try (LockWatch watch = link.watch()) {
      return on(link.connection(), database.name().equals("sqlite"), one, most);
    } catch (SQLException e) {
      if (link.cancelled()) {
        throw new Probe.Failed(ShellProblems.cancelled(), e);
      }
      return link.told(
          () -> {
            throw e;
          });
    }
  }

  /** Some of the values of a column; none where they cannot be read. */
  static List<String> values(Link link, Database database, QName table, String column, int most) {
    String name = database.sql().name(column);
    String query =
        "SELECT DISTINCT %s FROM (SELECT %s FROM %s WHERE %s IS NOT NULL LIMIT %d) t ORDER BY 1"
            .formatted(name, name, database.sql().name(table), name, 100 * most);
    try {
      List<String> values = new ArrayList<>();
      query(link, database, query, most)
          .rows()
          .forEach(r -> values.add(String.valueOf(r.getFirst())));
      return values;
    } catch (Probe.Failed cannotLook) {
      return List.of();
    }
  }

  /** Of several statements one could end the transaction. */
  private static String one(String sql) {
    int end = sql.length();
    for (SqlWords.Word word : SqlWords.of(sql).reversed()) {
      boolean semicolon = word.kind() == SqlWords.Kind.SIGN && word.value().equals(";");
      if (!semicolon && word.kind() != SqlWords.Kind.BLANK) {
        break;
      }
      end = word.start();
    }
    String one = sql.substring(0, end);
    boolean several =
        SqlWords.of(one).stream()
            .anyMatch(w -> w.kind() == SqlWords.Kind.SIGN && w.value().equals(";"));
    if (several) {
      Diagnostic problem =
          Diagnostic.error(Code.NOT_IN_A_TRANSACTION, "one query at a time").build();
      throw new Probe.Failed(problem, new IllegalArgumentException(one));
    }
    return one;
  }

  private static QueryRows on(Connection connection, boolean sqlite, String sql, int most)
      throws SQLException {
    boolean alone = connection.getAutoCommit();
    if (alone) {
      connection.setAutoCommit(false);
    }
    try {
      execute(connection, "SAVEPOINT " + MARK);
      // Ends with the savepoint on PostgreSQL, and only so.
      execute(
          connection, sqlite ? "pragma query_only = on" : "SET LOCAL transaction_read_only = on");
      try {
        return rows(connection, sql, most);
      } finally {
        if (sqlite) {
          execute(connection, "pragma query_only = off");
        }
        execute(connection, "ROLLBACK TO SAVEPOINT " + MARK);
        execute(connection, "RELEASE SAVEPOINT " + MARK);
      }
    } finally {
      if (alone) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static QueryRows rows(Connection connection, String sql, int most) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setFetchSize(AT_ONCE);
      statement.setMaxRows(most + 1);
      List<String> columns = new ArrayList<>();
      List<List<@Nullable String>> rows = new ArrayList<>();
      if (!statement.execute(sql)) {
        return new QueryRows(columns, rows, false);
      }
      try (ResultSet found = statement.getResultSet()) {
        int width = found.getMetaData().getColumnCount();
        for (int i = 1; i <= width; i++) {
          columns.add(found.getMetaData().getColumnLabel(i));
        }
        while (found.next()) {
          if (rows.size() == most) {
            return new QueryRows(columns, rows, true);
          }
          List<@Nullable String> row = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            row.add(found.getString(i));
          }
          rows.add(row);
        }
      }
      return new QueryRows(columns, rows, false);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
