package dev.mig.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What two texts have not in common, line by line. */
public final class LineDiff {
  /** From this many comparisons on, changed parts are shown as a whole. */
  private static final long MOST = 4_000_000;

  private LineDiff() {}

  /**
   * Lines that begin with {@code "- "} (only in the first text), {@code "+ "} (only in the second)
   * or two blanks (in both, next to one of these); {@code "…"} stands for what is left out. Empty
   * for equal texts.
   *
   * @param context how many common lines are shown around each difference
   */
  public static List<String> of(String before, String after, int context) {
    List<String> a = before.lines().toList();
    List<String> b = after.lines().toList();
    int start = 0;
    while (start < a.size() && start < b.size() && a.get(start).equals(b.get(start))) {
      start++;
    }
    int end = 0;
    while (end < a.size() - start
        && end < b.size() - start
        && a.get(a.size() - 1 - end).equals(b.get(b.size() - 1 - end))) {
      end++;
    }
    List<String> all = new ArrayList<>();
    a.subList(0, start).forEach(line -> all.add("  " + line));
    all.addAll(middle(a.subList(start, a.size() - end), b.subList(start, b.size() - end)));
    a.subList(a.size() - end, a.size()).forEach(line -> all.add("  " + line));
    return shortened(all, context);
  }

  private static List<String> middle(List<String> a, List<String> b) {
    List<String> lines = new ArrayList<>();
    if ((long) a.size() * b.size() > MOST) {
      a.forEach(line -> lines.add("- " + line));
      b.forEach(line -> lines.add("+ " + line));
      return lines;
    }
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).equals(b.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        lines.add("  " + a.get(i));
        i++;
        j++;
      } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + a.get(i++));
      } else {
        lines.add("+ " + b.get(j++));
      }
    }
    return lines;
  }

  private static List<String> shortened(List<String> lines, int context) {
    List<Boolean> shown = new ArrayList<>(Collections.nCopies(lines.size(), false));
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("  ")) {
        int last = Math.min(lines.size() - 1, i + context);
        for (int near = Math.max(0, i - context); near <= last; near++) {
          shown.set(near, true);
        }
      }
    }
    if (!shown.contains(true)) {
      return List.of();
    }
    List<String> result = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (shown.get(i)) {
        result.add(lines.get(i));
      } else if (i == 0 || shown.get(i - 1)) {
        result.add("…");
      }
    }
    return result;
  }
}
