package dev.mig.database.sqlite;

import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.SqlWords;
import dev.mig.schema.SqlWords.Kind;
import dev.mig.schema.SqlWords.Word;
import dev.mig.schema.Table;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the text of a view or trigger may depend on: SQLite keeps nothing but the text. */
final class Dependence {
  private Dependence() {}

  /** Every name in the text, in lower case. */
  static Set<String> words(String sql) {
    Set<String> found = new TreeSet<>();
    for (Word word : SqlWords.of(sql)) {
      if (word.kind() == Kind.NAME || word.kind() == Kind.QUOTED_NAME) {
        found.add(word.value().toLowerCase(Locale.ROOT));
      }
    }
    return found;
  }

  /**
   * The tables, their columns and the other views that the text of this view may name.
   *
   * @param tables and {@code views} by their names in lower case
   */
  static Set<String> uses(
      String sql, String self, Map<String, Table> tables, Map<String, String> views) {
    Set<String> words = words(sql);
    boolean all = everyColumn(sql);
    Set<String> uses = new TreeSet<>();
    for (String word : words) {
      Table table = tables.get(word);
      if (table != null) {
        uses.add(table.name().toString());
        for (Column column : table.columns()) {
          if (all || words.contains(column.name().toLowerCase(Locale.ROOT))) {
            uses.add(table.name() + "." + column.name());
          }
        }
      }
      String view = views.get(word);
      if (view != null && !view.equals(self)) {
        uses.add(QName.of(view).toString());
      }
    }
    return uses;
  }

  /** Whether a star stands where it means every column, not a product and not {@code count(*)}. */
  private static boolean everyColumn(String sql) {
    String before = "";
    for (Word word : SqlWords.of(sql)) {
      if (word.kind() == Kind.BLANK) {
        continue;
      }
      String value = word.value().toLowerCase(Locale.ROOT);
      if (value.equals("*") && Set.of("select", "distinct", "all", ",", ".").contains(before)) {
        return true;
      }
      before = value;
    }
    return false;
  }
}
