package dev.mig.run;

import dev.mig.compile.Compiled;
import dev.mig.plan.Plan;
import dev.mig.schema.Schema;
import java.time.Duration;
import java.util.List;

/**
 * A statement that was carried out in an {@link OpenTransaction}, behind a savepoint of its own.
 *
 * @param text as it was typed
 * @param plain the plain statements it became; the text itself where it decides nothing
 * @param defines whether it only gives a name to something, for later statements
 * @param compiled what places in its operations are about is the plain text of the whole
 *     transaction
 * @param rows how many were touched
 * @param took from the check to the last step
 * @param glimpses some of the rows that it changed
 */
public record Change(
    String text,
    String plain,
    boolean defines,
    Compiled compiled,
    Plan plan,
    Schema before,
    Schema after,
    long rows,
    Duration took,
    List<StepResult> steps,
    List<Glimpse> glimpses) {
  public Change {
    steps = List.copyOf(steps);
    glimpses = List.copyOf(glimpses);
  }

  /** Whether it touched rows at all, however few. */
  public boolean touchesRows() {
    return steps.stream().anyMatch(s -> s.rows() >= 0);
  }
}
