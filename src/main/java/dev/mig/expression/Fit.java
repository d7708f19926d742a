package dev.mig.expression;

import dev.mig.expression.Expr.Case;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.Scalar;
import dev.mig.expression.Expr.When;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether values fit the columns that they are for, asked without the casts that would fail. */
public final class Fit {
  private Fit() {}

  /**
   * The question whether a value fits its column, or null when it always does; implied casts are
   * looked through. Where a case or the row of a query has the column's type, each of its values
   * was cast by itself, and is asked about so.
   */
  public static @Nullable Expr question(Expr assigned, Column target) {
    boolean typed = assigned.type().equals(target.type());
    return switch (assigned) {
      case Case c when typed && c.subject() == null -> branches(c, target);
      case Scalar s when typed && s.query() instanceof Select q && q.items().size() == 1 ->
          ofOne(s, q, target);
      case Cast c when c.span().equals(Span.NONE) -> plain(c.operand(), target);
      default -> plain(assigned, target);
    };
  }

  private static @Nullable Expr plain(Expr value, Column target) {
    return value instanceof Literal ? null : Casts.fits(value, value.type(), target.type());
  }

  private static @Nullable Expr branches(Case value, Column target) {
    boolean any = false;
    List<When> whens = new ArrayList<>();
    for (When when : value.whens()) {
      Expr question = question(when.result(), target);
      any |= question != null;
      whens.add(new When(when.condition(), question == null ? Exprs.truth(true) : question));
    }
    Expr last = value.otherwise() == null ? null : question(value.otherwise(), target);
    Expr otherwise = last == null ? Exprs.truth(true) : last;
    return any || last != null
        ? new Case(null, whens, otherwise, Typing.of(SqlType.BOOLEAN, false), value.span())
        : null;
  }

  /** What one row has; no row is NULL, which fits. */
  private static @Nullable Expr ofOne(Scalar value, Select query, Column target) {
    Item item = query.items().getFirst();
    Expr question = question(item.value(), target);
    if (question == null) {
      return null;
    }
    Select asked = query.withItems(List.of(new Item(question, item.name())));
    Expr found = new Scalar(asked, Typing.of(SqlType.BOOLEAN, true), value.span());
    return Exprs.not(Exprs.isTrue(Exprs.not(found)));
  }
}
