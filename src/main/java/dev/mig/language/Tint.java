package dev.mig.language;

/**
 * A stretch of a text and what it means, for colours.
 *
 * @param from UTF-16 offset
 * @param to UTF-16 offset behind it, greater than {@code from}; may be lines further down
 */
public record Tint(int from, int to, Kind kind) {
  /** What a stretch means. */
  public enum Kind {
    KEYWORD,
    /** The verb that opens a statement. */
    STATEMENT,
    /** A plain identifier, quoted or not. */
    NAME,
    FUNCTION,
    TYPE,
    /** A text in quotes. */
    TEXT,
    NUMBER,
    COMMENT,
    OPERATOR,
    /** SQL of the user's own, with the {@code $$} around it. */
    SQL,
    /** A token that is never closed, or a character that the language does not have. */
    WRONG
  }
}
