package dev.mig.database;

import java.util.Locale;

/**
 * A sign that the database is under more strain than a job in the background should add to.
 *
 * @param value how much of it there is, in the kind's unit
 * @param reason what is, with value and limit, for people: a clause without a final stop
 */
public record Strain(Kind kind, double value, String reason) {
  /**
   * The kinds of signs; each has a setting of its name that limits it. Where several are over it,
   * the first is told.
   */
  public enum Kind {
    /** Sessions that wait for a lock that a session of ours holds. */
    LOCK_WAITERS,
    /** Seconds by which the slowest replica replays late. */
    REPLAY_LAG,
    /** Bytes of WAL that the slowest replica, or reader of a slot, has not taken yet. */
    REPLICA_WAL,
    /** WAL files that wait to be archived. */
    ARCHIVE_QUEUE,
    /** Whether a vacuum works on the table: 1. */
    AUTOVACUUM,
    /** Seconds since the oldest transaction of others began that keeps dead rows from going. */
    OLDEST_SNAPSHOT,
    /** Bytes of SQLite's WAL file that a reader keeps from being written back. */
    WAL_FILE,
    /** What the user's own query gave: 1 for true, or a number above zero. */
    QUERY;

    /** The name of its setting, such as {@code replay-lag}. */
    public String setting() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
