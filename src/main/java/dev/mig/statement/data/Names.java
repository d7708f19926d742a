package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.expression.Typing;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says which relation a bare name belongs to where a statement knows more than the scope; works on
 * expressions as read.
 */
public final class Names {
  private Names() {}

  /** Bare names of columns of this table get its alias; queries inside are left alone. */
  static Expr qualify(Expr expr, String alias, Table table) {
    if (expr instanceof Expr.Name n && n.parts().size() == 1 && has(table, n.parts().getFirst())) {
      return new Expr.Name(List.of(alias, n.parts().getFirst()), n.span());
    }
    return isQuery(expr) ? expr : Exprs.rebuild(expr, e -> qualify(e, alias, table));
  }

  /** Bare names get the alias of the first of these tables that has such a column. */
  static Expr qualify(Expr expr, Schema schema, List<TableFrom> tables) {
    if (expr instanceof Expr.Name n && n.parts().size() == 1) {
      String name = n.parts().getFirst();
      return tables.stream()
          .filter(t -> found(schema, t).stream().anyMatch(table -> has(table, name)))
          .findFirst()
          .<Expr>map(t -> new Expr.Name(List.of(t.alias(), name), n.span()))
          .orElse(expr);
    }
    return isQuery(expr) ? expr : Exprs.rebuild(expr, e -> qualify(e, schema, tables));
  }

  static boolean isQuery(Expr expr) {
    return expr instanceof Expr.Exists || expr instanceof Expr.Scalar;
  }

  static boolean has(Table table, String column) {
    return !table.columnsLike(column).isEmpty();
  }

  static List<Table> found(Schema schema, TableFrom from) {
    return schema.tablesLike(from.table());
  }

  /** The tables of a from clause, walks too, left to right; those inside its queries left out. */
  public static List<TableFrom> tables(@Nullable From from) {
    List<TableFrom> all = new ArrayList<>();
    collect(from, all);
    return all;
  }

  private static void collect(@Nullable From from, List<TableFrom> into) {
    switch (from) {
      case null -> {}
      case TableFrom t -> into.add(t);
      case QueryFrom q -> {}
      case EachFrom e -> {}
      case WalkFrom w -> collect(w.rows(), into);
      case Join j -> {
        collect(j.left(), into);
        collect(j.right(), into);
      }
    }
  }

  /** The places of the elements that a from clause takes out of arrays. */
  static List<Expr.Column> places(@Nullable From from) {
    return switch (from) {
      case EachFrom e -> List.of(element(e, EachFrom.PLACE, SqlType.BIGINT));
      case Join j -> {
        List<Expr.Column> all = new ArrayList<>(places(j.left()));
        all.addAll(places(j.right()));
        yield all;
      }
      case null, default -> List.of();
    };
  }

  private static Expr.Column element(EachFrom each, String name, SqlType type) {
    return new Expr.Column(each.alias(), name, Typing.of(type, false), Span.NONE);
  }

  /** The aliases of a from clause. */
  static Set<String> aliases(From from) {
    return switch (from) {
      case TableFrom t -> Set.of(t.alias());
      case QueryFrom q -> Set.of(q.alias());
      case EachFrom e -> Set.of(e.alias());
      case WalkFrom w -> Set.of(w.alias());
      case Join j -> {
        Set<String> all = new TreeSet<>(aliases(j.left()));
        all.addAll(aliases(j.right()));
        yield all;
      }
    };
  }

  /** Whether a typed expression mentions one of these relations, in queries inside it too. */
  static boolean mentions(Expr expr, Set<String> aliases) {
    boolean[] found = new boolean[1];
    Exprs.walk(expr, e -> found[0] |= e instanceof Expr.Column c && aliases.contains(c.relation()));
    return found[0];
  }

  /** The parts of a condition that must all hold. */
  static List<Expr> conjuncts(@Nullable Expr condition) {
    if (condition == null) {
      return List.of();
    }
    if (condition instanceof Expr.Binary b && b.op() == Expr.BinaryOp.AND) {
      List<Expr> all = new ArrayList<>(conjuncts(b.left()));
      all.addAll(conjuncts(b.right()));
      return all;
    }
    return List.of(condition);
  }
}
