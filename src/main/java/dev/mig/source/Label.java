package dev.mig.source;

import org.jspecify.annotations.Nullable;

/**
 * A remark on a place, such as where a column was made.
 *
 * @param source the text it is in, or null for that of the diagnostic
 */
public record Label(Span span, String text, @Nullable Source source) {
  /** A place of the diagnostic's own text. */
  public Label(Span span, String text) {
    this(span, text, null);
  }
}
