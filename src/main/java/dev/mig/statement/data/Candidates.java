package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are about to be written, of which questions are asked.
 *
 * @param from where they come from
 * @param where which of them; null for all
 * @param shown the columns to show of a row, given what the question speaks of
 * @param rows what to call them: {@code rows of users}
 */
record Candidates(
    Lowering to,
    From from,
    @Nullable Expr where,
    Function<Collection<Expr>, List<Item>> shown,
    String rows,
    Span span) {
  /** None of them may be such. */
  void none(Expr bad, Collection<Expr> telling, boolean enforced, Diagnostic.Builder problem) {
    Query offending = Select.of(shown.apply(telling), from, Exprs.and(where, bad));
    to.emit(new Question.NoRows(offending, count(), enforced, Refusal.of(problem.build()), span));
  }

  /** No two of them may have the same values; NULL equals nothing. */
  void distinct(List<Item> values, boolean enforced, Diagnostic.Builder problem) {
    Expr present = where;
    for (Item item : values) {
      if (item.value().typing().nullable()) {
        present = Exprs.and(present, Exprs.isNotNull(item.value()));
      }
    }
    List<Item> items = new java.util.ArrayList<>(values);
    items.add(new Item(Exprs.countAll(), "rows"));
    Expr several = Exprs.binary(Expr.BinaryOp.GT, Exprs.countAll(), Exprs.number(1));
    Query query =
        Select.of(items, from, present).grouped(values.stream().map(Item::value).toList(), several);
    to.emit(new Question.NoRows(query, null, enforced, Refusal.of(problem.build()), span));
  }

  Query count() {
    return Select.of(List.of(new Item(Exprs.countAll(), "n")), from, where);
  }
}
