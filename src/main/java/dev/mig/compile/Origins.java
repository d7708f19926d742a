package dev.mig.compile;

import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the tables and columns of the moment come from, across renames, and whose number of rows
 * may have changed.
 */
final class Origins {
  private final Schema start;
  private final Map<QName, QName> tables = new HashMap<>();

  /** For each table of the moment whose columns have changed: column now to column at the start. */
  private final Map<QName, Map<String, String>> columns = new HashMap<>();

  private final Set<QName> resized = new HashSet<>();
  private boolean anyResized;

  /** Tables that rows were moved into. */
  private final Set<QName> moved = new HashSet<>();

  /** Columns that the way back reads. */
  private final Map<QName, Set<String>> needed = new HashMap<>();

  Origins(Schema start) {
    this.start = start;
    start.tables().keySet().forEach(t -> tables.put(t, t));
  }

  void apply(Operation operation, Schema before) {
    switch (operation) {
      case RenameTable o -> {
        move(tables, o.table(), o.to());
        move(columns, o.table(), o.to());
        move(resized, o.table(), o.to());
        move(moved, o.table(), o.to());
        move(needed, o.table(), o.to());
      }
      case CreateTable o -> forget(o.table());
      case DropTable o -> forget(o.table());
      case RenameColumn o -> {
        Map<String, String> names = columns(before.known(o.table()));
        String origin = names.remove(o.from());
        if (origin != null) {
          names.put(o.to(), origin);
        }
        Set<String> read = needed.getOrDefault(o.table(), Set.of());
        if (read.contains(o.from())) {
          read.remove(o.from());
          read.add(o.to());
        }
      }
      case AddColumn o -> columns(before.known(o.table())).remove(o.column().name());
      case DropColumns o -> {
        columns(before.known(o.table())).keySet().removeAll(Set.copyOf(o.columns()));
        needed.getOrDefault(o.table(), new HashSet<>()).removeAll(Set.copyOf(o.columns()));
      }
      case InsertRows o -> resized.add(o.table());
      case DeleteRows o -> resized.add(o.table());
      case NativeSql o -> {
        if (o.affects() == null) {
          anyResized = true;
        } else {
          resized.addAll(o.affects());
        }
      }
      default -> {} // everything else leaves names and numbers of rows alone
    }
  }

  private static <V> void move(Map<QName, V> map, QName from, QName to) {
    V value = map.remove(from);
    if (value != null) {
      map.put(to, value);
    }
  }

  private static void move(Set<QName> set, QName from, QName to) {
    if (set.remove(from)) {
      set.add(to);
    }
  }

  private void forget(QName table) {
    tables.remove(table);
    columns.remove(table);
    resized.remove(table);
    moved.remove(table);
    needed.remove(table);
  }

  private Map<String, String> columns(Table table) {
    return columns.computeIfAbsent(
        table.name(),
        n -> {
          Map<String, String> same = new HashMap<>();
          table.columns().stream().map(Column::name).forEach(c -> same.put(c, c));
          return same;
        });
  }

  Optional<QName> table(QName now) {
    return Optional.ofNullable(tables.get(now));
  }

  Optional<String> column(QName table, String now) {
    QName origin = tables.get(table);
    if (origin == null) {
      return Optional.empty();
    }
    Map<String, String> changed = columns.get(table);
    if (changed != null) {
      return Optional.ofNullable(changed.get(now));
    }
    return start.table(origin).flatMap(t -> t.column(now)).map(Column::name);
  }

  boolean resized(QName now) {
    return anyResized || resized.contains(now);
  }

  void moved(QName into) {
    moved.add(into);
  }

  void needed(QName now, Set<String> read) {
    needed.computeIfAbsent(now, t -> new HashSet<>()).addAll(read);
  }

  private boolean needed(QName now, String column) {
    return needed.getOrDefault(now, Set.of()).contains(column);
  }

  private boolean holdsMoved(QName now) {
    return moved.contains(now);
  }

  /** Whether the table was made by this migration and nothing was moved into it. */
  boolean isNew(QName tableNow) {
    return table(tableNow).isEmpty() && !holdsMoved(tableNow);
  }

  /** The same for a column, which the way back does not read either. */
  boolean isNew(QName tableNow, String columnNow) {
    return column(tableNow, columnNow).isEmpty()
        && !holdsMoved(tableNow)
        && !needed(tableNow, columnNow);
  }
}
