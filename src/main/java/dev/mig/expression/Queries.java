package dev.mig.expression;

import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.Keep;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.Union;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.schema.QName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Walks and rewrites queries. */
public final class Queries {
  private Queries() {}

  /** Calls the visitor for each top expression of a query and of the queries it reads from. */
  public static void expressions(Query query, Consumer<Expr> visitor) {
    switch (query) {
      case Union u -> u.parts().forEach(p -> expressions(p, visitor));
      case Select s -> {
        s.items().forEach(i -> visitor.accept(i.value()));
        if (s.from() != null) {
          expressions(s.from(), visitor);
        }
        if (s.where() != null) {
          visitor.accept(s.where());
        }
        s.groupBy().forEach(visitor);
        if (s.having() != null) {
          visitor.accept(s.having());
        }
        if (s.keep() != null) {
          s.keep().by().forEach(o -> visitor.accept(o.value()));
          s.keep().per().forEach(visitor);
        }
        s.orderBy().forEach(o -> visitor.accept(o.value()));
      }
    }
  }

  private static void expressions(From from, Consumer<Expr> visitor) {
    switch (from) {
      case TableFrom t -> {}
      case QueryFrom q -> expressions(q.query(), visitor);
      case EachFrom e -> visitor.accept(e.array());
      case WalkFrom w -> {
        expressions(w.rows(), visitor);
        visitor.accept(w.start());
        if (w.going() != null) {
          visitor.accept(w.going());
        }
      }
      case Join j -> {
        expressions(j.left(), visitor);
        expressions(j.right(), visitor);
        if (j.on() != null) {
          visitor.accept(j.on());
        }
      }
    }
  }

  /** Every table that a query reads, in expressions too. */
  public static Set<QName> tables(Query query) {
    Set<QName> found = new TreeSet<>();
    collect(query, found);
    return found;
  }

  /** Every table that an expression reads through a query inside it. */
  public static Set<QName> tables(Expr expr) {
    Set<QName> found = new TreeSet<>();
    collect(expr, found);
    return found;
  }

  private static void collect(Query query, Set<QName> found) {
    froms(
        query,
        f -> {
          if (f instanceof TableFrom t) {
            found.add(t.table());
          }
        });
    expressions(query, e -> collect(e, found));
  }

  private static void collect(Expr expr, Set<QName> found) {
    Exprs.walk(
        expr,
        e -> {
          if (e instanceof Expr.Exists x) {
            froms(x.query(), f -> add(f, found));
          } else if (e instanceof Expr.Scalar x) {
            froms(x.query(), f -> add(f, found));
          }
        });
  }

  private static void add(From from, Set<QName> found) {
    if (from instanceof TableFrom t) {
      found.add(t.table());
    }
  }

  /** Calls the visitor for everything that a query reads from; not for queries in expressions. */
  public static void froms(Query query, Consumer<From> visitor) {
    switch (query) {
      case Union u -> u.parts().forEach(p -> froms(p, visitor));
      case Select s -> {
        if (s.from() != null) {
          froms(s.from(), visitor);
        }
      }
    }
  }

  private static void froms(From from, Consumer<From> visitor) {
    visitor.accept(from);
    switch (from) {
      case TableFrom t -> {}
      case EachFrom e -> {}
      case QueryFrom q -> froms(q.query(), visitor);
      case WalkFrom w -> froms(w.rows(), visitor);
      case Join j -> {
        froms(j.left(), visitor);
        froms(j.right(), visitor);
      }
    }
  }

  /**
   * The same query with each table put through {@code tables}, in queries inside expressions too.
   * The answer may be any other from-item of the same alias.
   */
  public static Query replace(Query query, UnaryOperator<From> tables) {
    return rewrite(query, top -> Exprs.map(top, e -> replaceInside(e, tables)), tables);
  }

  private static Expr replaceInside(Expr expr, UnaryOperator<From> tables) {
    return switch (expr) {
      case Expr.Exists x ->
          new Expr.Exists(
              rewrite(x.query(), UnaryOperator.identity(), tables),
              x.negated(),
              x.typing(),
              x.span());
      case Expr.Scalar x ->
          new Expr.Scalar(
              rewrite(x.query(), UnaryOperator.identity(), tables), x.typing(), x.span());
      default -> expr;
    };
  }

  /** The same query with each top expression put through {@code f}. */
  public static Query map(Query query, UnaryOperator<Expr> f) {
    return rewrite(query, f, UnaryOperator.identity());
  }

  /**
   * The same query with each top expression put through {@code f} and each table put through {@code
   * tables}, which may answer with any other from-item of the same alias.
   */
  public static Query rewrite(Query query, UnaryOperator<Expr> f, UnaryOperator<From> tables) {
    return switch (query) {
      case Union u -> new Union(u.parts().stream().map(p -> rewrite(p, f, tables)).toList());
      case Select s ->
          new Select(
              s.items().stream().map(i -> new Item(f.apply(i.value()), i.name())).toList(),
              s.from() == null ? null : rewrite(s.from(), f, tables),
              s.where() == null ? null : f.apply(s.where()),
              s.groupBy().stream().map(f).toList(),
              s.having() == null ? null : f.apply(s.having()),
              s.keep() == null
                  ? null
                  : new Keep(
                      s.keep().last(),
                      orders(s.keep().by(), f),
                      s.keep().per().stream().map(f).toList()),
              orders(s.orderBy(), f),
              s.distinct(),
              s.limit());
    };
  }

  private static List<Order> orders(List<Order> list, UnaryOperator<Expr> f) {
    return list.stream().map(o -> new Order(f.apply(o.value()), o.descending())).toList();
  }

  private static From rewrite(From from, UnaryOperator<Expr> f, UnaryOperator<From> tables) {
    return switch (from) {
      case TableFrom t -> tables.apply(t);
      case QueryFrom q -> new QueryFrom(rewrite(q.query(), f, tables), q.alias(), q.apart());
      case EachFrom e -> new EachFrom(f.apply(e.array()), e.alias(), e.skip(), e.span());
      case WalkFrom w ->
          new WalkFrom(
              rewrite(w.rows(), f, tables),
              w.alias(),
              w.up(),
              w.key(),
              w.target(),
              f.apply(w.start()),
              w.columns(),
              w.going() == null ? null : f.apply(w.going()),
              w.deepest(),
              w.span());
      case Join j ->
          new Join(
              rewrite(j.left(), f, tables),
              rewrite(j.right(), f, tables),
              j.kind(),
              j.on() == null ? null : f.apply(j.on()),
              j.span());
    };
  }
}
