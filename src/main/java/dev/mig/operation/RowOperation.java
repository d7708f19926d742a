package dev.mig.operation;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.From;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Trigger;
import dev.mig.source.Span;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of rows. Its reverse is said by the statement that makes it, because only that knows its
 * meaning.
 */
public sealed interface RowOperation extends Operation {
  /** The table whose rows it changes. */
  QName table();

  /** How it is taken back. */
  Reverse undo();

  @Override
  default Schema applyTo(Schema before) {
    return before;
  }

  @Override
  default Reverse reverse(Schema before) {
    return undo();
  }

  /** {@code column = value}. */
  record Assignment(String column, Expr value) {}

  /**
   * Inserts what a query gives.
   *
   * @param columns the columns that are set, as many as the query has
   * @param conflict what to do where a key is taken, or null to fail
   * @param keysInto where the keys of the rows really inserted are recorded, or null. A saved table
   *     with the columns of the table's key; the operation makes it.
   */
  record InsertRows(
      QName table,
      List<String> columns,
      Query query,
      @Nullable Conflict conflict,
      @Nullable QName keysInto,
      Reverse undo,
      Span span)
      implements RowOperation {
    public InsertRows {
      columns = List.copyOf(columns);
    }
  }

  /**
   * What to do where a key is taken.
   *
   * @param key the columns of the key; empty for any key
   * @param update what to set in the row that stands there, in terms of relation {@code excluded}
   *     for the new row; empty to skip the new row
   */
  record Conflict(List<String> key, List<Assignment> update) {
    public Conflict {
      key = List.copyOf(key);
      update = List.copyOf(update);
    }
  }

  /**
   * Updates rows; all values see the row as it was before.
   *
   * @param alias what the table is called in the expressions
   * @param from further rows joined to it, or null; the join condition is part of {@code where}
   * @param where null for all rows
   */
  record UpdateRows(
      QName table,
      String alias,
      List<Assignment> assignments,
      @Nullable From from,
      @Nullable Expr where,
      Reverse undo,
      Span span)
      implements RowOperation {
    public UpdateRows {
      assignments = List.copyOf(assignments);
    }

    /** The same with the table called otherwise; what is joined to it keeps its names. */
    public UpdateRows called(String other) {
      List<Assignment> renamed =
          assignments.stream()
              .map(a -> new Assignment(a.column(), called(a.value(), other)))
              .toList();
      Expr condition = where == null ? null : called(where, other);
      return new UpdateRows(table, other, renamed, from, condition, undo, span);
    }

    private Expr called(Expr expr, String other) {
      return Exprs.map(
          expr,
          e ->
              e instanceof Expr.Column c && c.relation().equals(alias)
                  ? new Expr.Column(other, c.name(), c.typing(), c.span())
                  : e);
    }

    public UpdateRows where(@Nullable Expr other) {
      return new UpdateRows(table, alias, assignments, from, other, undo, span);
    }

    /** Whether a row holds another value than this gives it. */
    public Expr differs() {
      return assignments.stream()
          .map(
              a ->
                  Exprs.binary(
                      Expr.BinaryOp.DISTINCT,
                      new Expr.Column(alias, a.column(), a.value().typing(), Span.NONE),
                      a.value()))
          .reduce(Exprs::or)
          .orElseThrow();
    }
  }

  /**
   * Deletes rows.
   *
   * @param where null for all
   * @param along the tables whose rows foreign keys may delete or change along
   */
  record DeleteRows(
      QName table, String alias, @Nullable Expr where, Set<QName> along, Reverse undo, Span span)
      implements RowOperation {
    public DeleteRows {
      along = Set.copyOf(along);
    }

    public DeleteRows(QName table, String alias, @Nullable Expr where, Reverse undo, Span span) {
      this(table, alias, where, Set.of(), undo, span);
    }
  }

  /**
   * Makes a saved table out of a query; {@code table} is the saved one.
   *
   * @param key columns of the query by which its rows are found quickly; empty where they are read
   *     as a whole
   * @param scratch whether the statement itself drops it again, so that nothing is left for down
   */
  record SaveRows(QName table, Query query, List<String> key, boolean scratch, Span span)
      implements RowOperation {
    public SaveRows {
      key = List.copyOf(key);
    }

    public SaveRows(QName table, Query query, Span span) {
      this(table, query, List.of(), false, span);
    }

    @Override
    public Reverse undo() {
      return scratch ? Reverse.NOTHING : Reverse.exact(new DropSaved(table, span));
    }
  }

  /** Drops a saved table once its rows are back, or are no longer needed. */
  record DropSaved(QName table, Span span) implements RowOperation {
    @Override
    public Reverse undo() {
      return Reverse.NOTHING;
    }
  }

  /**
   * Keeps triggers of a table from firing, or lets them fire again.
   *
   * @param from those that could fire before, each as it is
   * @param to those that can afterwards
   */
  record SetTriggers(QName table, List<Trigger> from, List<Trigger> to, Span span)
      implements RowOperation {
    public SetTriggers {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }

    @Override
    public Schema applyTo(Schema before) {
      return before.with(before.known(table).withTriggers(to));
    }

    /** What lets those fire again that this one keeps from it, and the other way round. */
    public SetTriggers opposite() {
      return new SetTriggers(table, to, from, span);
    }

    @Override
    public Reverse undo() {
      return Reverse.exact(opposite());
    }
  }

  /**
   * Moves the sequence behind an identity or serial column past the greatest value in use; never
   * back.
   */
  record AdvanceIdentity(QName table, String column, Span span) implements RowOperation {
    @Override
    public Reverse undo() {
      return Reverse.NOTHING;
    }
  }
}
