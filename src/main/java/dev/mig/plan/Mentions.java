package dev.mig.plan;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Function;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.QName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What expressions and queries name. Column names count whatever they belong to: never too few, at
 * worst too many.
 */
final class Mentions {
  private Mentions() {}

  /** The names of columns in an expression and in the queries inside it. */
  static Set<String> columns(Expr expr) {
    Set<String> found = new HashSet<>(expr.columns());
    subqueries(expr).forEach(q -> walked(q, found));
    return found;
  }

  static Set<String> columns(Query query) {
    Set<String> found = new HashSet<>();
    Queries.expressions(query, e -> found.addAll(columns(e)));
    walked(query, found);
    return found;
  }

  /** A walk along a reference names its columns outside of any expression. */
  private static void walked(Query query, Set<String> found) {
    Queries.froms(
        query,
        f -> {
          if (f instanceof WalkFrom w) {
            found.addAll(w.key());
            found.addAll(w.target());
            found.addAll(w.columns());
          }
        });
  }

  /** Every query that stands inside an expression, at any depth. */
  static List<Query> subqueries(Expr expr) {
    List<Query> found = new ArrayList<>();
    Exprs.walk(
        expr,
        e -> {
          if (e instanceof Expr.Exists x) {
            found.add(x.query());
          } else if (e instanceof Expr.Scalar x) {
            found.add(x.query());
          }
        });
    return found;
  }

  static boolean asks(@Nullable Expr expr) {
    return expr != null && !subqueries(expr).isEmpty();
  }

  /** The condition and the values of an update. */
  static List<Expr> expressions(UpdateRows update) {
    List<Expr> all = new ArrayList<>();
    if (update.where() != null) {
      all.add(update.where());
    }
    update.assignments().forEach(a -> all.add(a.value()));
    return all;
  }

  /** The columns that an update sets. */
  static Set<String> assigned(UpdateRows update) {
    Set<String> names = new TreeSet<>();
    update.assignments().stream().map(Assignment::column).forEach(names::add);
    return names;
  }

  /** The tables that an update reads beside the rows that it changes. */
  static Set<QName> reads(UpdateRows update) {
    Set<QName> tables = new TreeSet<>();
    expressions(update).forEach(e -> tables.addAll(Queries.tables(e)));
    if (update.from() != null) {
      tables.addAll(Queries.tables(Select.of(List.of(), update.from(), null)));
    }
    return tables;
  }

  /** Whether equal rows always get equal values. */
  static boolean stable(Expr expr) {
    boolean[] stable = {true};
    Exprs.walk(
        expr,
        e ->
            stable[0] &=
                !(e instanceof Expr.Call c && c.function() != null && !c.function().stable()));
    return stable[0];
  }

  /**
   * What an expression costs for each row, roughly: a call is worth many plain parts, above all on
   * SQLite, where most functions are the program's own.
   */
  static int cost(Expr expr) {
    int[] sum = new int[1];
    Exprs.walk(
        expr,
        e ->
            sum[0] +=
                switch (e) {
                  case Expr.Call c -> matches(c) ? 20 : 10;
                  case Expr.Cast c -> c.operand() instanceof Expr.Literal ? 1 : 3;
                  default -> 1;
                });
    return sum[0];
  }

  private static boolean matches(Expr.Call call) {
    return call.function() != null && call.function().parameters().contains(Function.PATTERN);
  }
}
