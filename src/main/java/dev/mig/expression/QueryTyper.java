package dev.mig.expression;

import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Name;
import dev.mig.expression.Expr.Row;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Keep;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.Union;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types queries: their tables first, then everything that names columns of them. */
final class QueryTyper {
  /** Grows with each relation of the from clause. */
  private Scope scope;

  private final Problems problems;
  private final Set<String> notNull;

  QueryTyper(Scope empty, Problems problems, Set<String> notNull) {
    this.scope = empty;
    this.problems = problems;
    this.notNull = notNull;
  }

  private Typer typer() {
    return new Typer(scope, problems, notNull);
  }

  Query query(Query query) {
    return switch (query) {
      case Union u -> union(u);
      case Select s -> select(s);
    };
  }

  private Query union(Union u) {
    Scope start = scope;
    List<Query> parts = new ArrayList<>();
    for (Query part : u.parts()) {
      parts.add(new QueryTyper(start, problems, notNull).query(part));
    }
    int width = parts.getFirst().columns().size();
    for (Query part : parts) {
      if (part.columns().size() != width) {
        problems.type(
            "the parts of a union have as many columns as each other",
            width + " columns",
            part.columns().size() + " columns",
            Span.NONE);
      }
    }
    return new Union(parts);
  }

  private Query select(Select s) {
    From from = s.from() == null ? null : from(s.from());
    Typer typer = typer();
    Expr where = s.where() == null ? null : typer.condition(s.where());
    if (where != null) {
      typer.learn(Facts.whenTrue(where));
    }
    List<Expr> groupBy = s.groupBy().stream().map(typer::type).toList();
    List<Item> items =
        s.items().stream()
            .map(i -> new Item(typer.grouped(() -> typer.type(i.value())), i.name()))
            .toList();
    Expr having = optional(typer, s.having());
    List<Order> orderBy = orders(typer, s.orderBy());
    Keep keep = s.keep() == null || from == null ? null : keep(typer, s.keep(), from);
    Select typed =
        new Select(items, from, where, groupBy, having, keep, orderBy, s.distinct(), s.limit());
    new Grouping(scope, problems).check(typed);
    return typed;
  }

  private static @Nullable Expr optional(Typer typer, @Nullable Expr condition) {
    return condition == null ? null : typer.grouped(() -> typer.condition(condition));
  }

  private static List<Order> orders(Typer typer, List<Order> orders) {
    return orders.stream()
        .map(o -> new Order(typer.grouped(() -> typer.type(o.value())), o.descending()))
        .toList();
  }

  /**
   * The keys of the tables decide between rows that the order leaves equal, so that every run keeps
   * the same.
   */
  private Keep keep(Typer typer, Keep keep, From from) {
    List<Order> by = new ArrayList<>(orders(typer, keep.by()));
    List<Expr> per = keep.per().stream().map(typer::type).toList();
    addKeys(from, by);
    return new Keep(keep.last(), by, per);
  }

  private void addKeys(From from, List<Order> by) {
    switch (from) {
      case TableFrom t ->
          scope
              .schema()
              .table(t.table())
              .ifPresent(
                  table -> {
                    for (String key : table.key()) {
                      Expr column = Exprs.column(t.alias(), table.column(key).orElseThrow());
                      if (by.stream().noneMatch(o -> Shapes.same(o.value(), column))) {
                        by.add(new Order(column, false));
                      }
                    }
                  });
      case QueryFrom q -> {}
      case EachFrom e -> by.add(new Order(place(e), false));
      case WalkFrom w -> addKeys(w.rows(), by);
      case Join j -> {
        addKeys(j.left(), by);
        addKeys(j.right(), by);
      }
    }
  }

  private static Expr place(EachFrom each) {
    Typing typing = Typing.of(SqlType.BIGINT, false);
    return new Expr.Column(each.alias(), EachFrom.PLACE, typing, Span.NONE);
  }

  From from(From from) {
    return switch (from) {
      case TableFrom t -> table(t);
      case QueryFrom q -> {
        Query inner = new QueryTyper(scope.beside(), problems, notNull).query(q.query());
        QueryFrom typed = new QueryFrom(inner, q.alias(), q.apart());
        scope = scope.with(typed);
        yield typed;
      }
      case EachFrom e -> {
        EachFrom typed = new SourceTyper(scope, problems, typer()).each(e);
        scope = scope.with(typed);
        yield typed;
      }
      case WalkFrom w -> walk(w);
      case Join j -> j.right() instanceof EachFrom e ? elements(j, e) : join(j);
    };
  }

  private From table(TableFrom t) {
    List<Table> found = scope.schema().tablesLike(t.table());
    if (found.size() > 1) {
      problems.twoTables(t.table(), found, t.span());
    }
    if (!found.isEmpty()) {
      QName name = found.getFirst().name();
      problems.sink().means(name, t.span());
      String alias = t.alias().equalsIgnoreCase(name.name()) ? name.name() : t.alias();
      TableFrom typed = new TableFrom(name, alias, t.span());
      scope = scope.with(typed);
      return typed;
    }
    View view = view(t.table());
    if (view == null) {
      problems.unknownTable(scope, t.table(), t.span());
      scope = scope.with(new Scope.Relation(t.alias(), null, List.of())).forgiving();
      return t;
    }
    problems.sink().means(view.name(), t.span());
    TableFrom typed = new TableFrom(view.name(), t.alias(), t.span());
    scope = scope.with(typed);
    return typed;
  }

  private @Nullable View view(QName written) {
    for (View view : scope.schema().views().values()) {
      if (view.name().toString().equalsIgnoreCase(written.toString())) {
        return view;
      }
    }
    return null;
  }

  private From walk(WalkFrom walk) {
    Scope around = scope;
    From rows = from(walk.rows());
    boolean known = rows instanceof TableFrom t && around.schema().tables().containsKey(t.table());
    if (!known) {
      return rows;
    }
    Typer typer = new Typer(around.beside(), problems, notNull);
    WalkFrom typed = new SourceTyper(around, problems, typer).walk(walk, (TableFrom) rows);
    scope = around.with(typed);
    return typed;
  }

  /** The elements of an array are looked for with the relations before them in sight. */
  private From elements(Join j, EachFrom each) {
    From left = from(j.left());
    return new Join(left, from(each), j.kind(), null, j.span());
  }

  private From join(Join j) {
    Scope before = scope;
    From left = from(j.left());
    Scope lefts = scope;
    scope = before;
    From right = from(j.right());
    Scope rights = scope;
    Join bare = new Join(left, right, j.kind(), null, j.span());
    scope = before.with(new Join(left, right, JoinKind.SKIP, null, j.span()));
    if (lefts.isForgiving() || rights.isForgiving()) {
      scope = scope.forgiving();
    }
    Expr on = j.on();
    Expr typed =
        on == null
            ? null
            : on instanceof Row names ? equalNames(names, lefts, rights) : typer().condition(on);
    if (j.kind() == JoinKind.LEFT) {
      scope = scope.isForgiving() ? before.with(bare).forgiving() : before.with(bare);
    }
    return new Join(left, right, j.kind(), typed, j.span());
  }

  /** {@code matching (a, b)}: columns of these names on both sides are equal. */
  private @Nullable Expr equalNames(Row names, Scope lefts, Scope rights) {
    Expr all = null;
    for (Expr part : names.parts()) {
      if (!(part instanceof Name name)) {
        return typer().condition(names);
      }
      Expr left = new Typer(lefts, problems, notNull).type(name);
      Expr right = new Typer(rights, problems, notNull).type(name);
      boolean known = !(left instanceof Name) && !(right instanceof Name);
      Expr equal =
          new Binary(BinaryOp.EQ, left, right, Typing.of(SqlType.BOOLEAN, true), name.span());
      Expr next = known ? typer().condition(equal) : equal;
      all = all == null ? next : Exprs.binary(BinaryOp.AND, all, next);
    }
    return all;
  }
}
