package dev.mig.source;

import java.util.ArrayList;
import java.util.List;

/**
 * How texts come out on a terminal: the columns they take, and nothing in them that could steer it.
 */
public final class Display {
  private static final int TAB = 4;

  /** First and last of the ranges that take two columns, in order. */
  private static final int[] WIDE = {
    0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3,
    0x25fd, 0x25fe, 0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1,
    0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea, 0x26ea,
    0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b,
    0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797,
    0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55, 0x2e80, 0x303e,
    0x3041, 0x3247, 0x3250, 0x4dbf, 0x4e00, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900, 0xfaff,
    0xfe10, 0xfe19, 0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18cff, 0x1aff0,
    0x1b2ff, 0x1f004, 0x1f004, 0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f200,
    0x1f320, 0x1f32d, 0x1f335, 0x1f337, 0x1f37c, 0x1f37e, 0x1f393, 0x1f3a0, 0x1f3ca, 0x1f3cf,
    0x1f3d3, 0x1f3e0, 0x1f3f0, 0x1f3f4, 0x1f3f4, 0x1f3f8, 0x1f43e, 0x1f440, 0x1f440, 0x1f442,
    0x1f4fc, 0x1f4ff, 0x1f53d, 0x1f54b, 0x1f54e, 0x1f550, 0x1f567, 0x1f57a, 0x1f57a, 0x1f595,
    0x1f596, 0x1f5a4, 0x1f5a4, 0x1f5fb, 0x1f64f, 0x1f680, 0x1f6c5, 0x1f6cc, 0x1f6cc, 0x1f6d0,
    0x1f6d2, 0x1f6d5, 0x1f6d7, 0x1f6dc, 0x1f6df, 0x1f6eb, 0x1f6ec, 0x1f6f4, 0x1f6fc, 0x1f7e0,
    0x1f7eb, 0x1f7f0, 0x1f7f0, 0x1f90c, 0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff, 0x1fa70,
    0x1faff, 0x20000, 0x3fffd
  };

  private final boolean unicode;

  /**
   * @param unicode whether more than ASCII can be shown
   */
  public Display(boolean unicode) {
    this.unicode = unicode;
  }

  public String dot() {
    return unicode ? " · " : " | ";
  }

  public String ellipsis() {
    return unicode ? "…" : "...";
  }

  /** The text as it can be shown safely; line breaks become blanks, tabs are kept. */
  public String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> safe.append(safe(c)));
    return safe.toString();
  }

  private String safe(int c) {
    if (c == '\t' || (c >= ' ' && c < 0x7f)) {
      return Character.toString(c);
    }
    int type = Character.getType(c);
    if (c == '\n'
        || c == '\r'
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR) {
      return " ";
    }
    if (type == Character.CONTROL) {
      return unicode && c < ' ' ? Character.toString(0x2400 + c) : "?";
    }
    // direction marks and the like could make the text read as another
    if ((type == Character.FORMAT && c != 0x200d) || type == Character.SURROGATE) {
      return unicode ? "\ufffd" : "?";
    }
    if (!unicode) {
      return switch (c) {
        case '…' -> "...";
        case '·' -> "|";
        case '–', '—' -> "-";
        default -> width(c) == 0 ? "" : "?";
      };
    }
    return Character.toString(c);
  }

  /** The columns that a text without tabs takes. */
  public static int width(String text) {
    return text.codePoints().map(Display::width).sum();
  }

  public static int width(int c) {
    if (c >= ' ' && c < 0x7f) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int i = 0; i < WIDE.length && c >= WIDE[i]; i += 2) {
      if (c <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }

  /** Breaks a text at blanks into lines of at most so many columns; a longer word stays whole. */
  List<String> wrap(String text, int first, int others) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int taken = 0;
    for (String word : safe(text).split(" ", -1)) {
      int width = width(word);
      int room = lines.isEmpty() ? first : others;
      if (taken > 0 && taken + 1 + width > room) {
        lines.add(line.toString());
        line.setLength(0);
        taken = 0;
      }
      if (!line.isEmpty() || taken > 0) {
        line.append(' ');
        taken++;
      }
      line.append(word);
      taken += width;
    }
    lines.add(line.toString());
    return lines;
  }

  /** A line of a source, laid out in columns. */
  Line line(String text) {
    StringBuilder shown = new StringBuilder();
    int[] columns = new int[text.length() + 1];
    int column = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int length = Character.charCount(c);
      String safe = c == '\t' ? " ".repeat(TAB - column % TAB) : safe(c);
      for (int j = 0; j < length; j++) {
        columns[i + j] = column;
      }
      shown.append(safe);
      column += width(safe);
      i += length;
    }
    columns[text.length()] = column;
    return new Line(shown.toString(), columns);
  }

  /** A line as shown, with the column, from 0, of every UTF-16 offset of it, its end included. */
  static final class Line {
    private final String shown;
    private final int[] columns;

    private Line(String shown, int[] columns) {
      this.shown = shown;
      this.columns = columns;
    }

    int column(int offset) {
      return columns[Math.max(0, Math.min(offset, columns.length - 1))];
    }

    int width() {
      return columns[columns.length - 1];
    }

    /** The part from one column to another. */
    String part(int from, int to) {
      StringBuilder part = new StringBuilder();
      int column = 0;
      for (int i = 0; i < shown.length(); ) {
        int c = shown.codePointAt(i);
        int width = Display.width(c);
        if (column >= from && column + width <= to) {
          part.appendCodePoint(c);
        } else if (column < to && column + width > from) {
          part.append(' ');
        }
        column += width;
        i += Character.charCount(c);
      }
      return part.toString();
    }
  }
}
