package dev.mig.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Finds the known names that a mistyped one may have meant. */
public final class Nearest {
  private static final int MOST = 4;

  private Nearest() {}

  /**
   * The known names nearest to the given one, best first, at most four; those too far away are left
   * out. Case does not count.
   */
  public static List<String> to(String name, Collection<String> known) {
    record Candidate(String text, int distance) {}
    String wanted = name.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, (wanted.length() + 1) / 3);
    List<Candidate> near = new ArrayList<>();
    for (String text : new LinkedHashSet<>(known)) {
      if (Math.abs(text.length() - wanted.length()) > limit) {
        continue;
      }
      int distance = distance(wanted, text.toLowerCase(Locale.ROOT));
      if (distance <= limit) {
        near.add(new Candidate(text, distance));
      }
    }
    near.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::text));
    return near.stream().limit(MOST).map(Candidate::text).toList();
  }

  /**
   * Restricted Damerau–Levenshtein distance: how many letters to add, drop, change or swap with the
   * next, no letter touched twice.
   */
  static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[b.length()];
  }
}
