package dev.mig.language;

import dev.mig.compile.Mention;
import dev.mig.operation.Operation;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameConstraint;
import dev.mig.operation.SchemaOperation.RenameIndex;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.schema.QName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which symbol each name stands for, as operations move names. */
final class Lives {
  private record Part(Mention.Kind kind, String name) {}

  private final Map<QName, Symbol> tables = new HashMap<>();
  private final Map<QName, Map<Part, Symbol>> parts = new HashMap<>();

  /** What a name means now; something older than all scripts where nothing has made it. */
  Symbol of(Mention.Kind kind, QName table, String part) {
    return kind == Mention.Kind.TABLE
        ? tables.computeIfAbsent(table, t -> Symbol.of(kind))
        : of(table).computeIfAbsent(new Part(kind, part), p -> Symbol.of(kind));
  }

  private Map<Part, Symbol> of(QName table) {
    return parts.computeIfAbsent(table, t -> new HashMap<>());
  }

  void apply(Operation operation) {
    switch (operation) {
      case CreateTable o -> forget(o.made().name());
      case DropTable o -> forget(o.table());
      case RenameTable o -> {
        move(tables, o.table(), o.to());
        move(parts, o.table(), o.to());
      }
      case AddColumn o -> of(o.table()).remove(column(o.column().name()));
      case DropColumns o -> o.columns().forEach(c -> of(o.table()).remove(column(c)));
      case RenameColumn o -> move(of(o.table()), column(o.from()), column(o.to()));
      case DropConstraint o -> of(o.table()).remove(constraint(o.constraint().name()));
      case RenameConstraint o ->
          move(of(o.table()), constraint(o.constraint().name()), constraint(o.to()));
      case DropIndex o -> of(o.table()).remove(constraint(o.index().name()));
      case RenameIndex o -> move(of(o.table()), constraint(o.index().name()), constraint(o.to()));
      default -> {} // moves no name
    }
  }

  private static Part column(String name) {
    return new Part(Mention.Kind.COLUMN, name);
  }

  private static Part constraint(@Nullable String name) {
    return new Part(Mention.Kind.CONSTRAINT, String.valueOf(name));
  }

  private void forget(QName table) {
    tables.remove(table);
    parts.remove(table);
  }

  private static <K, V> void move(Map<K, V> map, K from, K to) {
    V value = map.remove(from);
    if (value != null) {
      map.put(to, value);
    }
  }
}
