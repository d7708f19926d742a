package dev.mig.database.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Who holds which locks. Docs: https://www.postgresql.org/docs/current/view-pg-locks.html and
 * .../functions-info.html (pg_blocking_pids).
 */
final class PostgresLocks {
  private static final String HOLDERS =
      """
      SELECT format('%s (process %s%s), %s', coalesce(a.usename, 'somebody'), a.pid,
          CASE WHEN a.application_name <> '' THEN ', ' || a.application_name ELSE '' END,
          CASE a.state
            WHEN 'active' THEN 'running since '
            WHEN 'idle in transaction' THEN 'idle in a transaction since '
            ELSE coalesce(a.state, 'there') || ' since ' END
            || to_char(coalesce(a.xact_start, a.backend_start), 'HH24:MI:SS'))
      FROM pg_catalog.pg_stat_activity a
      WHERE a.pid = ANY (pg_blocking_pids(?))
      ORDER BY a.pid
      """;

  /** The strongest of each table; those that only readers of the catalog meet are left out. */
  private static final String HELD =
      """
      SELECT n.nspname, c.relname, (array_agg(l.mode ORDER BY array_position(ARRAY[
          'AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock',
          'ShareUpdateExclusiveLock', 'RowExclusiveLock', 'RowShareLock'], l.mode)))[1]
      FROM pg_catalog.pg_locks l
      JOIN pg_catalog.pg_class c ON c.oid = l.relation AND c.relkind IN ('r', 'p', 'm', 'f')
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE l.pid = pg_backend_pid() AND l.granted AND l.mode <> 'AccessShareLock'
        AND n.nspname NOT IN ('pg_catalog', 'pg_toast')
      GROUP BY 1, 2 ORDER BY 1, 2
      """;

  private PostgresLocks() {}

  static List<String> holders(Connection asking, int process) throws SQLException {
    try (PreparedStatement query = asking.prepareStatement(HOLDERS)) {
      query.setInt(1, process);
      List<String> lines = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          lines.add(row.getString(1));
        }
      }
      return lines;
    }
  }

  static List<String> held(Connection connection) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(HELD);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        String schema = row.getString(1);
        String table = schema.equals("public") ? row.getString(2) : schema + "." + row.getString(2);
        lines.add(table + ": " + meaning(row.getString(3)));
      }
    }
    return lines;
  }

  private static String meaning(String mode) {
    return switch (mode) {
      case "AccessExclusiveLock" -> "nobody else can read or write (access exclusive)";
      case "ExclusiveLock", "ShareRowExclusiveLock", "ShareLock" ->
          "nobody else can write (" + words(mode) + ")";
      case "ShareUpdateExclusiveLock" -> "others can read and write (share update exclusive)";
      default -> "others can read, and write other rows (" + words(mode) + ")";
    };
  }

  /** {@code ShareRowExclusiveLock} is called {@code share row exclusive}. */
  private static String words(String mode) {
    return mode.replaceFirst("Lock$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
