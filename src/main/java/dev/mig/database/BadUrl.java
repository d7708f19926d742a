package dev.mig.database;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;

/** Thrown for a database URL that cannot be understood; the message holds no password. */
public final class BadUrl extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;

  BadUrl(String summary, String... notes) {
    super(summary);
    Diagnostic.Builder builder = Diagnostic.error(Code.BAD_URL, summary);
    for (String note : notes) {
      builder.note(note);
    }
    diagnostic = builder.build();
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
