package dev.mig.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command: says what it does on a {@link Talk} and ends with an {@link Exit}. */
abstract class Action implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  /**
   * Does it.
   *
   * @throws Stop to end early with a message
   */
  abstract Exit act(Talk talk);

  /** What is said of it on Ctrl-C and SIGTERM; nothing for "". */
  String whenInterrupted() {
    return "mig: interrupted; what was not committed is rolled back";
  }

  /** How long it may take to stop then. */
  int patienceSeconds() {
    return 2;
  }

  /** Whether {@code --json} can have an object on standard output. */
  boolean takesJson() {
    return true;
  }

  final GlobalOptions options() {
    return main.options;
  }

  @Override
  public final Integer call() {
    return main.carryOut(spec.name(), this);
  }
}
