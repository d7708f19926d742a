package dev.mig.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that a mistyped one may have meant. */
public final class Nearest {
  private static final int AT_MOST = 4;

  private record Scored(String name, int distance) {}

  private Nearest() {}

  /**
   * At most four of the candidates, the nearest first; none that differs in more than a third of
   * its letters.
   */
  public static List<String> to(String written, Collection<String> candidates) {
    String word = written.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .distinct()
        .map(c -> new Scored(c, distance(word, c.toLowerCase(Locale.ROOT))))
        .filter(s -> s.distance <= Math.max(1, Math.max(word.length(), s.name.length()) / 3))
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
        .limit(AT_MOST)
        .map(Scored::name)
        .toList();
  }

  /** Restricted Damerau–Levenshtein: a swap of neighbours counts one. */
  public static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + change, 1 + Math.min(last[j], row[j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[b.length()];
  }
}
