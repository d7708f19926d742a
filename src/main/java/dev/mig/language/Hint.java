package dev.mig.language;

/**
 * A remark that an editor shows inside a line.
 *
 * @param offset UTF-16 offset in the text of what it stands behind
 * @param text a few words
 * @param tooltip more of it, or ""
 * @param kind what it tells
 */
public record Hint(int offset, String text, String tooltip, Kind kind) {
  /** What a hint tells. */
  public enum Kind {
    /** The type that a value or column has without being said. */
    TYPE,
    /** How many rows are concerned, and how a statement is taken back. */
    EFFECT
  }
}
