package dev.mig.run;

import dev.mig.source.Diagnostic;

/** Thrown within a run that must not go on, with what the user is told. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;

  Refused(Diagnostic diagnostic) {
    super(diagnostic.summary());
    this.diagnostic = diagnostic;
  }

  Diagnostic diagnostic() {
    return diagnostic;
  }
}
