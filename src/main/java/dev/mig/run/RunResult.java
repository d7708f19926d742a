package dev.mig.run;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.time.Duration;
import java.util.List;

/**
 * What came of a run.
 *
 * @param rows how many rows the row statements touched
 * @param steps those that were carried out, also where they were rolled back afterwards
 * @param diagnostics why it was refused or failed; empty when it was not
 */
public record RunResult(
    Outcome outcome,
    long rows,
    Duration duration,
    List<StepResult> steps,
    List<Diagnostic> diagnostics) {
  /** The ways a run ends. */
  public enum Outcome {
    DONE(0),
    /** Somebody else applied the same migration meanwhile: nothing was left to do. */
    ALREADY(0),
    /** Nothing was begun. */
    REFUSED(1),
    /** It was begun, failed, and was rolled back whole. */
    FAILED(3),
    /** Some of its transactions are committed; the next run goes on behind them. */
    PARTIAL(4),
    /** What is left of it was handed to {@code mig work}. */
    HANDED_OVER(0);

    private final int exit;

    Outcome(int exit) {
      this.exit = exit;
    }

    /** The exit code of the command line. */
    public int exit() {
      return exit;
    }
  }

  public RunResult {
    steps = List.copyOf(steps);
    diagnostics = List.copyOf(diagnostics);
  }

  /** What fails behind a committed transaction leaves the migration half done. */
  RunResult partial(Attempt attempt) {
    return new RunResult(
        Outcome.PARTIAL,
        rows,
        duration,
        steps,
        diagnostics.stream().map(d -> Problems.partial(d, attempt.name(), attempt.way())).toList());
  }

  /** Whether it ended because the connection did. */
  boolean lost() {
    return !done() && diagnostics.getFirst().code() == Code.CANNOT_CONNECT;
  }

  /** The same where the commit came through all the same. */
  RunResult asDone() {
    return new RunResult(Outcome.DONE, rows, duration, steps, List.of());
  }

  static RunResult refused(Diagnostic why) {
    return new RunResult(Outcome.REFUSED, 0, Duration.ZERO, List.of(), List.of(why));
  }

  public boolean done() {
    return outcome == Outcome.DONE || outcome == Outcome.ALREADY || outcome == Outcome.HANDED_OVER;
  }
}
