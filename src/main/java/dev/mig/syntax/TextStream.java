package dev.mig.syntax;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A text as the lexer reads it: characters are code points, indexes are UTF-16 offsets as in {@code
 * Span}.
 */
final class TextStream implements CharStream {
  private final String name;
  private final String text;

  /** The index of the first character. */
  private final int base;

  private int position;

  TextStream(String name, String text) {
    this(name, text, 0);
  }

  /**
   * A part of a longer text.
   *
   * @param base where it begins there
   */
  TextStream(String name, String text, int base) {
    this.name = name;
    this.text = text;
    this.base = base;
  }

  @Override
  public void consume() {
    if (position >= text.length()) {
      throw new IllegalStateException("cannot consume EOF");
    }
    position += Character.isSupplementaryCodePoint(text.codePointAt(position)) ? 2 : 1;
  }

  @Override
  public int LA(int i) {
    if (i == 0) {
      return 0;
    }
    int at = position;
    for (int step = 1; step < i && at < text.length(); step++) {
      at += Character.charCount(text.codePointAt(at));
    }
    for (int step = -1; step >= i; step--) {
      if (at <= 0) {
        return EOF;
      }
      at -= Character.charCount(text.codePointBefore(at));
    }
    return at >= text.length() ? EOF : text.codePointAt(at);
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return base + position;
  }

  @Override
  public void seek(int index) {
    position = Math.min(index - base, text.length());
  }

  @Override
  public int size() {
    return base + text.length();
  }

  @Override
  public String getSourceName() {
    return name;
  }

  @Override
  public String getText(Interval interval) {
    int from = Math.min(interval.a - base, text.length());
    return text.substring(from, Math.max(from, Math.min(interval.b - base + 1, text.length())));
  }

  @Override
  public String toString() {
    return text;
  }
}
