package dev.mig.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one flavour of regular expressions: what PostgreSQL's advanced ones and Java's have in
 * common. Characters, {@code .}, sets {@code [a-z]} and {@code [^…]}, {@code \d \w \s \D \W \S}
 * (ASCII only), {@code \t \n \r}, {@code ^ $} (start and end of the whole text), groups {@code ( )}
 * and {@code (?: )}, {@code |}, and greedy {@code * + ? {m} {m,} {m,n}} up to 255. A match is the
 * leftmost, and of those the longest.
 *
 * @param postgres the same for PostgreSQL
 * @param java the same for Java, to be compiled with DOTALL
 * @param groups how many groups capture
 * @param problem what is outside the flavour, or null
 */
public record Regex(String postgres, String java, int groups, @Nullable String problem) {
  /** Reads an expression; what is wrong with it is in {@link #problem}. */
  public static Regex of(String pattern) {
    return new Reader(pattern).read();
  }

  /** PostgreSQL writes counts out, and gives up on too many. */
  private static final int MOST_TIMES = 1000;

  private static final class Reader {
    private final String text;
    private int at;
    private int open;

    /** How often the last part is repeated, and the most of those so far in each open group. */
    private int times = 1;

    private final Deque<Integer> most = new ArrayDeque<>(List.of(1));
    private int groups;
    private final StringBuilder postgres = new StringBuilder();
    private final StringBuilder java = new StringBuilder();
    private @Nullable String problem;

    Reader(String text) {
      this.text = text;
    }

    Regex read() {
      boolean repeatable = false;
      while (at < text.length() && problem == null) {
        repeatable = step(text.codePointAt(at), repeatable);
      }
      if (problem == null && open > 0) {
        problem = "a group is not closed";
      }
      return new Regex(postgres.toString(), java.toString(), groups, problem);
    }

    /** Reads one part; answers whether it can be repeated. */
    private boolean step(int c, boolean repeatable) {
      times = "*+?{".indexOf(c) >= 0 ? times : 1;
      switch (c) {
        case '(' -> {
          return group();
        }
        case ')' -> {
          if (open-- == 0) {
            problem = "a ) without its (";
          }
          both(")");
          if (problem == null) {
            times = most.pop();
            most.push(Math.max(most.pop(), times));
          }
          return true;
        }
        case '|' -> both("|");
        case '^' -> both("^");
        case '$' -> {
          at++;
          postgres.append('$');
          java.append("\\z");
        }
        case '.' -> {
          both(".");
          return true;
        }
        case '*', '+', '?' -> quantifier(repeatable);
        case '{' -> bound(repeatable);
        case '[' -> {
          set();
          return true;
        }
        case '\\' -> {
          escape(false);
          return true;
        }
        default -> {
          literal(c);
          at += Character.charCount(c);
          return true;
        }
      }
      return false;
    }

    private void both(String part) {
      at++;
      postgres.append(part);
      java.append(part);
    }

    private void literal(int c) {
      boolean sign = c < 128 && c > ' ' && !Character.isLetterOrDigit(c);
      if (c == 0) {
        problem = "there is no character 0 in a text";
      }
      for (StringBuilder out : new StringBuilder[] {postgres, java}) {
        out.append(sign ? "\\" : "").appendCodePoint(c);
      }
    }

    private boolean group() {
      open++;
      most.push(1);
      if (text.startsWith("(?:", at)) {
        at += 3;
        postgres.append("(?:");
        java.append("(?:");
        return false;
      }
      if (text.startsWith("(?", at)) {
        problem =
            "(? opens only (?: ) here; look-around and flags are not the same on both databases";
        return false;
      }
      groups++;
      both("(");
      return false;
    }

    private void quantifier(boolean repeatable) {
      if (!repeatable) {
        problem = "nothing to repeat before " + text.charAt(at);
        return;
      }
      both(String.valueOf(text.charAt(at)));
      if (at < text.length() && "?+*{".indexOf(text.charAt(at)) >= 0) {
        problem =
            "repeating is always greedy here: " + text.charAt(at) + " cannot follow a repetition";
      }
    }

    private void bound(boolean repeatable) {
      int end = text.indexOf('}', at);
      String body = end < 0 ? "" : text.substring(at, end + 1);
      if (!body.matches("\\{\\d{1,3}(,\\d{0,3})?\\}")) {
        problem = "{ begins a count such as {2} or {1,3}; write \\{ for the sign";
        return;
      }
      String[] counts = body.substring(1, body.length() - 1).split(",");
      int least = Integer.parseInt(counts[0]);
      int most = counts.length > 1 ? Integer.parseInt(counts[1]) : least;
      if (least > 255 || most > 255 || most < least) {
        problem = "counts go up from 0 to 255";
      } else if (!repeatable) {
        problem = "nothing to repeat before {";
      } else {
        times *= Math.max(Math.max(least, most), 1);
        this.most.push(Math.max(this.most.pop(), times));
        if (times > MOST_TIMES) {
          problem = "counts inside counts come to more than " + MOST_TIMES + " repetitions";
        }
      }
      at = end + 1;
      postgres.append(body);
      java.append(body);
      if (problem == null && at < text.length() && "?+*{".indexOf(text.charAt(at)) >= 0) {
        problem =
            "repeating is always greedy here: " + text.charAt(at) + " cannot follow a repetition";
      }
    }

    private void escape(boolean inSet) {
      if (at + 1 >= text.length()) {
        problem = "a \\ at the end escapes nothing";
        return;
      }
      char c = text.charAt(at + 1);
      at += 2;
      String named =
          switch (c) {
            case 'd' -> "0-9";
            case 'w' -> "A-Za-z0-9_";
            case 's' -> " \\t\\n\\r\\f\\v";
            case 'D', 'W', 'S' -> inSet ? null : "^" + expanded(c);
            default -> null;
          };
      if (named != null) {
        String whole = inSet ? named : "[" + named + "]";
        postgres.append(whole);
        java.append(whole.replace("\\v", "\\x0B"));
      } else if ("tnrf".indexOf(c) >= 0) {
        postgres.append('\\').append(c);
        java.append('\\').append(c);
      } else if (c < 128 && !Character.isLetterOrDigit(c) && c > ' ') {
        literal(c);
      } else {
        problem = "\\" + c + " is not the same on both databases";
      }
    }

    private static String expanded(char c) {
      return switch (String.valueOf(c).toLowerCase(Locale.ROOT)) {
        case "d" -> "0-9";
        case "w" -> "A-Za-z0-9_";
        default -> " \\t\\n\\r\\f\\v";
      };
    }

    private void set() {
      both("[");
      if (at < text.length() && text.charAt(at) == '^') {
        both("^");
      }
      int members = 0;
      int before = -1;
      while (problem == null) {
        if (at >= text.length()) {
          problem = "a set [ ] is not closed";
          return;
        }
        int c = text.codePointAt(at);
        if (c == ']') {
          if (members == 0) {
            problem = "a set needs a member; write \\] for the sign";
          }
          both("]");
          return;
        }
        if (c == '[') {
          problem =
              "write \\[ within a set; classes such as [:alpha:] are not the same on both"
                  + " databases";
        } else if (c == '-'
            && before >= 0
            && at + 1 < text.length()
            && text.charAt(at + 1) != ']') {
          before = range(before);
        } else if (c == '\\') {
          boolean sign =
              at + 1 < text.length()
                  && text.charAt(at + 1) < 128
                  && !Character.isLetterOrDigit(text.charAt(at + 1));
          before = sign ? text.charAt(at + 1) : -1;
          escape(true);
        } else {
          literal(c);
          at += Character.charCount(c);
          before = c;
        }
        members++;
      }
    }

    private int range(int from) {
      at++;
      int to = text.codePointAt(at);
      if (to == '\\' && at + 1 < text.length()) {
        at++;
        to = text.charAt(at);
      }
      if (to < from
          || (to < 128 && Character.isLetterOrDigit(to) != Character.isLetterOrDigit(from))) {
        problem = "a range such as a-z goes up";
      }
      postgres.append('-');
      java.append('-');
      literal(to);
      at += Character.charCount(to);
      return -1;
    }
  }
}
