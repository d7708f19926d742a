package dev.mig.database.sqlite;

import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.EndSync;
import dev.mig.operation.SchemaOperation.KeepInSync;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameConstraint;
import dev.mig.operation.SchemaOperation.RenameIndex;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.operation.SchemaOperation.ValidateConstraint;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Formula;
import dev.mig.schema.Index;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What SQLite's ALTER TABLE and the index statements do by themselves.
 *
 * @see <a href="https://www.sqlite.org/lang_altertable.html">ALTER TABLE and its restrictions</a>
 */
final class PlainAlter {
  private PlainAlter() {}

  /** The statements of one change; null if only a rebuild of the table can make it. */
  static @Nullable List<String> of(SchemaOperation operation, Table before, Table after) {
    return switch (operation) {
      case CreateTable o -> create(after);
      case DropTable o -> List.of("drop table " + SqliteNames.table(o.table()));
      case RenameTable o -> List.of(alter(before) + "rename to " + SqliteNames.table(o.to()));
      case AddColumn o -> addable(o) ? List.of(add(after, o.column())) : null;
      case DropColumns o -> dropColumns(o, before, after);
      case RenameColumn o -> List.of(rename(before, o.from(), o.to()));
      case AlterColumn o -> o.using() == null ? ifNothing(before, after) : null;
      case AddConstraint o -> ifNothing(before, after);
      case DropConstraint o -> ifNothing(before, after);
      case RenameConstraint o -> ifNothing(before, after);
      case ValidateConstraint o -> List.of();
      case CreateIndex o -> List.of(TableSql.create(o.index(), before.name()));
      case DropIndex o -> List.of(drop(o.index()));
      case RenameIndex o ->
          List.of(drop(o.index()), TableSql.create(o.index().withName(o.to()), before.name()));
      case KeepInSync o -> SqliteSync.create(o);
      case EndSync o -> SqliteSync.drop(o.made());
    };
  }

  /** What changes nothing that SQLite could hold needs no statement. */
  private static @Nullable List<String> ifNothing(Table before, Table after) {
    return Normal.of(before).equals(Normal.of(after)) ? List.of() : null;
  }

  /** A new table with all that stands on it. */
  private static List<String> create(Table table) {
    List<String> all = new ArrayList<>();
    all.add(TableSql.create(table, SqliteNames.plain(table.name())));
    table.indexes().forEach(i -> all.add(TableSql.create(i, table.name())));
    table.triggers().forEach(t -> all.add(t.definition()));
    return all;
  }

  static String rename(Table table, String from, String to) {
    return alter(table)
        + "rename column "
        + SqliteNames.quoted(from)
        + " to "
        + SqliteNames.quoted(to);
  }

  private static String add(Table after, Column column) {
    return alter(after) + "add column " + TableSql.column(after, column);
  }

  private static String alter(Table table) {
    return "alter table " + SqliteNames.table(table.name()) + " ";
  }

  private static String drop(Index index) {
    return "drop index " + SqliteNames.quoted(index.name());
  }

  private static boolean addable(AddColumn o) {
    Column column = o.column();
    Formula value = column.defaultValue();
    if (o.fill() != null || column.identity() != null) {
      return false;
    }
    if (column.generated() != null) {
      return column.nullable() && !column.generated().stored();
    }
    String text = value == null ? null : TableSql.SQL.formula(value);
    return text == null
        ? column.nullable()
        : TableSql.constant(text) && (column.nullable() || !text.equalsIgnoreCase("null"));
  }

  private static @Nullable List<String> dropColumns(DropColumns o, Table before, Table after) {
    Set<String> gone = new HashSet<>(o.columns());
    boolean held =
        before.constraints().stream()
                .map(Constraint::columns)
                .anyMatch(c -> c.stream().anyMatch(gone::contains))
            || after.indexes().stream().anyMatch(i -> i.columns().stream().anyMatch(gone::contains))
            || before.columns().stream().anyMatch(c -> computedFrom(c, gone));
    if (held || after.columns().isEmpty()) {
      return null;
    }
    List<String> all = new ArrayList<>();
    for (Index index : before.indexes()) {
      if (!after.indexes().contains(index)) {
        all.add(drop(index));
      }
    }
    for (String column : o.columns()) {
      all.add(alter(before) + "drop column " + SqliteNames.quoted(column));
    }
    return all;
  }

  private static boolean computedFrom(Column column, Set<String> gone) {
    Column.Generated generated = column.generated();
    return generated != null && generated.formula().columns().stream().anyMatch(gone::contains);
  }
}
