package dev.mig.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at SQL text of a catalog word by word: enough to find and rename the names in it, without
 * understanding it.
 */
public final class SqlWords {
  /** One word: a name (quoted or not), a string, a number, a sign, blanks or a comment. */
  public record Word(Kind kind, int start, int end, String value) {}

  /** What a word is; {@code value} of a NAME is without quotes. */
  public enum Kind {
    NAME,
    QUOTED_NAME,
    STRING,
    NUMBER,
    SIGN,
    BLANK
  }

  private SqlWords() {}

  /** The words of a text, in order and without gaps. */
  public static List<Word> of(String sql) {
    List<Word> words = new ArrayList<>();
    int i = 0;
    while (i < sql.length()) {
      int end = end(sql, i);
      Kind kind = kind(sql.charAt(i), sql, i);
      String raw = sql.substring(i, end);
      words.add(new Word(kind, i, end, kind == Kind.QUOTED_NAME ? unquote(raw) : raw));
      i = end;
    }
    return words;
  }

  /**
   * Those of the given column names that the text mentions; the comparison ignores case, as both
   * databases do unquoted.
   */
  public static Set<String> mentioned(String sql, Iterable<String> names) {
    Set<String> words = new TreeSet<>();
    for (Word word : of(sql)) {
      if (word.kind == Kind.NAME || word.kind == Kind.QUOTED_NAME) {
        words.add(word.value.toLowerCase(Locale.ROOT));
      }
    }
    Set<String> found = new TreeSet<>();
    for (String name : names) {
      if (words.contains(name.toLowerCase(Locale.ROOT))) {
        found.add(name);
      }
    }
    return found;
  }

  /** The text to compare by: quotes around plain names and the width of blanks tell nothing. */
  public static String canonical(String sql) {
    StringBuilder out = new StringBuilder();
    for (Word word : of(sql)) {
      boolean plain = word.kind == Kind.QUOTED_NAME && word.value.matches("[A-Za-z_][A-Za-z_0-9]*");
      out.append(
          plain ? word.value : word.kind == Kind.BLANK ? " " : sql.substring(word.start, word.end));
    }
    return out.toString().strip();
  }

  /** Renames every name {@code from} that is not called as a function; the new name is quoted. */
  public static String rename(String sql, String from, String to) {
    StringBuilder out = new StringBuilder();
    List<Word> words = of(sql);
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      boolean name = word.kind == Kind.NAME || word.kind == Kind.QUOTED_NAME;
      boolean call =
          word.kind == Kind.NAME && i + 1 < words.size() && words.get(i + 1).value.equals("(");
      if (name && !call && word.value.equalsIgnoreCase(from)) {
        out.append('"').append(to.replace("\"", "\"\"")).append('"');
      } else {
        out.append(sql, word.start, word.end);
      }
    }
    return out.toString();
  }

  private static Kind kind(char c, String sql, int at) {
    if (Character.isWhitespace(c) || comment(sql, at)) {
      return Kind.BLANK;
    }
    return switch (c) {
      case '"', '`', '[' -> Kind.QUOTED_NAME;
      case '\'' -> Kind.STRING;
      default -> Character.isDigit(c) ? Kind.NUMBER : letter(c) ? Kind.NAME : Kind.SIGN;
    };
  }

  private static boolean comment(String sql, int at) {
    return sql.startsWith("--", at) || sql.startsWith("/*", at);
  }

  private static boolean letter(char c) {
    return Character.isLetter(c) || c == '_' || c > 127;
  }

  private static int end(String sql, int start) {
    char c = sql.charAt(start);
    if (sql.startsWith("--", start)) {
      int end = sql.indexOf('\n', start);
      return end < 0 ? sql.length() : end;
    }
    if (sql.startsWith("/*", start)) {
      int end = sql.indexOf("*/", start + 2);
      return end < 0 ? sql.length() : end + 2;
    }
    if (c == '\'' || c == '"' || c == '`' || c == '[') {
      return quotedEnd(sql, start, c == '[' ? ']' : c);
    }
    int i = start + 1;
    if (Character.isWhitespace(c)) {
      while (i < sql.length() && Character.isWhitespace(sql.charAt(i))) {
        i++;
      }
    } else if (letter(c) || Character.isDigit(c)) {
      while (i < sql.length()
          && (letter(sql.charAt(i)) || Character.isDigit(sql.charAt(i)) || sql.charAt(i) == '$')) {
        i++;
      }
    }
    return i;
  }

  private static int quotedEnd(String sql, int start, char quote) {
    int i = start + 1;
    while (i < sql.length()) {
      if (sql.charAt(i) == quote) {
        if (quote != ']' && i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
          i += 2;
          continue;
        }
        return i + 1;
      }
      i++;
    }
    return sql.length();
  }

  private static String unquote(String raw) {
    char quote = raw.charAt(0);
    String body = raw.substring(1, Math.max(1, raw.length() - 1));
    return quote == '[' ? body : body.replace("" + quote + quote, "" + quote);
  }
}
