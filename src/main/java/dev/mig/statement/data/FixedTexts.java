package dev.mig.statement.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pattern says around its groups, where that is plain text. */
final class FixedTexts {
  private static final String SIGNS = ".[]{}*+?|^$";

  private final String pattern;
  private int at;

  private FixedTexts(String pattern) {
    this.pattern = pattern;
  }

  /**
   * The texts before, between and behind the groups, one more than there are groups; null where
   * anything but text and simple groups stands in the pattern.
   */
  static @Nullable List<String> around(String pattern, int groups) {
    List<String> texts = new FixedTexts(pattern).read();
    return texts != null && texts.size() == groups + 1 ? texts : null;
  }

  private @Nullable List<String> read() {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '(') {
        texts.add(text.toString());
        text.setLength(0);
        if (!group()) {
          return null;
        }
      } else if (c == '\\') {
        at++;
        if (at == pattern.length() || Character.isLetterOrDigit(pattern.charAt(at))) {
          return null;
        }
        text.append(pattern.charAt(at));
        at++;
      } else if (SIGNS.indexOf(c) >= 0 || c == ')') {
        return null;
      } else {
        text.append(c);
        at++;
      }
    }
    texts.add(text.toString());
    return texts;
  }

  /** Passes over a group that holds no other; a sign behind it is found by the caller. */
  private boolean group() {
    at++;
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      return false;
    }
    boolean set = false;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      at += c == '\\' ? 2 : 1;
      if (c == '[') {
        set = true;
      } else if (c == ']') {
        set = false;
      } else if (c == ')' && !set) {
        return true;
      } else if (c == '(' && !set) {
        return false;
      }
    }
    return false;
  }
}
