package dev.mig.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** What became of a part of a schema. */
enum Mark {
  NEW("+"),
  GONE("-"),
  CHANGED("~"),
  SAME(" ");

  /** Longer names are rare, and would push everything else to the right. */
  private static final int MOST_NAME = 24;

  private final String sign;

  Mark(String sign) {
    this.sign = sign;
  }

  /**
   * A part and what became of it.
   *
   * @param name what stands in the column of names, "" for what is no column of a table
   */
  record Line(Mark mark, String name, String rest) {
    String text(int names) {
      return name.isEmpty()
          ? mark.before() + rest
          : (mark.before() + Fit.padded(name, names) + "  " + rest).stripTrailing();
    }
  }

  String sign() {
    return sign;
  }

  /** What stands before a part. */
  String before() {
    return "  " + sign + " ";
  }

  UnaryOperator<String> paint(Colour colour) {
    return switch (this) {
      case NEW -> colour::green;
      case GONE -> colour::red;
      case CHANGED -> colour::yellow;
      case SAME -> UnaryOperator.identity();
    };
  }

  /** Which of many are shown: those that changed and those around them, as many as are read. */
  static boolean[] visible(List<Line> lines, int most) {
    boolean[] shown = new boolean[lines.size()];
    if (lines.size() <= most + 1) {
      Arrays.fill(shown, true);
      return shown;
    }
    boolean anyChanged = lines.stream().anyMatch(l -> l.mark != SAME);
    int left = anyChanged ? 2 * most : most;
    for (int i = 0; i < shown.length && left > 0; i++) {
      shown[i] = anyChanged ? near(lines, i) : i < most;
      left -= shown[i] ? 1 : 0;
    }
    for (int i = 1; i + 1 < shown.length; i++) {
      // to say that one is left out takes as much room as it does
      shown[i] |= shown[i - 1] && shown[i + 1];
    }
    return shown;
  }

  private static boolean near(List<Line> lines, int at) {
    for (int i = Math.max(0, at - 1); i <= Math.min(lines.size() - 1, at + 1); i++) {
      if (lines.get(i).mark != SAME) {
        return true;
      }
    }
    return false;
  }

  /** How wide the column of names is. */
  static int names(List<Line> lines, boolean[] shown) {
    int widest = 0;
    for (int i = 0; i < shown.length; i++) {
      if (shown[i]) {
        widest = Math.max(widest, Math.min(MOST_NAME, Fit.width(lines.get(i).name)));
      }
    }
    return widest;
  }
}
