package dev.mig.source;

/**
 * A half-open range of UTF-16 offsets in a {@link Source}.
 *
 * @param start first offset, from 0
 * @param end offset after the last, at least {@code start}
 */
public record Span(int start, int end) {
  /** The place of things that stand in no text, such as what the compiler adds itself. */
  public static final Span NONE = new Span(0, 0);

  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span " + start + ".." + end);
    }
  }

  /** Whether it holds nothing. */
  public boolean isEmpty() {
    return start == end;
  }

  /** Whether a place stands in it, its end included, as a caret does. */
  public boolean touches(int offset) {
    return start <= offset && offset <= end;
  }

  /** The smallest span that covers both; {@link #NONE} counts for nothing. */
  public Span to(Span other) {
    if (equals(NONE)) {
      return other;
    }
    return other.equals(NONE)
        ? this
        : new Span(Math.min(start, other.start), Math.max(end, other.end));
  }
}
