package dev.mig.source;

/**
 * How much a diagnostic weighs: an error refuses the script, the others do not (a warning does with
 * {@code --strict}).
 */
public enum Severity {
  ERROR,
  WARNING,
  INFO;

  /** The word that people and JSON read. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
