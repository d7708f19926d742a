package dev.mig.cli;

import dev.mig.database.Secrets;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;

/** A mistake of the program itself, told to its user. */
final class Defect {
  private static final int FRAMES = 40;

  private Defect() {}

  /** With MIG_DEBUG=1 the place in the program is part of it; else only what happened. */
  static Diagnostic of(Throwable thrown, Surroundings around) {
    Diagnostic.Builder defect =
        Diagnostic.error(Code.INTERNAL, "this is a defect of mig, not of your script or database")
            .note("what happened: " + Secrets.scrub(words(thrown)))
            .note("a transaction that was open is rolled back: see mig status");
    if (around.said("MIG_DEBUG")) {
      for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
        defect.note("at " + Secrets.scrub(words(cause)));
        StackTraceElement[] frames = cause.getStackTrace();
        for (int i = 0; i < Math.min(frames.length, FRAMES); i++) {
          defect.note("   " + frames[i]);
        }
      }
    } else {
      defect.note(
          "please report it with the script and what MIG_DEBUG=1 prints, and the version: mig "
              + Main.Version.number());
    }
    return defect.build();
  }

  private static String words(Throwable thrown) {
    String message = thrown.getMessage();
    String kind = thrown.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message.lines().findFirst().orElse("");
  }
}
