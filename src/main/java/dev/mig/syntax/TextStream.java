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
  private int position;

  TextStream(String name, String text) {
    this.name = name;
    this.text = text;
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
    return position;
  }

  @Override
  public void seek(int index) {
    position = Math.min(index, text.length());
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getSourceName() {
    return name;
  }

  @Override
  public String getText(Interval interval) {
    int from = Math.min(interval.a, text.length());
    return text.substring(from, Math.max(from, Math.min(interval.b + 1, text.length())));
  }

  @Override
  public String toString() {
    return text;
  }
}
