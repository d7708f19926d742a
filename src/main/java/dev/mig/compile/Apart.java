package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Select;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the stretches of a change of rows stand apart: none minds what was done to another. */
final class Apart {
  private Apart() {}

  /**
   * Why an operation would come out otherwise in batches than at once; empty where it would not.
   */
  static Optional<String> whyNot(RowOperation row, Drive drive, Schema schema) {
    Table table = drive.table();
    boolean own = row.table().equals(table.name());
    if (drive.key().isEmpty()) {
      return Optional.of(table.name() + " has no key to go along");
    }
    if (row instanceof UpdateRows o
        && o.assignments().stream().anyMatch(a -> drive.key().contains(a.column()))) {
      return Optional.of("it changes the key that the batches go along");
    }
    if (row instanceof InsertRows && own) {
      return Optional.of("it adds rows to the table that the batches go through");
    }
    if (drive.reads(row).contains(row.table()) && !readsOtherColumns(row)) {
      return Optional.of(
          "it reads other rows of " + row.table() + ", which batches before have changed");
    }
    if ((row instanceof DeleteRows && !itself(table).isEmpty())
        || (row instanceof InsertRows o
            && schema.table(o.table()).stream()
                .flatMap(t -> itself(t).stream())
                .anyMatch(k -> o.columns().containsAll(k.columns())))) {
      return Optional.of(
          "rows of " + row.table() + " refer to each other, and may come into different batches");
    }
    return Optional.empty();
  }

  /** The foreign keys of a table that lead to itself. */
  private static List<ForeignKey> itself(Table table) {
    return table.foreignKeys().stream().filter(k -> k.target().equals(table.name())).toList();
  }

  /** Of an update that reads other rows of its table: whether it reads what it does not set. */
  private static boolean readsOtherColumns(RowOperation row) {
    if (!(row instanceof UpdateRows o)) {
      return false;
    }
    Set<String> read = new HashSet<>();
    o.assignments().forEach(a -> inside(a.value(), read));
    if (o.where() != null) {
      inside(o.where(), read);
    }
    if (o.from() != null) {
      Queries.expressions(select(o.from()), e -> columns(e, read));
      foreign(o.where() == null ? Exprs.NULL : o.where(), o.alias(), read);
      o.assignments().forEach(a -> foreign(a.value(), o.alias(), read));
    }
    return o.assignments().stream().noneMatch(a -> read.contains(a.column()));
  }

  /** The columns of an expression that are not the row's own. */
  private static void foreign(Expr expr, String own, Set<String> into) {
    Exprs.walk(
        expr,
        e -> {
          if (e instanceof Expr.Column c && !c.relation().equals(own)) {
            into.add(c.name());
          }
        });
  }

  private static Query select(From from) {
    return Select.of(List.of(), from, null);
  }

  /** The columns that queries inside an expression name. */
  private static void inside(Expr expr, Set<String> into) {
    Exprs.walk(
        expr,
        e -> {
          if (e instanceof Expr.Exists x) {
            Queries.expressions(x.query(), i -> columns(i, into));
          } else if (e instanceof Expr.Scalar x) {
            Queries.expressions(x.query(), i -> columns(i, into));
          }
        });
  }

  /** The columns that an expression names, whatever they belong to. */
  static void columns(Expr expr, Set<String> into) {
    Exprs.walk(
        expr,
        e -> {
          if (e instanceof Expr.Column c) {
            into.add(c.name());
          }
        });
  }
}
