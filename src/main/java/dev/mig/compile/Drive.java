package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Batch;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table whose rows an operation goes through one by one.
 *
 * @param alias what the operation calls it
 */
record Drive(Table table, String alias) {
  private static final QName ASIDE = QName.of("mig aside");

  /** The table that an operation goes through row by row; empty where there is none. */
  static Optional<Drive> of(RowOperation row, Schema schema) {
    return switch (row) {
      case UpdateRows o -> known(o.table(), o.alias(), schema);
      case DeleteRows o -> known(o.table(), o.alias(), schema);
      case SaveRows o -> of(o.query(), schema);
      case InsertRows o -> of(o.query(), schema);
      default -> Optional.empty();
    };
  }

  /**
   * The columns of the key to go along; empty without a key. On SQLite a primary key may hold NULL,
   * so another key without goes before it.
   */
  List<String> key() {
    List<String> key = table.key();
    if (maybeNull(key).isEmpty()) {
      return key;
    }
    List<String> other =
        table
            .withConstraints(
                table.constraints().stream().filter(c -> !(c instanceof PrimaryKey)).toList())
            .key();
    return other.isEmpty() ? key : other;
  }

  /** Those columns of a key that may be NULL. */
  List<String> maybeNull(List<String> key) {
    return key.stream().filter(c -> table.column(c).orElseThrow().nullable()).toList();
  }

  private static Optional<Drive> known(QName name, String alias, Schema schema) {
    return schema.table(name).map(t -> new Drive(t, alias));
  }

  private static Optional<Drive> of(Query query, Schema schema) {
    if (!(query instanceof Select s)
        || !s.groupBy().isEmpty()
        || s.distinct()
        || s.keep() != null
        || s.limit() >= 0
        || s.items().stream().anyMatch(i -> aggregates(i.value()))) {
      return Optional.empty();
    }
    return s.from() == null ? Optional.empty() : leftmost(s.from(), schema);
  }

  private static boolean aggregates(Expr expr) {
    boolean[] found = {false};
    Exprs.walk(expr, e -> found[0] |= e instanceof Expr.Aggregate);
    return found[0];
  }

  private static Optional<Drive> leftmost(From from, Schema schema) {
    return switch (from) {
      case TableFrom t -> known(t.table(), t.alias(), schema);
      case Join j -> leftmost(j.left(), schema);
      default -> Optional.empty();
    };
  }

  /** The tables whose rows an operation reads beside the one at hand. */
  Set<QName> reads(RowOperation row) {
    Set<QName> all = new HashSet<>();
    switch (row) {
      case UpdateRows o -> {
        o.assignments().forEach(a -> all.addAll(Queries.tables(a.value())));
        if (o.where() != null) {
          all.addAll(Queries.tables(o.where()));
        }
        if (o.from() != null) {
          all.addAll(Queries.tables(Select.of(List.of(), o.from(), null)));
        }
      }
      case DeleteRows o -> {
        if (o.where() != null) {
          all.addAll(Queries.tables(o.where()));
        }
      }
      case SaveRows o -> all.addAll(Queries.tables(aside(o.query())));
      case InsertRows o -> all.addAll(Queries.tables(aside(o.query())));
      default -> {}
    }
    all.remove(ASIDE);
    return all;
  }

  /** The query without the table that it goes through. */
  private static Query aside(Query query) {
    Select s = (Select) query;
    return new Select(
        s.items(),
        s.from() == null ? null : replace(s.from()),
        s.where(),
        s.groupBy(),
        s.having(),
        s.keep(),
        s.orderBy(),
        s.distinct(),
        s.limit());
  }

  private static From replace(From from) {
    return switch (from) {
      case TableFrom t -> new TableFrom(ASIDE, t.alias());
      case Join j -> new Join(replace(j.left()), j.right(), j.kind(), j.on(), j.span());
      default -> from; // not gone through
    };
  }

  /** The part with the condition that its rows belong to the stretch. */
  static Batch.Part bounded(Batch.Part part) {
    Expr in = Batch.inStretch();
    RowOperation bounded =
        switch (part.operation()) {
          case UpdateRows o ->
              new UpdateRows(
                  o.table(),
                  o.alias(),
                  o.assignments(),
                  o.from(),
                  Exprs.and(o.where(), in),
                  o.undo(),
                  o.span());
          case DeleteRows o ->
              new DeleteRows(
                  o.table(), o.alias(), Exprs.and(o.where(), in), o.along(), o.undo(), o.span());
          case SaveRows o ->
              new SaveRows(o.table(), bounded(o.query(), in), o.key(), o.scratch(), o.span());
          case InsertRows o ->
              new InsertRows(
                  o.table(),
                  o.columns(),
                  bounded(o.query(), in),
                  o.conflict(),
                  o.keysInto(),
                  o.undo(),
                  o.span());
          default -> throw new IllegalStateException("not a part of a batch: " + part.operation());
        };
    return new Batch.Part(bounded, part.alias());
  }

  private static Query bounded(Query query, Expr in) {
    Select s = (Select) query;
    return new Select(
        s.items(),
        s.from(),
        Exprs.and(s.where(), in),
        s.groupBy(),
        s.having(),
        s.keep(),
        s.orderBy(),
        s.distinct(),
        s.limit());
  }
}
