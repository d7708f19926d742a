package dev.mig.run;

import dev.mig.plan.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Adds up what the workers of one run have moved, and tells the listener, one at a time. */
final class Progression {
  private final long job;
  private final Step.Walk walk;
  private final RunListener listener;
  private final long start = System.nanoTime();
  private final long total;
  private long keys;
  private long rows;
  private final long first;
  private long own;
  private int batch;
  private Duration locked = Duration.ZERO;
  private @Nullable String holding;

  Progression(Step.Walk walk, Job job, RunListener listener) {
    this.job = job.id();
    this.walk = walk;
    this.listener = listener;
    this.total = job.estimate() > 0 ? job.estimate() : -1;
    this.keys = job.keys();
    this.first = job.keys();
    this.rows = job.rows();
    this.batch = job.batchSize();
  }

  synchronized void moved(long moreKeys, long moreRows, int size, Duration lock) {
    keys += moreKeys;
    rows += moreRows;
    own += moreKeys;
    batch = size;
    locked = lock;
    holding = null;
    tell();
  }

  synchronized void holding(String why) {
    holding = why;
    tell();
  }

  /** How many rows this process has gone past. */
  synchronized long own() {
    return own;
  }

  /** How far all processes together are, as the database says. */
  synchronized void together(JobTable.Sums sums) {
    keys = Math.max(keys, sums.keys());
    rows = Math.max(rows, sums.rows());
  }

  private void tell() {
    listener.moved(
        new Movement(
            job,
            walk,
            keys,
            rows,
            total < 0 ? -1 : Math.max(total, keys),
            keys - first,
            Duration.ofNanos(System.nanoTime() - start),
            batch,
            locked,
            holding));
  }
}
