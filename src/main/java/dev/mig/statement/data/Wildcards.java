package dev.mig.statement.data;

/** {@code like} as the databases do it: {@code %} is any text, {@code _} any one character. */
final class Wildcards {
  private Wildcards() {}

  /** Whether the text matches as a whole; in time of both lengths multiplied at most. */
  static boolean match(String like, String text) {
    int[] pattern = like.codePoints().toArray();
    int[] signs = text.codePoints().toArray();
    boolean[] reached = new boolean[signs.length + 1];
    reached[0] = true;
    for (int i = 0; i < pattern.length; i++) {
      boolean any = pattern[i] == '%';
      boolean one = pattern[i] == '_';
      if (pattern[i] == '\\' && i + 1 < pattern.length) {
        i++;
      }
      boolean[] next = new boolean[signs.length + 1];
      for (int at = 0; at <= signs.length; at++) {
        next[at] =
            any
                ? reached[at] || (at > 0 && next[at - 1])
                : at > 0 && reached[at - 1] && (one || signs[at - 1] == pattern[i]);
      }
      reached = next;
    }
    return reached[signs.length];
  }
}
