package dev.mig.database.postgres;

import dev.mig.expression.Expr;
import dev.mig.operation.Operation;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.schema.Column;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.Check;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Formula;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlText;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The schema that PostgreSQL will have, with what it does by itself added to what the operations
 * say.
 */
final class PostgresPrediction {
  private PostgresPrediction() {}

  static Schema after(List<Operation> operations, Schema before) {
    Schema schema = before;
    for (Operation operation : operations) {
      Schema next = operation.applyTo(schema);
      if (operation instanceof AlterColumn o) {
        Column old = schema.known(o.table()).column(o.after().name()).orElseThrow();
        if (!old.type().equals(o.after().type())) {
          next = next.with(respelled(next.known(o.table()), old.name()));
        }
      }
      schema = next;
    }
    for (Table table : schema.tables().values()) {
      QName name = table.name();
      if (!table.equals(before.tables().get(name))) {
        schema = schema.with(settled(table));
      }
    }
    return schema;
  }

  /** A change of type puts new casts into the text of every formula over the column. */
  private static Table respelled(Table table, String column) {
    List<Column> columns = new ArrayList<>();
    for (Column c : table.columns()) {
      Column.Generated generated = c.generated();
      if (c.name().equals(column) && c.defaultValue() != null) {
        columns.add(c.withDefault(guess(c.defaultValue())));
      } else if (generated != null) {
        columns.add(
            c.withGenerated(new Column.Generated(guess(generated.formula()), generated.stored())));
      } else {
        columns.add(c);
      }
    }
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint c : table.constraints()) {
      boolean over = c instanceof Check && c.columns().contains(column);
      constraints.add(
          over && c instanceof Check k
              ? new Check(k.name(), guess(k.condition()), k.validated())
              : c);
    }
    List<Index> indexes = new ArrayList<>();
    for (Index i : table.indexes()) {
      indexes.add(i.columns().contains(column) ? respelled(i) : i);
    }
    return table.withColumns(columns).withConstraints(constraints).withIndexes(indexes);
  }

  private static Index respelled(Index index) {
    List<Index.Part> parts = new ArrayList<>();
    for (Index.Part p : index.parts()) {
      Formula formula = p.formula();
      parts.add(
          formula == null
              ? p
              : new Index.Part(null, guess(formula), p.descending(), p.operatorClass()));
    }
    Formula where = index.where();
    return index.withParts(parts).withWhere(where == null ? null : guess(where));
  }

  private static Formula guess(Formula formula) {
    return formula instanceof SqlText text ? text.asGuess() : formula;
  }

  /**
   * Columns of a primary key and identity columns are NOT NULL without being asked; an index key
   * that is nothing but a column is kept as one.
   */
  private static Table settled(Table table) {
    PrimaryKey key = table.primaryKey();
    List<Column> columns = new ArrayList<>();
    for (Column c : table.columns()) {
      boolean numbered = c.identity() == Identity.ALWAYS || c.identity() == Identity.BY_DEFAULT;
      boolean never = numbered || (key != null && key.columns().contains(c.name()));
      columns.add(never ? c.withNullable(false) : c);
    }
    List<Index> indexes = new ArrayList<>();
    for (Index i : table.indexes()) {
      indexes.add(i.withParts(i.parts().stream().map(PostgresPrediction::settled).toList()));
    }
    return table.withColumns(columns).withIndexes(indexes);
  }

  private static Index.Part settled(Index.Part part) {
    return part.formula() instanceof Expr.Column column
        ? new Index.Part(column.name(), null, part.descending(), part.operatorClass())
        : part;
  }
}
