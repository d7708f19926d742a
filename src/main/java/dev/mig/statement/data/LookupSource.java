package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.expression.Shapes;
import dev.mig.schema.Schema;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source as one thing that a table can be joined to, with the expressions over it in its terms;
 * all as read. A grouping, or the first rows of groups, becomes a query under the alias of its
 * first table.
 *
 * @param where the source's own condition where it is not inside a query already, or null
 */
record LookupSource(From from, @Nullable Expr where, List<Expr> expressions) {
  static LookupSource of(Schema schema, Select source, List<Expr> expressions) {
    List<TableFrom> tables = Names.tables(source.from());
    boolean known = tables.stream().allMatch(t -> Names.found(schema, t).size() == 1);
    From from = source.from();
    boolean plain = source.groupBy().isEmpty() && source.keep() == null;
    if (from == null || !known || (plain && Names.places(from).isEmpty())) {
      Expr where = source.where() == null ? null : Names.qualify(source.where(), schema, tables);
      return new LookupSource(from == null ? tables.getFirst() : from, where, expressions);
    }
    return source.groupBy().isEmpty()
        ? firstRows(schema, source, tables, expressions)
        : new Groups(source, tables.getFirst().alias()).of(expressions);
  }

  /** All columns of all relations; those after the first are called {@code alias.column}. */
  private static LookupSource firstRows(
      Schema schema, Select source, List<TableFrom> tables, List<Expr> expressions) {
    String first = tables.getFirst().alias();
    List<Item> items = new ArrayList<>();
    Map<String, Expr> moved = new HashMap<>();
    for (Expr.Name column : columns(schema, source.from())) {
      String alias = column.parts().getFirst();
      String name =
          alias.equals(first) ? column.parts().getLast() : alias + "." + column.parts().getLast();
      items.add(new Item(column, name));
      Expr now = new Expr.Name(List.of(first, name), column.span());
      moved.put((alias + "." + column.parts().getLast()).toLowerCase(Locale.ROOT), now);
    }
    List<Expr> rewritten = expressions.stream().map(e -> moved(e, moved)).toList();
    Select all =
        new Select(
            items,
            source.from(),
            source.where(),
            List.of(),
            null,
            source.keep(),
            List.of(),
            false,
            -1);
    return new LookupSource(new QueryFrom(all, first), null, rewritten);
  }

  private static Expr moved(Expr expr, Map<String, Expr> columns) {
    if (expr instanceof Expr.Name n && n.parts().size() == 2) {
      Expr now = columns.get(String.join(".", n.parts()).toLowerCase(Locale.ROOT));
      return now instanceof Expr.Name name ? new Expr.Name(name.parts(), n.span()) : expr;
    }
    return Names.isQuery(expr) ? expr : Exprs.rebuild(expr, e -> moved(e, columns));
  }

  private static List<Expr.Name> columns(Schema schema, @Nullable From from) {
    return switch (from) {
      case null -> List.of();
      case QueryFrom q ->
          q.query().columns().stream().map(c -> name(q.alias(), c, Span.NONE)).toList();
      case TableFrom t ->
          Names.found(schema, t).getFirst().columns().stream()
              .map(c -> name(t.alias(), c.name(), t.span()))
              .toList();
      case EachFrom e ->
          Stream.of(EachFrom.TEXT, EachFrom.JSON, EachFrom.PLACE)
              .map(c -> name(e.alias(), c, e.span()))
              .toList();
      case WalkFrom w ->
          Stream.concat(
                  columns(schema, w.rows()).stream()
                      .filter(n -> !n.parts().getLast().equalsIgnoreCase(WalkFrom.DEPTH)),
                  Stream.of(name(w.alias(), WalkFrom.DEPTH, w.span())))
              .toList();
      case Join j ->
          Stream.concat(columns(schema, j.left()).stream(), columns(schema, j.right()).stream())
              .toList();
    };
  }

  private static Expr.Name name(String alias, String column, Span span) {
    return new Expr.Name(List.of(alias, column), span);
  }

  /** A grouped source: its keys and the aggregates that are asked for become columns. */
  private static final class Groups {
    private final Select source;
    private final String alias;
    private final List<Item> items = new ArrayList<>();

    Groups(Select source, String alias) {
      this.source = source;
      this.alias = alias;
      for (Expr key : source.groupBy()) {
        String name =
            key instanceof Expr.Name n ? n.parts().getLast() : "key_" + (items.size() + 1);
        items.add(new Item(key, name));
      }
    }

    LookupSource of(List<Expr> expressions) {
      List<Expr> rewritten = expressions.stream().map(this::rewrite).toList();
      Select grouped =
          new Select(
              items,
              source.from(),
              source.where(),
              source.groupBy(),
              null,
              source.keep(),
              List.of(),
              false,
              -1);
      return new LookupSource(new QueryFrom(grouped, alias), null, rewritten);
    }

    private Expr rewrite(Expr expr) {
      for (int i = 0; i < source.groupBy().size(); i++) {
        if (isKey(expr, items.get(i))) {
          return column(items.get(i).name(), expr);
        }
      }
      if (expr instanceof Expr.Aggregate) {
        return column(aggregate(expr), expr);
      }
      return Names.isQuery(expr) ? expr : Exprs.rebuild(expr, this::rewrite);
    }

    private boolean isKey(Expr expr, Item key) {
      boolean named =
          expr instanceof Expr.Name n
              && key.value() instanceof Expr.Name
              && n.parts().size() == 2
              && n.parts().getFirst().equalsIgnoreCase(alias)
              && n.parts().getLast().equalsIgnoreCase(key.name());
      return named || Shapes.same(expr, key.value());
    }

    private String aggregate(Expr expr) {
      for (Item item : items) {
        if (Shapes.same(item.value(), expr)) {
          return item.name();
        }
      }
      String name = "value_" + (items.size() + 1);
      items.add(new Item(expr, name));
      return name;
    }

    private Expr column(String name, Expr was) {
      return new Expr.Name(List.of(alias, name), was.span());
    }
  }
}
