package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Query.Item;
import dev.mig.schema.Column;
import dev.mig.schema.Formula;
import dev.mig.schema.Index;
import dev.mig.schema.SqlText;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What no two rows may agree in, said of values: the keys of a unique index, which may be
 * expressions, and which rows it looks at.
 *
 * @param where which rows; null for all
 */
record UniqueRule(List<Item> keys, @Nullable Expr where) {
  private static final int LONGEST = 40;

  /** The unique indexes that are more than plain columns of all rows. */
  static List<Index> indexes(Table table) {
    return table.indexes().stream()
        .filter(i -> i.unique() && i.valid())
        .filter(i -> i.where() != null || i.parts().stream().anyMatch(p -> p.column() == null))
        .toList();
  }

  /**
   * The rule of an index over the values of a row; empty where it cannot be said.
   *
   * @param value what a column holds; empty where that is not known
   * @param sqlite whether SQLite keeps the index
   */
  static Optional<UniqueRule> of(
      Index index, Table table, Function<String, Optional<Expr>> value, boolean sqlite) {
    List<Item> keys = new ArrayList<>();
    for (Index.Part part : index.parts()) {
      Optional<Expr> key = key(part, table, value, sqlite);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      keys.add(new Item(key.get(), name(part, keys.size())));
    }
    Formula partial = index.where();
    if (partial == null) {
      return Optional.of(new UniqueRule(keys, null));
    }
    return SchemaFormula.of(partial, table, SqlType.BOOLEAN, value, sqlite)
        .map(w -> new UniqueRule(keys, w));
  }

  private static Optional<Expr> key(
      Index.Part part, Table table, Function<String, Optional<Expr>> value, boolean sqlite) {
    if (part.column() == null) {
      Formula formula = Objects.requireNonNull(part.formula());
      SqlType type = formula instanceof Expr e ? e.type() : SqlType.UNKNOWN;
      return SchemaFormula.of(formula, table, type, value, sqlite);
    }
    Column column = table.column(part.column()).orElseThrow();
    return column.collation() == null ? value.apply(column.name()) : Optional.empty();
  }

  private static String name(Index.Part part, int place) {
    if (part.column() != null) {
      return part.column();
    }
    String text = part.formula() instanceof SqlText t ? t.text().strip() : "";
    boolean fits = !text.isEmpty() && text.length() <= LONGEST && text.indexOf('\n') < 0;
    return fits ? text : "key " + (place + 1);
  }

  /** As people write it: {@code tenant, lower(email)}. */
  String words() {
    return String.join(", ", keys.stream().map(Item::name).toList());
  }
}
