package dev.mig.database.sqlite;

import dev.mig.schema.SqlWords;
import dev.mig.schema.SqlWords.Kind;
import dev.mig.schema.SqlWords.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes SQL of the user's own apart into its statements: the driver runs one at a time. */
final class Statements {
  private Statements() {}

  /** The statements without their semicolons; those inside the body of a trigger do not end it. */
  static List<String> of(String sql) {
    List<String> found = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    int start = 0;
    for (Word word : SqlWords.of(sql)) {
      if (word.kind() == Kind.BLANK) {
        continue;
      }
      String value =
          word.kind() == Kind.NAME ? word.value().toLowerCase(Locale.ROOT) : word.value();
      if (value.equals(";") && word.kind() == Kind.SIGN && (!trigger(seen) || ended(seen))) {
        add(found, sql.substring(start, word.start()), seen);
        seen.clear();
        start = word.end();
      } else {
        seen.add(value);
      }
    }
    add(found, sql.substring(start), seen);
    return found;
  }

  private static void add(List<String> found, String statement, List<String> words) {
    if (!words.isEmpty()) {
      found.add(statement.strip());
    }
  }

  private static boolean trigger(List<String> words) {
    int at = words.size() > 1 && words.get(1).startsWith("temp") ? 2 : 1;
    return words.size() > at
        && words.getFirst().equals("create")
        && words.get(at).equals("trigger");
  }

  /** As SQLite's own sqlite3_complete has it: {@code ; end ;} ends a trigger. */
  private static boolean ended(List<String> words) {
    int last = words.size() - 1;
    return last > 0 && words.get(last).equals("end") && words.get(last - 1).equals(";");
  }
}
