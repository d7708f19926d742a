package dev.mig.database.postgres;

import dev.mig.database.Amounts;
import dev.mig.database.Strain;
import dev.mig.database.Strain.Kind;
import dev.mig.database.StrainLimits;
import dev.mig.database.StrainQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks a server for its signs of strain: one query for all of them, one for the user's own. */
final class PostgresStrain {
  /** What the server lets this user see, and what it has; both last as long as the server runs. */
  private record Sight(boolean archives, boolean archiveFolder) {}

  private static final String SIGHT =
      """
      SELECT current_setting('archive_mode') <> 'off',
        has_function_privilege('pg_catalog.pg_ls_archive_statusdir()', 'EXECUTE')
      """;

  private volatile @Nullable Sight sight;

  /**
   * One sign as the server has it.
   *
   * @param value in the kind's unit; for a vacuum the share that it has read, 0 to 1, or -1 where
   *     that is not to be seen
   * @param who the replica, slot or process that it is about; may be empty
   */
  record Sign(Kind kind, double value, String who) {}

  /**
   * The first sign over its limit.
   *
   * @param own process numbers of our sessions
   * @param table its name in SQL
   * @param shown its name for people
   */
  Optional<Strain> ask(
      Connection connection,
      Collection<Integer> own,
      String table,
      String shown,
      StrainLimits limits)
      throws SQLException {
    Optional<Strain> found =
        limits.withoutQuery().off()
            ? Optional.empty()
            : signs(connection, own, table, shown, limits);
    String query = limits.query();
    return found.isPresent() || query == null ? found : ownQuery(connection, query);
  }

  private Optional<Strain> signs(
      Connection connection,
      Collection<Integer> own,
      String table,
      String shown,
      StrainLimits limits)
      throws SQLException {
    Set<Kind> wanted = wanted(limits);
    boolean archives = wanted.contains(Kind.ARCHIVE_QUEUE);
    Sight seen = archives ? sight(connection) : new Sight(false, false);
    if (!seen.archives()) {
      wanted.remove(Kind.ARCHIVE_QUEUE);
    }
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    String sql = StrainSql.signs(wanted, seen.archiveFolder());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      statement.setArray(2, connection.createArrayOf("int4", own.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Kind kind = Kind.valueOf(rows.getString("kind"));
          double value = rows.getDouble("value");
          if (!rows.wasNull()) {
            String who = rows.getString("who");
            Optional<Strain> strain =
                over(new Sign(kind, value, who == null ? "" : who), shown, limits);
            if (strain.isPresent()) {
              return strain;
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Set<Kind> wanted(StrainLimits limits) {
    Set<Kind> wanted = EnumSet.noneOf(Kind.class);
    if (limits.lockWaiters()) {
      wanted.add(Kind.LOCK_WAITERS);
    }
    if (limits.replayLag() != null) {
      wanted.add(Kind.REPLAY_LAG);
    }
    if (limits.replicaWal() != null) {
      wanted.add(Kind.REPLICA_WAL);
    }
    if (limits.archiveQueue() != null) {
      wanted.add(Kind.ARCHIVE_QUEUE);
    }
    if (limits.autovacuum()) {
      wanted.add(Kind.AUTOVACUUM);
    }
    if (limits.oldestSnapshot() != null) {
      wanted.add(Kind.OLDEST_SNAPSHOT);
    }
    return wanted;
  }

  /** Asked once: a function that may not be called must not even stand in the query. */
  private Sight sight(Connection connection) throws SQLException {
    Sight known = sight;
    if (known == null) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(SIGHT)) {
        row.next();
        known = new Sight(row.getBoolean(1), row.getBoolean(2));
      }
      sight = known;
    }
    return known;
  }

  /** Whether a sign is over its limit, and how that is said. */
  static Optional<Strain> over(Sign sign, String table, StrainLimits limits) {
    String reason =
        switch (sign.kind()) {
          case LOCK_WAITERS ->
              limits.lockWaiters() && sign.value() > 0 ? waiters((long) sign.value()) : null;
          case REPLAY_LAG -> lag(sign, limits.replayLag());
          case REPLICA_WAL -> wal(sign, limits.replicaWal());
          case ARCHIVE_QUEUE -> queue((long) sign.value(), limits.archiveQueue());
          case AUTOVACUUM -> limits.autovacuum() ? vacuum(sign.value(), table) : null;
          case OLDEST_SNAPSHOT -> snapshot(sign, limits.oldestSnapshot());
          case WAL_FILE, QUERY -> null;
        };
    double value = sign.kind() == Kind.AUTOVACUUM ? 1 : sign.value();
    return reason == null ? Optional.empty() : Optional.of(new Strain(sign.kind(), value, reason));
  }

  private static String waiters(long sessions) {
    return sessions == 1
        ? "1 session waits for a lock of this job"
        : sessions + " sessions wait for locks of this job";
  }

  private static @Nullable String lag(Sign sign, @Nullable Duration limit) {
    Duration lag = seconds(sign.value());
    return limit == null || lag.compareTo(limit) <= 0
        ? null
        : "the replica %s replays %s late, more than %s"
            .formatted(sign.who(), Amounts.time(lag), Amounts.time(limit));
  }

  private static @Nullable String wal(Sign sign, @Nullable Long limit) {
    long bytes = (long) sign.value();
    return limit == null || bytes <= limit
        ? null
        : "%s has %s of WAL before it, more than %s"
            .formatted(sign.who(), Amounts.space(bytes), Amounts.space(limit));
  }

  private static @Nullable String queue(long files, @Nullable Integer limit) {
    return limit == null || files <= limit
        ? null
        : "%d WAL files wait to be archived, more than %d".formatted(files, limit);
  }

  private static String vacuum(double share, String table) {
    return share < 0
        ? "a vacuum works on " + table
        : "a vacuum works on %s, %.0f %% of it read".formatted(table, share * 100);
  }

  private static @Nullable String snapshot(Sign sign, @Nullable Duration limit) {
    Duration age = seconds(sign.value());
    return limit == null || age.compareTo(limit) <= 0
        ? null
        : "%s has had a transaction open for %s, more than %s, so that dead rows stay"
            .formatted(sign.who(), Amounts.time(age), Amounts.time(limit));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static Optional<Strain> ownQuery(Connection connection, String query)
      throws SQLException {
    if (!connection.getAutoCommit()) {
      throw new IllegalStateException("the user's query would be part of an open transaction");
    }
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL statement_timeout = " + StrainQuery.LONGEST.toMillis());
      return StrainQuery.ask(connection, query);
    } finally {
      // A connection that was lost has nothing to put back, and says so at the next statement.
      if (!connection.isClosed()) {
        connection.rollback();
        connection.setAutoCommit(true);
        connection.setReadOnly(false);
      }
    }
  }
}
