package dev.mig.language;

import dev.mig.source.Source;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;

/** Stub. */
public sealed interface Reading {
  /** Stub. */
  record Complete() implements Reading {}

  /** Stub. */
  record Open(String what) implements Reading {}

  /** Stub. */
  record Wrong() implements Reading {}

  static Reading of(String text) {
    Parsed parsed = Syntax.parse(new Source("", text));
    if (!parsed.hasErrors()) {
      return new Complete();
    }
    return parsed.diagnostics().stream()
            .anyMatch(
                d ->
                    d.summary().contains("end of the script") || d.summary().contains("has no end"))
        ? new Open("?")
        : new Wrong();
  }
}
