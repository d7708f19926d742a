package dev.mig.language;

/** Stub. */
public record Tint(int from, int to, Kind kind) {
  /** Kinds. */
  public enum Kind {
    KEYWORD,
    STATEMENT,
    NAME,
    FUNCTION,
    TYPE,
    TEXT,
    NUMBER,
    COMMENT,
    OPERATOR,
    SQL,
    WRONG
  }
}
