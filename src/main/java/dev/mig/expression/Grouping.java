package dev.mig.expression;

import dev.mig.expression.Expr.Aggregate;
import dev.mig.expression.Expr.Column;
import dev.mig.expression.Query.Select;
import dev.mig.schema.Constraint.PrimaryKey;
import java.util.List;

/** Checks that a grouped query asks for nothing that differs within a group. */
final class Grouping {
  private final Scope scope;
  private final Problems problems;

  Grouping(Scope scope, Problems problems) {
    this.scope = scope;
    this.problems = problems;
  }

  void check(Select s) {
    boolean grouped =
        !s.groupBy().isEmpty()
            || s.having() != null
            || s.items().stream().anyMatch(i -> aggregates(i.value()));
    if (!grouped) {
      return;
    }
    List<Expr> keys = s.groupBy().stream().map(Shapes::bare).toList();
    s.items().forEach(i -> check(i.value(), keys));
    if (s.having() != null) {
      check(s.having(), keys);
    }
    s.orderBy().forEach(o -> check(o.value(), keys));
  }

  private static boolean aggregates(Expr expr) {
    return expr instanceof Aggregate
        || Exprs.children(expr).stream().anyMatch(Grouping::aggregates);
  }

  private void check(Expr expr, List<Expr> keys) {
    if (expr instanceof Aggregate || keys.contains(Shapes.bare(expr))) {
      return;
    }
    if (expr instanceof Column c && here(c) && !follows(c, keys)) {
      problems.aggregate(
          c.name()
              + " differs within a group: group by it, or use an aggregate such as min("
              + c.name()
              + ")",
          c.span());
    }
    Exprs.children(expr).forEach(e -> check(e, keys));
  }

  private boolean here(Column column) {
    return scope.relations().stream().anyMatch(r -> r.alias().equals(column.relation()));
  }

  /**
   * Whether the primary key of the column's table is among the keys, so that there is one row a
   * group.
   */
  private boolean follows(Column column, List<Expr> keys) {
    return scope.relations().stream()
        .filter(r -> r.alias().equals(column.relation()) && r.table() != null)
        .map(r -> scope.schema().tables().get(r.table()))
        .anyMatch(
            table -> {
              PrimaryKey key = table == null ? null : table.primaryKey();
              return key != null
                  && key.columns().stream()
                      .allMatch(
                          k ->
                              keys.stream()
                                  .anyMatch(
                                      e ->
                                          e instanceof Column c
                                              && c.name().equals(k)
                                              && c.relation().equals(column.relation())));
            });
  }
}
