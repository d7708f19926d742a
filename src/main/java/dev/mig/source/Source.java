package dev.mig.source;

import java.util.Arrays;

/** A named text with its line starts. Lines and columns count from 1, columns in code points. */
public final class Source {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  /**
   * @param name what the user calls it: a path as given, or {@code <stdin>}
   * @param text the whole text, line ends as they stand
   */
  public Source(String name, String text) {
    this.name = name;
    this.text = text;
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    this.lineStarts = Arrays.copyOf(starts, count);
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  public String text(Span span) {
    return text.substring(span.start(), Math.min(span.end(), text.length()));
  }

  public int lineCount() {
    return lineStarts.length;
  }

  /** The line, from 1, that holds this offset. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column, from 1, in code points. */
  public int column(int offset) {
    int start = lineStarts[line(offset) - 1];
    return text.codePointCount(start, Math.min(offset, text.length())) + 1;
  }

  /** The text of a line (from 1) without its line end. */
  public String lineText(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    if (end > start && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(start, Math.max(start, end));
  }

  /** The offset at which a line (from 1) begins. */
  public int lineStart(int line) {
    return lineStarts[line - 1];
  }
}
