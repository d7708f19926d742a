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
  private long here;
  private int batch;
  private @Nullable String holding;

  Progression(Step.Walk walk, Job job, RunListener listener) {
    this.job = job.id();
    this.walk = walk;
    this.listener = listener;
    this.total = job.estimate() > 0 ? job.estimate() : -1;
    this.keys = job.keys();
    this.rows = job.rows();
    this.batch = job.batchSize();
  }

  synchronized void moved(long moreKeys, long moreRows, int size) {
    keys += moreKeys;
    rows += moreRows;
    here += moreKeys;
    batch = size;
    holding = null;
    tell();
  }

  synchronized void holding(String why) {
    holding = why;
    tell();
  }

  /** How many rows were gone past since it began. */
  synchronized long here() {
    return here;
  }

  private void tell() {
    listener.moved(
        new Movement(
            job,
            walk,
            keys,
            rows,
            total < 0 ? -1 : Math.max(total, keys),
            here,
            Duration.ofNanos(System.nanoTime() - start),
            batch,
            holding));
  }
}
