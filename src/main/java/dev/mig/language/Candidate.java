package dev.mig.language;

import org.jspecify.annotations.Nullable;

/**
 * One proposal: replace {@code [from, to)} of the text by another.
 *
 * @param from UTF-16 offset in the text that was completed
 * @param to UTF-16 offset, at or behind the caret and never behind the end of the word there
 * @param text what to put there; quoted where it needs to be
 * @param label what to show in a list, without quotes and placeholders
 * @param detail what it is in a few words, such as a type; may be empty
 * @param documentation Markdown to show beside it, or null
 * @param snippet whether {@code text} has placeholders {@code ${1:name}}, numbered from 1
 */
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
    /** Anything else that has a name: an alias, a loop variable, a parameter, a definition. */
    NAME
  }

  /** The text without placeholders: each one is its own default. */
  public String plain() {
    return snippet ? text.replaceAll("\\$\\{\\d+:([^}]*)}|\\$\\d+", "$1") : text;
  }
}
