package dev.mig.project;

import java.io.Reader;

/** Gives a parser one character at a time and so knows how far it has come. */
final class CountingReader extends Reader {
  private final String text;
  private int next;

  CountingReader(String text) {
    this.text = text;
  }

  /** How many characters were taken. */
  int consumed() {
    return next;
  }

  @Override
  public int read() {
    return next < text.length() ? text.charAt(next++) : -1;
  }

  @Override
  public int read(char[] into, int offset, int length) {
    if (next >= text.length() || length == 0) {
      return length == 0 ? 0 : -1;
    }
    into[offset] = text.charAt(next++);
    return 1;
  }

  @Override
  public void close() {}
}
