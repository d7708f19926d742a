package dev.mig.statement;

/** What the author says of values that a statement takes away. */
public enum Loss {
  /** Nothing was said: a warning with the count, an error with {@code --strict}. */
  UNSAID,
  /** {@code saving}: saved beside the ledger first, so that the reverse is exact. */
  SAVING,
  /** {@code losing}: admitted. */
  LOSING
}
