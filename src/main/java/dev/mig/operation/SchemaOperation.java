package dev.mig.operation;

import dev.mig.expression.Expr;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of the schema. */
public sealed interface SchemaOperation extends Operation {
  /** The table it changes, under its name before the change. */
  QName table();

  @Override
  default Schema applyTo(Schema before) {
    return Effects.of(this, before);
  }

  @Override
  default Reverse reverse(Schema before) {
    return Reverses.of(this, before);
  }

  /** Makes a table with its columns, constraints and indexes. */
  record CreateTable(Table made, Span span) implements SchemaOperation {
    @Override
    public QName table() {
      return made.name();
    }
  }

  /**
   * Drops a table.
   *
   * @param saved where its rows were saved before, or null when they are given up
   */
  record DropTable(QName table, @Nullable QName saved, Span span) implements SchemaOperation {}

  record RenameTable(QName table, QName to, Span span) implements SchemaOperation {}

  /**
   * Adds a column at the end; old rows get its default.
   *
   * @param fill a value for old rows instead of the default, over the table's own columns (relation
   *     = table name); or null
   */
  record AddColumn(QName table, Column column, @Nullable Expr fill, Span span)
      implements SchemaOperation {}

  /**
   * Drops columns together with the keys and indexes that are made only of them.
   *
   * @param saved where key and values were saved before, or null when they are given up
   * @param restored the update that gives them their values again out of what is left, once they
   *     are back; or null
   */
  record DropColumns(
      QName table,
      List<String> columns,
      @Nullable QName saved,
      RowOperation.@Nullable UpdateRows restored,
      Span span)
      implements SchemaOperation {
    public DropColumns {
      columns = List.copyOf(columns);
    }

    /** Columns whose values are saved or given up. */
    public DropColumns(QName table, List<String> columns, @Nullable QName saved, Span span) {
      this(table, columns, saved, null, span);
    }
  }

  record RenameColumn(QName table, String from, String to, Span span) implements SchemaOperation {}

  /**
   * Changes type, nullability or default of a column.
   *
   * @param after the column as it shall be, of the same name
   * @param using how old values become new ones (relation = table name), or null for a plain cast
   *     or no change of type
   * @param saved where key and old values were saved before, or null
   * @param exact whether a plain cast back gives every old value again
   */
  record AlterColumn(
      QName table,
      Column after,
      @Nullable Expr using,
      @Nullable QName saved,
      boolean exact,
      Span span)
      implements SchemaOperation {
    /** One that loses nothing unless values are computed anew. */
    public AlterColumn(QName table, Column after, @Nullable Expr using, Span span) {
      this(table, after, using, null, using == null, span);
    }

    /** Whether the column has another type or collation afterwards. */
    public boolean retypes(Schema before) {
      return Effects.retypes(this, before);
    }
  }

  record AddConstraint(QName table, Constraint constraint, Span span) implements SchemaOperation {}

  record DropConstraint(QName table, Constraint constraint, Span span) implements SchemaOperation {}

  record RenameConstraint(QName table, Constraint constraint, String to, Span span)
      implements SchemaOperation {}

  /** Looks at the old rows of a check or foreign key that was added {@code not validated}. */
  record ValidateConstraint(QName table, Constraint constraint, Span span)
      implements SchemaOperation {}

  record CreateIndex(QName table, Index index, Span span) implements SchemaOperation {}

  record DropIndex(QName table, Index index, Span span) implements SchemaOperation {}

  record RenameIndex(QName table, Index index, String to, Span span) implements SchemaOperation {}

  /**
   * Has triggers change rows that are written from here on as the updates would, until {@link
   * EndSync}.
   *
   * @param key the columns that tell the rows of the table apart
   * @param triggers their names: one on PostgreSQL, those for inserts and for updates on SQLite
   * @param updates of this table, each of values that come from the row alone; without {@code from}
   */
  record KeepInSync(
      QName table,
      List<Column> key,
      List<String> triggers,
      List<RowOperation.UpdateRows> updates,
      Span span)
      implements SchemaOperation {
    public KeepInSync {
      key = List.copyOf(key);
      triggers = List.copyOf(triggers);
      updates = List.copyOf(updates);
    }
  }

  /** Takes the triggers away that were made for this. */
  record EndSync(KeepInSync made, Span span) implements SchemaOperation {
    @Override
    public QName table() {
      return made.table();
    }
  }
}
