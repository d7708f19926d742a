package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.Union;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.schema.QName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the layers of tables into one query, and notes which of its columns cannot be told. For one
 * use.
 */
final class Resolution {
  private final Map<QName, @Nullable Layer> layers;
  private boolean opaque;

  /** {@code alias.column} of every unknown column in reach. */
  private final Set<String> unknown = new HashSet<>();

  Resolution(Map<QName, @Nullable Layer> layers, boolean allOpaque) {
    this.layers = layers;
    this.opaque = allOpaque;
  }

  /** Whether a table is read whose rows cannot be told. */
  boolean opaque() {
    return opaque;
  }

  /** The query over the live tables. */
  Query of(Query query) {
    note(query);
    return Queries.replace(query, this::from);
  }

  private From from(From from) {
    Layer layer = from instanceof TableFrom t ? layers.get(t.table()) : null;
    return layer == null
        ? from
        : new QueryFrom(layer.query(), ((TableFrom) from).alias(), layer.isHeavy());
  }

  /** Notes what cannot be told of the tables of a query and of those inside it. */
  private void note(Query query) {
    switch (query) {
      case Union u -> u.parts().forEach(this::note);
      case Select s -> {
        if (s.from() != null) {
          note(s.from());
        }
        Queries.expressions(
            s,
            top ->
                Exprs.walk(
                    top,
                    e -> {
                      if (e instanceof Expr.Exists x) {
                        note(x.query());
                      } else if (e instanceof Expr.Scalar x) {
                        note(x.query());
                      }
                    }));
      }
    }
  }

  private void note(From from) {
    switch (from) {
      case TableFrom t -> {
        Layer layer = layers.get(t.table());
        opaque |= layer == null && layers.containsKey(t.table());
        note(t.alias(), layer == null ? Set.of() : layer.unknown());
      }
      case QueryFrom q -> {
        note(q.query());
        Optional<Set<String>> names = unknownColumns(q.query());
        opaque |= names.isEmpty();
        note(q.alias(), names.orElse(Set.of()));
      }
      case EachFrom e -> {}
      case WalkFrom w -> {
        note(w.rows());
        for (List<String> columns : List.of(w.key(), w.target())) {
          opaque |= columns.stream().anyMatch(c -> unknown.contains(w.alias() + "." + c));
        }
      }
      case Join j -> {
        note(j.left());
        note(j.right());
      }
    }
  }

  private void note(String alias, Set<String> columns) {
    columns.forEach(c -> unknown.add(alias + "." + c));
  }

  boolean dependsOnUnknown(Query query) {
    boolean[] found = new boolean[1];
    Queries.expressions(query, e -> found[0] |= isUnknown(e));
    return found[0];
  }

  boolean isUnknown(Expr expr) {
    boolean[] found = new boolean[1];
    Exprs.walk(
        expr,
        e ->
            found[0] |=
                e instanceof Expr.Column c && unknown.contains(c.relation() + "." + c.name()));
    return found[0];
  }

  /** The columns of a query that cannot be told; empty when its rows themselves cannot. */
  Optional<Set<String>> unknownColumns(Query query) {
    Set<String> names = new HashSet<>();
    for (Query part : query instanceof Union u ? u.parts() : List.of(query)) {
      if (!(part instanceof Select s) || dependsOnUnknown(withoutItems(s))) {
        return Optional.empty();
      }
      s.items().stream().filter(i -> isUnknown(i.value())).map(Item::name).forEach(names::add);
    }
    return Optional.of(names);
  }

  /**
   * What decides which rows there are. The conditions of queries that it reads from were looked at
   * with these.
   */
  private static Select withoutItems(Select s) {
    From from = s.from() == null ? null : conditionsOnly(s.from());
    return new Select(
        List.of(),
        from,
        s.where(),
        s.groupBy(),
        s.having(),
        s.keep(),
        s.orderBy(),
        s.distinct(),
        s.limit());
  }

  private static From conditionsOnly(From from) {
    return switch (from) {
      case TableFrom t -> t;
      case EachFrom e -> e;
      case WalkFrom w -> w;
      case QueryFrom q -> new TableFrom(QName.of(q.alias()), q.alias());
      case Join j ->
          new Join(conditionsOnly(j.left()), conditionsOnly(j.right()), j.kind(), j.on(), j.span());
    };
  }
}
