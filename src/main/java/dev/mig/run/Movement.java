package dev.mig.run;

import dev.mig.plan.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far a walk is.
 *
 * @param job its number, as {@code mig jobs} lists it
 * @param keys rows gone past, of all workers and of runs before
 * @param rows rows changed, likewise
 * @param total about how many rows there are to go past, or -1
 * @param here rows gone past since this process began, by everybody it knows of, for the rate
 * @param taken since this run began the walk
 * @param batch rows in a transaction at the moment
 * @param locked for how long the batch at hand had its rows locked
 * @param holding why nothing moves at the moment, or null
 */
public record Movement(
    long job,
    Step.Walk walk,
    long keys,
    long rows,
    long total,
    long here,
    Duration taken,
    int batch,
    Duration locked,
    @Nullable String holding) {
  /** Rows a second, or 0 where that is not known yet. */
  public long rate() {
    long millis = taken.toMillis();
    return millis <= 0 ? 0 : here * 1000 / millis;
  }

  /** How long it will take at this rate, or null where that cannot be told. */
  public @Nullable Duration left() {
    long rate = rate();
    return total < 0 || rate == 0 ? null : Duration.ofSeconds(Math.max(0, total - keys) / rate);
  }
}
