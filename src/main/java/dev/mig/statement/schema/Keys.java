package dev.mig.statement.schema;

import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Index;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The keys of a table that a foreign key may point at. */
final class Keys {
  /** A key by its name (empty where SQLite has none; "primary key" for that) and columns. */
  record Key(String name, List<String> columns) {
    @Override
    public String toString() {
      return (name.isEmpty() ? "" : name + " ") + "(" + String.join(", ", columns) + ")";
    }
  }

  private Keys() {}

  /**
   * The primary key, unique constraints, and unique indexes that are whole and made of columns
   * only.
   */
  static List<Key> of(Table table) {
    List<Key> all = new ArrayList<>();
    PrimaryKey primary = table.primaryKey();
    if (primary != null) {
      all.add(new Key("primary key", primary.columns()));
    }
    for (Unique unique : table.uniques()) {
      all.add(new Key(Objects.requireNonNullElse(unique.name(), ""), unique.columns()));
    }
    for (Index index : table.indexes()) {
      if (isKey(index)) {
        all.add(new Key(index.name(), columns(index)));
      }
    }
    return all;
  }

  static boolean isKey(Index index) {
    return index.unique()
        && index.valid()
        && index.where() == null
        && index.parts().stream().allMatch(p -> p.column() != null);
  }

  static List<String> columns(Index index) {
    return index.parts().stream().map(p -> Objects.requireNonNull(p.column())).toList();
  }

  /** Whether there is a key over exactly these columns, in any order. */
  static boolean over(Table table, List<String> columns) {
    return of(table).stream().anyMatch(k -> Set.copyOf(k.columns()).equals(Set.copyOf(columns)));
  }
}
