package dev.mig.database.postgres;

import dev.mig.database.Database.Locked;
import dev.mig.database.Database.RunnerLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The runner lock: an advisory lock of the session, on a connection of its own, so that it outlives
 * every transaction and goes with the process. It is the database's own, so two databases of one
 * server do not meet.
 */
final class PostgresLock implements RunnerLock {
  /** The letters "mig" and "run" as the two halves of the key. */
  private static final int KEY_HIGH = 0x6d6967;

  private static final int KEY_LOW = 0x72756e;

  private static final int ANSWER_SECONDS = 10;

  private static final Duration PAUSE = Duration.ofMillis(200);

  private static final String TRY =
      "SELECT pg_catalog.pg_try_advisory_lock(%d, %d)".formatted(KEY_HIGH, KEY_LOW);

  private static final String HOLDER =
      """
      SELECT a.pid, coalesce(nullif(a.application_name, ''), 'a session') AS program,
        coalesce(a.usename, '') AS role, coalesce(host(a.client_addr), '') AS address,
        to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS') AS since
      FROM pg_catalog.pg_locks l
      JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.classid = %d AND l.objid = %d
        AND l.objsubid = 2
        AND l.database = (
          SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = current_database())
      """
          .formatted(KEY_HIGH, KEY_LOW);

  private final Connection connection;

  private PostgresLock(Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes the lock on this connection, which is closed with it, or at once when there is no lock to
   * be had.
   */
  static PostgresLock take(Connection connection, Duration patience, Consumer<String> waiting)
      throws SQLException {
    try {
      try (Statement statement = connection.createStatement()) {
        // A long migration must not lose its lock because this connection has nothing to do.
        statement.execute("SET idle_session_timeout = 0");
        wait(statement, patience, waiting);
      }
      return new PostgresLock(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void wait(Statement statement, Duration patience, Consumer<String> waiting)
      throws SQLException {
    long end = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (!tried(statement)) {
      String holder = holder(statement);
      if (System.nanoTime() >= end) {
        throw new Locked(
            "another mig is at work on this database: %s; waited %d s for it"
                .formatted(holder, patience.toSeconds()));
      }
      if (!told) {
        waiting.accept("waiting for another mig: " + holder);
        told = true;
      }
      pause();
    }
  }

  private static boolean tried(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(TRY)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static String holder(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(HOLDER)) {
      if (!row.next()) {
        return "it has just finished";
      }
      String address = row.getString("address");
      return "%s, process %d of role %s%s, since %s UTC"
          .formatted(
              row.getString("program"),
              row.getInt("pid"),
              row.getString("role"),
              address.isEmpty() ? "" : " from " + address,
              row.getString("since"));
    }
  }

  private static void pause() throws SQLException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Locked("waiting for another mig was interrupted");
    }
  }

  @Override
  public boolean held() throws SQLException {
    return connection.isValid(ANSWER_SECONDS);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
