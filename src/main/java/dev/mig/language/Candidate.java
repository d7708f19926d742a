package dev.mig.language;

import org.jspecify.annotations.Nullable;

/** One proposal. */
public record Candidate(
    int from,
    int to,
    String text,
    String label,
    Kind kind,
    String detail,
    @Nullable String documentation,
    boolean snippet) {
  /** What is proposed. */
  public enum Kind {
    KEYWORD,
    STATEMENT,
    TABLE,
    VIEW,
    COLUMN,
    CONSTRAINT,
    INDEX,
    FUNCTION,
    TYPE,
    VALUE,
    NAME
  }
}
