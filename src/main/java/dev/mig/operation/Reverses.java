package dev.mig.operation;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Types;
import dev.mig.operation.RowOperation.AdvanceIdentity;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.UpdateRows;
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
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * How each schema operation is taken back. What was saved is dropped by the reverse of the saving,
 * which comes after.
 */
final class Reverses {
  private Reverses() {}

  static Reverse of(SchemaOperation operation, Schema before) {
    return switch (operation) {
      case CreateTable o -> Reverse.exact(new DropTable(o.table(), null, o.span()));
      case DropTable o -> dropTable(o, before.known(o.table()));
      case RenameTable o -> Reverse.exact(new RenameTable(o.to(), o.table(), o.span()));
      case AddColumn o ->
          Reverse.exact(new DropColumns(o.table(), List.of(o.column().name()), null, o.span()));
      case DropColumns o -> dropColumns(o, before.known(o.table()));
      case RenameColumn o -> Reverse.exact(new RenameColumn(o.table(), o.to(), o.from(), o.span()));
      case AlterColumn o -> alterColumn(o, before);
      case AddConstraint o -> addConstraint(o, before);
      case DropConstraint o ->
          Reverse.exact(new AddConstraint(o.table(), o.constraint(), o.span()));
      case RenameConstraint o -> renameConstraint(o);
      case ValidateConstraint o -> validateConstraint(o);
      case CreateIndex o -> Reverse.exact(new DropIndex(o.table(), o.index(), o.span()));
      case DropIndex o -> Reverse.exact(new CreateIndex(o.table(), o.index(), o.span()));
      case RenameIndex o ->
          Reverse.exact(
              new RenameIndex(o.table(), o.index().withName(o.to()), o.index().name(), o.span()));
      case KeepInSync o -> Reverse.exact(new EndSync(o, o.span()));
      case EndSync o -> Reverse.exact(o.made());
    };
  }

  /**
   * A primary key makes its columns NOT NULL; dropping it again leaves them so, so that is taken
   * back too.
   */
  private static Reverse addConstraint(AddConstraint o, Schema before) {
    List<Operation> operations = new ArrayList<>();
    operations.add(new DropConstraint(o.table(), o.constraint(), o.span()));
    if (o.constraint() instanceof Constraint.PrimaryKey key) {
      Table table = before.known(o.table());
      for (String name : key.columns()) {
        Column column = table.column(name).orElseThrow();
        if (column.nullable()) {
          operations.add(new AlterColumn(o.table(), column, null, o.span()));
        }
      }
    }
    return new Reverse.Exact(operations, false);
  }

  /** A database never forgets that it looked at the old rows, so the constraint is made again. */
  private static Reverse validateConstraint(ValidateConstraint o) {
    Constraint looked = Effects.validated(o.constraint());
    return Reverse.exact(
        new DropConstraint(o.table(), looked, o.span()),
        new AddConstraint(o.table(), o.constraint(), o.span()));
  }

  private static Reverse renameConstraint(RenameConstraint o) {
    String old = o.constraint().name();
    return old == null
        ? new Reverse.None("the constraint had no name before")
        : Reverse.exact(
            new RenameConstraint(o.table(), o.constraint().withName(o.to()), old, o.span()));
  }

  /**
   * Where old values were saved they are put back over those that a cast back gives; rows that came
   * since keep what that gives them, or NULL where there is no such cast.
   */
  private static Reverse alterColumn(AlterColumn o, Schema before) {
    Table table = before.known(o.table());
    Column old = table.column(o.after().name()).orElseThrow();
    QName saved = o.saved();
    if (o.exact()) {
      List<Operation> back = new ArrayList<>(ValuesBack.questions(o, old, before));
      back.add(new AlterColumn(o.table(), old, null, o.span()));
      return new Reverse.Exact(back, false);
    }
    if (saved == null) {
      return new Reverse.None(
          "the old values of " + o.table() + "." + old.name() + " are not kept");
    }
    Expr using = Types.casts(o.after().type(), old.type()) ? null : Exprs.NULL;
    List<Operation> operations = new ArrayList<>();
    if (using == null) {
      // What comes out of the saved rows anyway need not fit into the old type.
      if (!o.after().nullable()) {
        operations.add(new AlterColumn(o.table(), o.after().withNullable(true), null, o.span()));
      }
      operations.add(empty(o, table, saved));
    }
    Column loose = old.withNullable(true);
    operations.add(new AlterColumn(o.table(), loose, using, null, true, o.span()));
    operations.add(fillBack(o.table(), table, List.of(old), saved, o.span()));
    if (!loose.equals(old)) {
      operations.add(new AlterColumn(o.table(), old, null, o.span()));
    }
    return new Reverse.Exact(operations, true);
  }

  private static UpdateRows empty(AlterColumn o, Table table, QName saved) {
    UpdateRows filled = fillBack(o.table(), table, List.of(o.after()), saved, o.span());
    return new UpdateRows(
        filled.table(),
        filled.alias(),
        List.of(new Assignment(o.after().name(), Exprs.NULL)),
        filled.from(),
        filled.where(),
        Reverse.NOTHING,
        o.span());
  }

  private static Reverse dropTable(DropTable o, Table old) {
    QName saved = o.saved();
    if (saved == null) {
      return new Reverse.None("the rows of " + o.table() + " are not kept");
    }
    List<Operation> operations = new ArrayList<>();
    operations.add(new CreateTable(old, o.span()));
    List<Column> plain = old.columns().stream().filter(c -> c.generated() == null).toList();
    operations.add(copyBack(old, plain, saved, o.span()));
    advance(old, old.columns(), operations, o.span());
    return new Reverse.Exact(operations, true);
  }

  private static InsertRows copyBack(Table table, List<Column> columns, QName saved, Span span) {
    List<Item> items = columns.stream().map(c -> new Item(Exprs.column("s", c), c.name())).toList();
    return new InsertRows(
        table.name(),
        columns.stream().map(Column::name).toList(),
        Select.of(items, new TableFrom(saved, "s"), null),
        null,
        null,
        Reverse.NOTHING,
        span);
  }

  private static void advance(
      Table table, List<Column> columns, List<Operation> operations, Span span) {
    for (Column column : columns) {
      if (column.identity() != null && column.identity() != Column.Identity.ROWID) {
        operations.add(new AdvanceIdentity(table.name(), column.name(), span));
      }
    }
  }

  private static Reverse dropColumns(DropColumns o, Table old) {
    QName saved = o.saved();
    List<Operation> operations = new ArrayList<>();
    List<Column> dropped =
        old.columns().stream().filter(c -> o.columns().contains(c.name())).toList();
    if (saved == null
        && o.restored() == null
        && dropped.stream().anyMatch(c -> c.generated() == null)) {
      String names = String.join(", ", o.columns());
      return new Reverse.None("the values of " + o.table() + "." + names + " are not kept");
    }
    for (Column column : dropped) {
      boolean computed = column.generated() != null;
      Column first = computed ? column : column.withNullable(true).withDefault(null);
      operations.add(new AddColumn(o.table(), first, null, o.span()));
    }
    if (saved != null && dropped.stream().anyMatch(c -> c.generated() == null)) {
      operations.add(fillBack(o.table(), old, dropped, saved, o.span()));
    } else if (o.restored() != null) {
      operations.add(o.restored());
    }
    advance(old, dropped, operations, o.span());
    for (Column column : dropped) {
      if (column.generated() == null && (!column.nullable() || column.defaultValue() != null)) {
        operations.add(new AlterColumn(o.table(), column, null, o.span()));
      }
    }
    Table left = Effects.dropColumns(old, o.columns());
    for (Constraint constraint : old.constraints()) {
      if (!left.constraints().contains(constraint)) {
        operations.add(new AddConstraint(o.table(), constraint, o.span()));
      }
    }
    for (Index index : old.indexes()) {
      if (!left.indexes().contains(index)) {
        operations.add(new CreateIndex(o.table(), index, o.span()));
      }
    }
    return new Reverse.Exact(operations, saved != null);
  }

  private static UpdateRows fillBack(
      QName name, Table old, List<Column> columns, QName saved, Span span) {
    String alias = name.name();
    Expr match = null;
    for (String key : old.key()) {
      Column column = old.column(key).orElseThrow();
      match =
          Exprs.and(match, Exprs.equal(Exprs.column(alias, column), Exprs.column("mig_s", column)));
    }
    List<Assignment> assignments = new ArrayList<>();
    for (Column column : columns) {
      if (column.generated() == null) {
        assignments.add(new Assignment(column.name(), Exprs.column("mig_s", column)));
      }
    }
    return new UpdateRows(
        name, alias, assignments, new TableFrom(saved, "mig_s"), match, Reverse.NOTHING, span);
  }
}
