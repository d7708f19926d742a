package dev.mig.database.sqlite;

import dev.mig.database.Amounts;
import dev.mig.database.Strain;
import dev.mig.database.Strain.Kind;
import dev.mig.database.StrainLimits;
import dev.mig.database.StrainQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;

/** What there is of strain on a file: a WAL file that only grows, and the user's own query. */
final class SqliteStrain {
  /** Steps of SQLite's machine between two looks at the clock: about a tenth of a millisecond. */
  private static final int STEPS = 10_000;

  private SqliteStrain() {}

  /**
   * The first sign over its limit.
   *
   * @param file of the database; null for one in memory
   */
  static Optional<Strain> ask(Connection connection, @Nullable Path file, StrainLimits limits)
      throws SQLException {
    Long most = limits.walFile();
    Optional<Strain> found =
        file == null || most == null ? Optional.empty() : walFile(connection, file, most);
    String query = limits.query();
    return found.isPresent() || query == null
        ? found
        : ownQuery(connection, query, StrainQuery.LONGEST);
  }

  /**
   * The file keeps its size when all of it was written back, so the size alone tells nothing. Where
   * it is over the limit it is written back and emptied, without waiting; what can be emptied is no
   * strain.
   */
  private static Optional<Strain> walFile(Connection connection, Path file, long most)
      throws SQLException {
    if (size(file) <= most) {
      return Optional.empty();
    }
    mustBeIdle(connection);
    emptyWal(connection);
    long left = size(file);
    return left <= most
        ? Optional.empty()
        : Optional.of(
            new Strain(
                Kind.WAL_FILE,
                left,
                "the WAL file has %s, more than %s, and somebody who reads keeps it"
                    .formatted(Amounts.space(left), Amounts.space(most))));
  }

  private static long size(Path file) {
    try {
      Path real = file.toRealPath();
      return Files.size(real.resolveSibling(real.getFileName() + "-wal"));
    } catch (IOException none) {
      // What else is wrong with its files the database itself will say.
      return 0;
    }
  }

  /** See SQLite's page on {@code PRAGMA wal_checkpoint}: TRUNCATE waits as long as it may. */
  private static void emptyWal(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int patience = number(statement, "pragma busy_timeout");
      statement.execute("pragma busy_timeout = 0");
      try {
        number(statement, "pragma wal_checkpoint(truncate)");
      } finally {
        statement.execute("pragma busy_timeout = " + patience);
      }
    }
  }

  private static int number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  static Optional<Strain> ownQuery(Connection connection, String query, Duration longest)
      throws SQLException {
    mustBeIdle(connection);
    long end = System.nanoTime() + longest.toNanos();
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma query_only = on");
      ProgressHandler.setHandler(
          connection,
          STEPS,
          new ProgressHandler() {
            @Override
            protected int progress() {
              return System.nanoTime() < end ? 0 : 1;
            }
          });
      try {
        return StrainQuery.ask(connection, query);
      } finally {
        ProgressHandler.clearHandler(connection);
        statement.execute("pragma query_only = off");
      }
    }
  }

  private static void mustBeIdle(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalStateException("this cannot be asked while a transaction is open");
    }
  }
}
