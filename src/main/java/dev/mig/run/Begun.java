package dev.mig.run;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run of several transactions of which some are committed: one row of {@code mig.attempt}.
 *
 * @param way {@code up} or {@code down}
 * @param next the first stage of its plan that is not done, from 0
 * @param remembered what later questions compare with, by slot
 * @param schemaNow the fingerprints of what it touches after the last stage
 * @param rows that row statements of its stages touched, batches not counted
 * @param record what {@link Attempt#record} wrote
 */
record Begun(
    String migration,
    String way,
    int next,
    Map<Integer, @Nullable String> remembered,
    String schemaNow,
    long rows,
    long millis,
    Instant at,
    String record) {
  /** The same with the rows of a walk, and the time that it took. */
  Begun moved(StepResult walk) {
    return new Begun(
        migration,
        way,
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
