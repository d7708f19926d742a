package dev.mig.terminal;

import dev.mig.source.Display;
import java.util.ArrayList;
import java.util.List;

/** Fits texts into columns of a terminal. What it is given must be {@link #safe}. */
public final class Fit {
  private static final Display DISPLAY = new Display(true);

  private Fit() {}

  /** A text on one line in which nothing steers the terminal; a tab is shown as a sign, too. */
  public static String safe(String text) {
    return plain(text) ? text : DISPLAY.safe(text).replace('\t', '␉');
  }

  /** The columns that a text takes. */
  public static int width(String safe) {
    return plain(safe) ? safe.length() : Display.width(safe);
  }

  /** Most texts are, and there may be millions of them. */
  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /** The text, cut to a width of at least one; {@code …} says where. */
  public static String cut(String safe, int width) {
    return width(safe) <= width ? safe : safe.substring(0, end(safe, 0, width - 1)) + "…";
  }

  /** The text with blanks behind it, as wide as that. */
  public static String padded(String safe, int width) {
    return safe + " ".repeat(Math.max(0, width - width(safe)));
  }

  /** The whole text in pieces of at most a width. */
  static List<String> pieces(String safe, int width) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    do {
      int end = forward(safe, from, width);
      pieces.add(safe.substring(from, end));
      from = end;
    } while (from < safe.length());
    return pieces;
  }

  /**
   * Breaks a text at blanks into lines of at most a width, and within words where one is wider than
   * that. The lines from the second on are indented.
   *
   * @param indent less than the width
   */
  public static List<String> wrapped(String safe, int width, int indent) {
    List<String> lines = new ArrayList<>();
    String margin = "";
    int from = 0;
    while (true) {
      int end = forward(safe, from, Math.max(1, width - margin.length()));
      if (end == safe.length()) {
        lines.add(margin + safe.substring(from));
        return lines;
      }
      int blank = safe.lastIndexOf(' ', end);
      // a blank in the margin of the text itself is no place to break at
      boolean inside = blank > from && !safe.substring(from, blank).isBlank();
      int to = inside ? blank : end;
      lines.add((margin + safe.substring(from, to)).stripTrailing());
      from = to;
      while (from < safe.length() && safe.charAt(from) == ' ') {
        from++;
      }
      if (from == safe.length()) {
        return lines;
      }
      margin = " ".repeat(indent);
    }
  }

  /** At least one character further, so that a wide one does not stop in a narrow place. */
  private static int forward(String text, int from, int width) {
    int end = end(text, from, width);
    return end > from || from == text.length() ? end : text.offsetByCodePoints(from, 1);
  }

  /** Where the part from there on ends that fits; marks stay with what they stand on. */
  private static int end(String text, int from, int width) {
    int taken = 0;
    int i = from;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      taken += Display.width(c);
      if (taken > width) {
        break;
      }
      i += Character.charCount(c);
    }
    return i;
  }
}
