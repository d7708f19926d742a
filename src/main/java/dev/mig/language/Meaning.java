package dev.mig.language;

/**
 * A token and what it stands for.
 *
 * @param from UTF-16 offset
 * @param to UTF-16 offset behind it, greater than {@code from}; may be lines further down
 * @param made whether the name gets its meaning here: a new table or column, a definition, an alias
 */
public record Meaning(int from, int to, Kind kind, boolean made) {
  /** What a token stands for. */
  public enum Kind {
    KEYWORD,
    /** The verb that opens a statement. */
    STATEMENT,
    /** A name of which the text alone does not tell what it names. */
    NAME,
    TABLE,
    COLUMN,
    CONSTRAINT,
    INDEX,
    TYPE,
    FUNCTION,
    /** What a {@code define} makes. */
    MACRO,
    /** Of a definition, or a {@code param} of the script. */
    PARAMETER,
    /** Of a loop, or a {@code let}. */
    VARIABLE,
    /** A table or the elements of an array by another name. */
    ALIAS,
    MIGRATION,
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
