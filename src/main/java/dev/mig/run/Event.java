package dev.mig.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a migration: one row of the ledger's log, which only grows.
 *
 * @param code of the diagnostic, for a failure
 * @param detail what was said, without samples and secrets, for a failure
 */
public record Event(
    Instant at,
    Kind kind,
    String migration,
    @Nullable String code,
    @Nullable String detail,
    long durationMillis,
    long rows) {
  /** What happened. The words in lower case stand in the ledger. */
  public enum Kind {
    APPLIED,
    /** Its first transaction of several is committed. */
    BEGUN,
    FAILED,
    REVERTED,
    /** Rows that it had saved were removed for good. */
    PURGED
  }
}
