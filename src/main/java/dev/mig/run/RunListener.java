package dev.mig.run;

import dev.mig.plan.Step;
import dev.mig.source.Diagnostic;

/** Hears how a run gets on, on the thread that runs. */
public interface RunListener {
  RunListener SILENT = new RunListener() {};

  /** What a run is doing between its steps. */
  enum Phase {
    /** The transaction has begun; the schema is read and compared with what was checked. */
    COMPARING,
    /** The steps are done; the schema is read again and compared with what was predicted. */
    VERIFYING,
    /** All is written, nothing is committed. */
    COMMITTING,
    COMMITTED
  }

  /**
   * Nothing goes on for now, because of another runner or a lost connection; called once.
   *
   * @param what is waited for, in a few words
   */
  default void waiting(String what) {}

  default void entered(Phase phase) {}

  /**
   * A step is about to be sent.
   *
   * @param number from 1
   * @param of how many there are
   */
  default void stepStarted(int number, int of, Step step) {}

  default void stepEnded(int number, int of, StepResult result) {}

  /** Rows are moved; from the threads of the workers, one at a time. */
  default void moved(Movement movement) {}

  /** A question that only warns was not answered as wished; the run goes on. */
  default void remarked(Diagnostic remark) {}
}
