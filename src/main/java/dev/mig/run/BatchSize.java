package dev.mig.run;

import dev.mig.operation.Pace;
import java.time.Duration;

/**
 * How many rows the next batch of one worker has. Where the script leaves it open, it follows the
 * time that batches take: it grows slowly and shrinks at once. After a lock that was not to be had
 * it is halved; after a row that the database refused, the rows around it are halved until it is
 * found. Not for several threads.
 */
final class BatchSize {
  static final int FIRST = 1_000;
  private static final int MOST = 1_000_000;

  /** Of the first batches each may be twice the one before, so that many rows start at once. */
  private static final int QUICK = 6;

  private static final double GROWS_QUICKLY = 2;
  private static final double GROWS = 1.2;
  private static final double SHRINKS = 0.5;

  private final Pace pace;
  private Duration wanted;
  private int rows;
  private int batches;
  private long suspects;

  /**
   * @param known what it was before, or 0
   */
  BatchSize(Pace pace, int known) {
    this.pace = pace;
    this.wanted = pace.time();
    this.rows = known > 0 ? known : pace.auto() ? FIRST : pace.rows();
  }

  /** From now on a batch should take so long, where the script leaves it open. */
  void aim(Duration time) {
    if (pace.auto() && time.compareTo(wanted) < 0) {
      rows = (int) Math.max(1, rows * time.toNanos() / wanted.toNanos());
    }
    wanted = time;
  }

  /** At least 1. */
  int rows() {
    return suspects > 0 ? (int) Math.max(1, Math.min(rows, suspects / 2)) : rows;
  }

  /** Whether a row is being looked for that the database refused. */
  boolean searching() {
    return suspects > 0;
  }

  /** What it is without the search for a refused row. */
  int usual() {
    return rows;
  }

  /** A batch of so many rows was committed. */
  void took(long keys, Duration time) {
    suspects = Math.max(0, suspects - keys);
    batches++;
    if (suspects > 0 || keys < rows / 2) {
      return;
    }
    if (!pace.auto()) {
      rows = Math.min(pace.rows(), rows * 2);
      return;
    }
    double fits = (double) wanted.toNanos() / Math.max(1, time.toNanos());
    double most = batches <= QUICK ? GROWS_QUICKLY : GROWS;
    double factor = Math.max(SHRINKS, Math.min(most, fits));
    rows = (int) Math.max(1, Math.min(MOST, Math.round(rows * factor)));
  }

  /** A batch was rolled back because of others. */
  void gaveWay() {
    rows = Math.max(1, rows / 2);
    batches = QUICK;
  }

  /**
   * The database refused a row among so many; whether there is more than that one row, so that a
   * smaller batch can tell them apart.
   */
  boolean refused(long keys) {
    suspects = keys;
    return keys > 1;
  }
}
