package dev.mig.run;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run of several transactions of which some are committed: one row of {@code mig.attempt}.
 *
 * @param way {@code up}, {@code down}, or {@code back} for one that was stopped on its way up
 * @param stopped where on its way up one was stopped that goes back, as {@code next} was then; -1
 *     for others
 * @param next the first stage of its plan that is not done, from 0
 * @param remembered what later questions compare with, by slot
 * @param schemaNow the fingerprints of what it touches after the last stage
 * @param rows that row statements of its stages touched, batches not counted
 * @param record what {@link Attempt#record} wrote
 */
record Begun(
    String migration,
    String way,
    int stopped,
    int next,
    Map<Integer, @Nullable String> remembered,
    String schemaNow,
    long rows,
    long millis,
    Instant at,
    String record) {
  /** Where on its way up it was stopped. */
  int stoppedAt() {
    return stopped < 0 ? next : stopped;
  }

  /** The same at the beginning of the way back. */
  Begun turned() {
    return new Begun(
        migration, HalfBackAttempt.WAY, stoppedAt(), 0, remembered, schemaNow, 0, 0, at, record);
  }

  /** The same with the rows of a walk, and the time that it took. */
  Begun moved(StepResult walk) {
    return new Begun(
        migration,
        way,
        stopped,
        next,
        remembered,
        schemaNow,
        rows + walk.rows(),
        millis + walk.duration().toMillis(),
        at,
        record);
  }

  Begun {
    // A map that may hold nulls, which Map.copyOf does not take.
    remembered = new TreeMap<>(remembered);
  }
}
