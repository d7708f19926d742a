package dev.mig.expression;

import dev.mig.schema.QName;
import dev.mig.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question to the rows, the same for both databases. All expressions in it are typed. */
public sealed interface Query {
  /** The names of its columns, in order. */
  List<String> columns();

  /**
   * A select.
   *
   * @param from null for a row of constants
   * @param where null for all rows
   * @param keep which row of a group is kept, or null
   * @param limit at most so many rows, -1 for all
   */
  record Select(
      List<Item> items,
      @Nullable From from,
      @Nullable Expr where,
      List<Expr> groupBy,
      @Nullable Expr having,
      @Nullable Keep keep,
      List<Order> orderBy,
      boolean distinct,
      long limit)
      implements Query {
    public Select {
      items = List.copyOf(items);
      groupBy = List.copyOf(groupBy);
      orderBy = List.copyOf(orderBy);
    }

    /** {@code select items from … where …}. */
    public static Select of(List<Item> items, @Nullable From from, @Nullable Expr where) {
      return new Select(items, from, where, List.of(), null, null, List.of(), false, -1);
    }

    @Override
    public List<String> columns() {
      return items.stream().map(Item::name).toList();
    }

    public Select withItems(List<Item> other) {
      return new Select(other, from, where, groupBy, having, keep, orderBy, distinct, limit);
    }

    public Select ordered(List<Order> order) {
      return new Select(items, from, where, groupBy, having, keep, order, distinct, limit);
    }

    public Select limited(long rows) {
      return new Select(items, from, where, groupBy, having, keep, orderBy, distinct, rows);
    }

    public Select grouped(List<Expr> by, @Nullable Expr condition) {
      return new Select(items, from, where, by, condition, keep, orderBy, distinct, limit);
    }
  }

  /** {@code union all} of queries with the same columns. */
  record Union(List<Query> parts) implements Query {
    public Union {
      parts = List.copyOf(parts);
    }

    @Override
    public List<String> columns() {
      return parts.getFirst().columns();
    }
  }

  /** One column of a select. */
  record Item(Expr value, String name) {}

  /**
   * A sort key; NULLs come last ascending and first descending on both databases. Text sorts in
   * binary order.
   */
  record Order(Expr value, boolean descending) {}

  /**
   * {@code keep first|last by order per group}: one row of each group, all rows one group when
   * {@code per} is empty.
   *
   * @param last whether the order is turned round
   */
  record Keep(boolean last, List<Order> by, List<Expr> per) {
    public Keep {
      by = List.copyOf(by);
      per = List.copyOf(per);
    }
  }

  /** Where rows come from. */
  sealed interface From {}

  /**
   * A table under an alias.
   *
   * @param table as written before typing, as the catalog has it after
   */
  record TableFrom(QName table, String alias, Span span) implements From {
    public TableFrom(QName table, String alias) {
      this(table, alias, Span.NONE);
    }
  }

  /**
   * A query under an alias.
   *
   * @param apart whether it is worked out by itself: databases put the expressions of a query into
   *     the one around it, and where each names another twice, they double with every level
   */
  record QueryFrom(Query query, String alias, boolean apart) implements From {
    public QueryFrom(Query query, String alias) {
      this(query, alias, false);
    }
  }

  /**
   * A join.
   *
   * @param on null for a cross join; before typing a {@link Expr.Row} of names means equal columns
   *     of these names
   */
  record Join(From left, From right, JoinKind kind, @Nullable Expr on, Span span) implements From {}

  /**
   * The elements of a JSON array, one row each: {@code text}, {@code json} and {@code place} (from
   * 1). On the right of a cross join it sees the relations on the left.
   *
   * @param array typed as JSON; other values than arrays are refused by a guard before it
   * @param skip whether a row without an array, NULL or JSON's null, has no elements
   */
  record EachFrom(Expr array, String alias, boolean skip, Span span) implements From {
    public static final String TEXT = "text";
    public static final String JSON = "json";
    public static final String PLACE = "place";
  }

  /**
   * The rows that are reached from some rows of a table along a reference to itself, each with
   * {@code depth}, the number of steps; the first rows have 0.
   *
   * @param rows the table; its alias is that of the walk
   * @param up from child to parent, else the other way
   * @param key the columns that refer
   * @param target the columns they refer to; empty before typing
   * @param start before typing a {@link Expr.Row} of the first row's key, after it the condition of
   *     the first rows
   * @param columns the columns of the table that the walk has; empty before typing
   * @param going which rows found so far are gone on from, in terms of {@link WalkFrom#SO_FAR}, or
   *     null for all
   * @param deepest no more steps than these are made, so that no circle is walked for ever
   */
  record WalkFrom(
      From rows,
      String alias,
      boolean up,
      List<String> key,
      List<String> target,
      Expr start,
      List<String> columns,
      @Nullable Expr going,
      int deepest,
      Span span)
      implements From {
    public static final String DEPTH = "depth";

    /** The relation of the rows found so far. */
    public static final String SO_FAR = "mig_walk";

    /** Longer chains are taken for circles. */
    public static final int DEEPEST = 10_000;

    public WalkFrom {
      key = List.copyOf(key);
      target = List.copyOf(target);
      columns = List.copyOf(columns);
    }
  }

  /** What becomes of a left row without a partner. */
  enum JoinKind {
    /** {@code join … matching}: refused, so in SQL an inner join with a guard before it. */
    MATCH,
    /** {@code join … missing skip}, and joins the compiler makes: left out. */
    SKIP,
    /** {@code left join}: kept with NULLs. */
    LEFT,
    /** Every row with every row. */
    CROSS
  }
}
