package dev.mig.database.sqlite;

import dev.mig.schema.SqlWords;
import dev.mig.schema.SqlWords.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the text of a CREATE INDEX what no pragma tells: its expressions and its condition.
 *
 * @see <a href="https://www.sqlite.org/lang_createindex.html">CREATE INDEX</a>
 */
final class CreateIndexSql {
  private final List<String> expressions = new ArrayList<>();
  private final String table;
  private @Nullable String where;

  CreateIndexSql(String sql) {
    Words words = new Words(sql);
    while (words.more() && !words.takes("on")) {
      words.skip();
    }
    table = words.name();
    for (String part : words.parts()) {
      expressions.add(expression(part));
    }
    if (words.takes("where")) {
      where = words.rest();
    }
  }

  /** The table as it is written there. */
  String table() {
    return table;
  }

  /** The text of one key, from 0, without collation and direction. */
  String expression(int key) {
    return expressions.get(key);
  }

  @Nullable String where() {
    return where;
  }

  private static String expression(String part) {
    List<Word> words =
        SqlWords.of(part).stream().filter(w -> w.kind() != SqlWords.Kind.BLANK).toList();
    int end = words.size();
    if (end > 1 && (keyword(words.get(end - 1), "asc") || keyword(words.get(end - 1), "desc"))) {
      end--;
    }
    if (end > 2 && keyword(words.get(end - 2), "collate")) {
      end -= 2;
    }
    return end == 0 ? part : part.substring(0, words.get(end - 1).end());
  }

  private static boolean keyword(Word word, String expected) {
    return word.kind() == SqlWords.Kind.NAME && word.value().equalsIgnoreCase(expected);
  }
}
