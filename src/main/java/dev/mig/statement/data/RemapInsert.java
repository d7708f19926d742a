package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code missing insert} of a {@link Remap}: the counterparts that are not there are made of the
 * rows pointed at, with the natural key alone.
 */
record RemapInsert(RemapKeys keys, Remap said) {
  private static final String VALUE = "mig_value";

  /** A column of the new rows with its value over the table that is left. */
  private record Part(Column column, Expr value) {}

  void run() {
    List<Part> parts = parts();
    if (keys.to().failed()) {
      return;
    }
    List<Column> columns = parts.stream().map(Part::column).toList();
    RowInsert.complete(keys.to(), keys.target(), columns, at());
    Select rows = rows(parts);
    Typer typer = RowTyper.typer(keys.to(), Scope.of(keys.to().schema()));
    List<Assigned> assigned = new ArrayList<>();
    List<Item> fitted = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Column column = columns.get(i);
      Expr value = parts.get(i).value();
      Typing typing = Typing.of(value.type(), false);
      Expr fresh = new Expr.Column(RowInsert.NEW, column.name(), typing, Span.NONE);
      assigned.add(new Assigned(column, typer.assign(fresh, column), said.matching().span()));
      fitted.add(new Item(typer.assign(rows.items().get(i).value(), column), column.name()));
    }
    if (keys.to().failed()) {
      return;
    }
    // in the order of the values, so that every run numbers them alike
    List<Order> order = rows.groupBy().stream().map(e -> new Order(e, false)).toList();
    Select query =
        Select.of(fitted, rows.from(), null).grouped(rows.groupBy(), null).ordered(order);
    new RowInsert(
            keys.to(),
            keys.target(),
            assigned,
            rows,
            List.of(),
            query,
            null,
            "new rows of " + keys.target().name(),
            "",
            at(),
            said.span())
        .run();
  }

  private Span at() {
    Span span = said.missingSpan();
    return span == null ? said.span() : span;
  }

  /** What the condition says of a row of the new table; reported where that is not all of it. */
  private List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Expr part : Names.conjuncts(keys.match())) {
      Expr.Binary equal = part instanceof Expr.Binary b && b.op() == Expr.BinaryOp.EQ ? b : null;
      Part found = equal == null ? null : part(equal.left(), equal.right());
      if (equal != null && found == null) {
        found = part(equal.right(), equal.left());
      }
      Part told = found;
      if (told == null || parts.stream().anyMatch(p -> p.column().equals(told.column()))) {
        keys.to()
            .report(
                Diagnostic.error(
                        Code.NOT_ALLOWED_HERE,
                        "this does not say what a new row of "
                            + keys.target().name()
                            + " would hold")
                    .at(
                        said.matching().span(),
                        "expected: columns of "
                            + said.to().alias()
                            + " = something of "
                            + said.from().alias()));
        return List.of();
      }
      parts.add(told);
    }
    return parts;
  }

  private @Nullable Part part(Expr side, Expr value) {
    Expr bare = side instanceof Expr.Cast c && c.span().equals(Span.NONE) ? c.operand() : side;
    if (!(bare instanceof Expr.Column c)
        || !c.relation().equals(RemapKeys.TO)
        || Names.mentions(value, Set.of(RemapKeys.TO))) {
      return null;
    }
    return keys.target().column(c.name()).map(column -> new Part(column, value)).orElse(null);
  }

  /** The different natural keys that are pointed at and have no counterpart. */
  private Select rows(List<Part> parts) {
    List<Item> inner = new ArrayList<>();
    List<Item> outer = new ArrayList<>();
    Expr present = null;
    for (Part part : parts) {
      String name = part.column().name();
      Typing typing = Typing.of(part.value().type(), false);
      inner.add(new Item(part.value(), name));
      outer.add(new Item(new Expr.Column(VALUE, name, typing, Span.NONE), name));
      if (part.value().typing().nullable()) {
        present = Exprs.and(present, Exprs.isNotNull(part.value()));
      }
    }
    List<Item> one = List.of(new Item(Exprs.number(1), "one"));
    Expr points = keys.points(keys.columns(), RemapKeys.FROM, keys.fromKey());
    Expr where =
        Exprs.and(
            present,
            Exprs.exists(Select.of(one, keys.self(), points)),
            Exprs.notExists(Select.of(one, keys.sink(), keys.match())));
    Select all = Select.of(inner, keys.source(), where);
    return Select.of(outer, new QueryFrom(all, VALUE), null)
        .grouped(outer.stream().map(Item::value).toList(), null);
  }
}
