package dev.mig.cli;

/**
 * How a call of the program ends. The numbers and words are stable: {@code docs/cli.md} promises
 * them.
 */
enum Exit {
  DONE(0, "done"),
  /** The script, the data or the database refuses; nothing was changed. */
  REFUSED(1, "refused"),
  /** Something is still to be run, or to be put in order. */
  PENDING(1, "pending"),
  /** The call itself is wrong: options, the URL, settings, a FILE that is not there. */
  USAGE(2, "usage"),
  /** It was begun, it failed, and it was rolled back. */
  FAILED(3, "failed"),
  /** Some migrations were carried out before one was refused or failed. */
  PARTIAL(4, "partial"),
  /** A mistake of the program itself (EX_SOFTWARE of sysexits.h). */
  DEFECT(70, "defect");

  private final int code;
  private final String word;

  Exit(int code, String word) {
    this.code = code;
    this.word = word;
  }

  int code() {
    return code;
  }

  /** The outcome as JSON says it. */
  String word() {
    return word;
  }
}
