package dev.mig.terminal;

import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlWords;
import dev.mig.schema.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What only bears another name now, as far as two schemas tell. A name may have changed in many
 * texts then, of which nothing needs to be said.
 */
final class Renames {
  /** Tables as they were, by the name that they have now. */
  private final Map<QName, Table> tables = new HashMap<>();

  /** The old names of columns, by table and column as they are now. */
  private final Map<QName, Map<String, String>> columns = new HashMap<>();

  /** New words by old ones. */
  private final Map<String, String> words = new LinkedHashMap<>();

  Renames(Schema before, Schema after) {
    List<Table> gone =
        before.tables().values().stream().filter(t -> after.table(t.name()).isEmpty()).toList();
    List<Table> made =
        after.tables().values().stream().filter(t -> before.table(t.name()).isEmpty()).toList();
    for (Table now : made) {
      List<Table> alike = gone.stream().filter(t -> alike(t, now)).toList();
      if (alike.size() == 1 && made.stream().filter(t -> alike(alike.getFirst(), t)).count() == 1) {
        tables.put(now.name(), alike.getFirst());
        words.put(alike.getFirst().name().name(), now.name().name());
      }
    }
    for (Table now : after.tables().values()) {
      Optional<Table> was = before.table(now.name());
      was.ifPresent(table -> columns(table, now));
    }
  }

  private static boolean alike(Table one, Table other) {
    return one.constraints().size() == other.constraints().size()
        && one.indexes().size() == other.indexes().size()
        && one.triggers().size() == other.triggers().size()
        && one.columns().stream()
            .map(Renames::whole)
            .toList()
            .equals(other.columns().stream().map(Renames::whole).toList());
  }

  private static String whole(Column column) {
    return column.name() + " " + Spelling.definition(column);
  }

  /** A column that says the same in the same place; if others changed, nobody can tell. */
  private void columns(Table was, Table now) {
    if (was.columns().size() != now.columns().size()) {
      return;
    }
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < now.columns().size(); i++) {
      Column old = was.columns().get(i);
      Column made = now.columns().get(i);
      boolean renamed = !old.name().equals(made.name());
      boolean kept = now.column(old.name()).isPresent() || was.column(made.name()).isPresent();
      if ((renamed && kept) || !text(old).equals(text(made))) {
        return;
      }
      if (renamed) {
        found.put(made.name(), old.name());
      }
    }
    found.forEach((made, old) -> words.put(old, made));
    columns.put(now.name(), found);
  }

  /** A formula may name what was renamed. */
  private static String text(Column column) {
    Column plain = column.generated() == null ? column : column.withGenerated(null);
    return Spelling.definition(plain) + (column.generated() == null ? "" : " generated");
  }

  /** The table as it was under another name. */
  Optional<Table> was(QName now) {
    return Optional.ofNullable(tables.get(now));
  }

  boolean isRenamed(Table gone) {
    return tables.containsValue(gone);
  }

  /** The name that a column had: mostly the one that it has. */
  String was(QName table, String column) {
    return columns.getOrDefault(table, Map.of()).getOrDefault(column, column);
  }

  /** Whether two texts say the same but for the names that changed. */
  boolean same(String was, String now) {
    if (was.equals(now)) {
      return true;
    }
    String renamed = was;
    for (Map.Entry<String, String> word : words.entrySet()) {
      renamed = SqlWords.rename(renamed, word.getKey(), word.getValue());
    }
    return SqlWords.canonical(renamed).equals(SqlWords.canonical(now));
  }
}
