package dev.mig.run;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A walk as the database remembers it: one row of {@code mig.job}.
 *
 * @param way {@code up} or {@code down}
 * @param stage which stage of the plan it is, from 0
 * @param what what it is for, and how
 * @param method how the rows are moved
 * @param batchSize rows in one transaction, as it was last
 * @param estimate about how many rows the table had, or -1
 * @param keys rows looked at so far
 * @param rows rows changed so far
 * @param error why it is paused, cancelled or failed; or null
 * @param endedAt null while it is not done
 */
public record Job(
    long id,
    String migration,
    String way,
    int stage,
    String what,
    String table,
    String method,
    boolean background,
    State state,
    int batchSize,
    long estimate,
    long keys,
    long rows,
    long batches,
    @Nullable String error,
    Instant beganAt,
    @Nullable Instant endedAt) {
  /** How a job stands. The words in lower case stand in the database. */
  public enum State {
    RUNNING,
    PAUSED,
    CANCELLED,
    FAILED,
    DONE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
