package dev.mig.database;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much strain a job in the background bears with before it waits; what is null or false is not
 * looked at. Signs that a database does not have do no harm here.
 *
 * @param replayLag by how much a replica may replay late
 * @param replicaWal how many bytes of WAL a replica, or the reader of a slot, may have before it
 * @param oldestSnapshot how long a transaction of others may have kept dead rows from going
 * @param lockWaiters whether sessions that wait for our locks count
 * @param autovacuum whether a vacuum at work on the table counts
 * @param archiveQueue how many WAL files may wait to be archived
 * @param walFile how many bytes SQLite's WAL file may have
 * @param query a query of the user's own that gives one value: strain while that is true, or a
 *     number above zero
 */
public record StrainLimits(
    @Nullable Duration replayLag,
    @Nullable Long replicaWal,
    @Nullable Duration oldestSnapshot,
    boolean lockWaiters,
    boolean autovacuum,
    @Nullable Integer archiveQueue,
    @Nullable Long walFile,
    @Nullable String query) {
  /** Nothing is looked at. */
  public static final StrainLimits OFF =
      new StrainLimits(null, null, null, false, false, null, null, null);

  /**
   * What holds when nobody says anything. An old snapshot costs space that comes back, and may last
   * for as long as a backup does, so its limit is generous; the WAL limits are what PostgreSQL's
   * own {@code max_wal_size} lets pile up, and sixteen times what SQLite writes back by itself.
   */
  public static final StrainLimits DEFAULTS =
      new StrainLimits(
          Duration.ofSeconds(5), 1L << 30, Duration.ofHours(1), true, true, 40, 64L << 20, null);

  /** The one sign that shows only while a transaction of ours is open. */
  public StrainLimits whileInTransaction() {
    return new StrainLimits(null, null, null, lockWaiters, false, null, null, null);
  }

  /** Whether there is nothing to look at. */
  public boolean off() {
    return equals(OFF);
  }

  /** The same without the user's query. */
  public StrainLimits withoutQuery() {
    return withQuery(null);
  }

  public StrainLimits withQuery(@Nullable String sql) {
    return new StrainLimits(
        replayLag, replicaWal, oldestSnapshot, lockWaiters, autovacuum, archiveQueue, walFile, sql);
  }
}
