package dev.mig.database.sqlite;

import dev.mig.schema.SqlWords;
import dev.mig.schema.SqlWords.Kind;
import dev.mig.schema.SqlWords.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Walks over the words of one SQL text from left to right, blanks and comments left out. */
final class Words {
  private final String sql;
  private final List<Word> words;
  private int at;

  Words(String sql) {
    this.sql = sql;
    this.words = SqlWords.of(sql).stream().filter(w -> w.kind() != Kind.BLANK).toList();
  }

  boolean more() {
    return at < words.size();
  }

  private @Nullable Word word(int ahead) {
    return at + ahead < words.size() ? words.get(at + ahead) : null;
  }

  /** Whether the next words are these keywords or signs. */
  boolean sees(String... expected) {
    for (int i = 0; i < expected.length; i++) {
      Word word = word(i);
      if (word == null
          || (word.kind() != Kind.NAME && word.kind() != Kind.SIGN)
          || !word.value().equalsIgnoreCase(expected[i])) {
        return false;
      }
    }
    return true;
  }

  /** Steps over these words if they are next. */
  boolean takes(String... expected) {
    boolean seen = sees(expected);
    if (seen) {
      at += expected.length;
    }
    return seen;
  }

  void skip() {
    at++;
  }

  /** The next word as a name, in whichever of the four quotes SQLite accepts. */
  String name() {
    Word word = word(0);
    at++;
    if (word == null) {
      return "";
    }
    String value = word.value();
    return word.kind() == Kind.STRING && value.length() > 1
        ? value.substring(1, value.length() - 1).replace("''", "'")
        : value;
  }

  /** The next word as a keyword, in lower case. */
  String keyword() {
    Word word = word(0);
    at++;
    return word == null ? "" : word.value().toLowerCase(Locale.ROOT);
  }

  /** What stands in the parentheses that are next, without comments. */
  String group() {
    if (!sees("(")) {
      return "";
    }
    int from = words.get(at).end();
    skipGroup();
    int to =
        at > 0 && words.get(at - 1).value().equals(")") ? words.get(at - 1).start() : sql.length();
    return clean(sql.substring(from, to));
  }

  private void skipGroup() {
    int depth = 0;
    do {
      depth += sees("(") ? 1 : sees(")") ? -1 : 0;
      at++;
    } while (depth > 0 && more());
  }

  /** The parts between the commas of the parentheses that are next. */
  List<String> parts() {
    return split(group());
  }

  /** Steps over one value: a group, a signed number, a string, a name. */
  void skipValue() {
    if (sees("(")) {
      skipGroup();
      return;
    }
    if (sees("+") || sees("-")) {
      at++;
    }
    Word first = word(0);
    at++;
    if (first == null) {
      return;
    }
    boolean blob = first.value().equalsIgnoreCase("x");
    boolean number = first.kind() == Kind.NUMBER || first.value().equals(".");
    Word last = first;
    for (Word next = word(0);
        next != null
            && next.start() == last.end()
            && ((blob && next.kind() == Kind.STRING) || (number && numeric(next)));
        next = word(0)) {
      last = next;
      at++;
    }
  }

  private static boolean numeric(Word word) {
    return word.kind() == Kind.NUMBER || word.kind() == Kind.NAME || ".+-".contains(word.value());
  }

  /** The rest of the text without comments. */
  String rest() {
    Word word = word(0);
    at = words.size();
    return word == null ? "" : clean(sql.substring(word.start()));
  }

  /** The text without comments around and in it, on its lines as it stands. */
  static String clean(String sql) {
    StringBuilder out = new StringBuilder();
    for (Word word : SqlWords.of(sql)) {
      boolean comment = word.kind() == Kind.BLANK && !word.value().isBlank();
      out.append(comment ? " " : sql.substring(word.start(), word.end()));
    }
    return out.toString().strip();
  }

  /**
   * The text without the name of its own table before a column: a rebuild makes it under another.
   */
  static String unqualified(String sql, String table) {
    List<Word> words = SqlWords.of(sql);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      boolean name = word.kind() == Kind.NAME || word.kind() == Kind.QUOTED_NAME;
      boolean dot = i + 1 < words.size() && words.get(i + 1).value().equals(".");
      if (name && dot && word.value().equalsIgnoreCase(table)) {
        i++;
      } else {
        out.append(sql, word.start(), word.end());
      }
    }
    return out.toString();
  }

  /** The parts of a text between its commas outside parentheses. */
  static List<String> split(String sql) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (Word word : SqlWords.of(sql)) {
      if (word.kind() == Kind.SIGN) {
        depth += word.value().equals("(") ? 1 : word.value().equals(")") ? -1 : 0;
        if (depth == 0 && word.value().equals(",")) {
          parts.add(sql.substring(start, word.start()).strip());
          start = word.end();
        }
      }
    }
    parts.add(sql.substring(start).strip());
    return parts;
  }
}
