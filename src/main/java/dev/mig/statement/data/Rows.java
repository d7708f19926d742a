package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that a statement changes, in typed expressions over the table under its own
 * name.
 *
 * @param match the source they are matched with, or null
 * @param own which rows, as far as the table's own columns tell; null for all
 * @param cross what the condition says of columns of the source; null for nothing
 */
record Rows(Table table, @Nullable Match match, @Nullable Expr own, @Nullable Expr cross) {
  static Rows of(Table table, @Nullable Expr where) {
    return new Rows(table, null, where, null);
  }

  String alias() {
    return table.name().name();
  }

  Expr column(String name) {
    return Exprs.column(alias(), table.column(name).orElseThrow());
  }

  TableFrom self() {
    return new TableFrom(table.name(), alias());
  }

  /** The table, joined to the source where there is one. */
  From from() {
    return match == null
        ? self()
        : new Join(self(), match.source(), JoinKind.SKIP, match.on(), Span.NONE);
  }

  /** Which rows of {@link #from()}. */
  @Nullable Expr where() {
    return Exprs.and(own, cross);
  }

  /** A query of one value over the source rows that belong to a row of the table. */
  Query fromSource(Expr value, @Nullable Expr further) {
    if (match == null) {
      throw new IllegalStateException("no source");
    }
    return Select.of(
        List.of(new Item(value, "value")), match.source(), Exprs.and(match.on(), cross, further));
  }

  /** Which rows are changed for which also {@code further} holds, over the table alone. */
  @Nullable Expr changed(@Nullable Expr further) {
    return match == null
        ? Exprs.and(own, further)
        : Exprs.and(own, Exprs.exists(fromSource(Exprs.number(1), further)));
  }

  /** How many rows are changed for which also {@code further} holds. */
  Query count(@Nullable Expr further) {
    return Select.of(List.of(new Item(Exprs.countAll(), "n")), self(), changed(further));
  }

  /** Every row of the table, with its partner in the source where it has one. */
  From all() {
    return match == null
        ? self()
        : new Join(
            self(), match.source(), JoinKind.LEFT, Exprs.and(match.on(), where()), Span.NONE);
  }

  /** What a value is after the change, over {@link #all()}. */
  Expr after(Assigned assigned) {
    Expr touched = match == null ? own : Exprs.and(match.on(), where());
    return touched == null
        ? assigned.value()
        : Exprs.when(touched, assigned.value(), column(assigned.column().name()));
  }
}
