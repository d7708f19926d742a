package dev.mig.database;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Query;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lays queries out: on one line where they fit, else one clause a line. */
final class SqlQueries {
  private static final int WIDTH = 100;
  private static final String PLACE = "mig_place";
  private static final String SORT = "mig_sort_";
  private final SqlWriter writer;

  SqlQueries(SqlWriter writer) {
    this.writer = writer;
  }

  String query(Query query, int depth) {
    return switch (query) {
      case Select s -> new SqlQueries(writer.inside(s.from())).select(s, depth);
      case Union u -> {
        List<String> parts = new ArrayList<>();
        for (Query part : u.parts()) {
          boolean plain =
              part instanceof Select s
                  && s.orderBy().isEmpty()
                  && s.limit() < 0
                  && s.keep() == null;
          parts.add(
              plain
                  ? query(part, depth)
                  : "select * from " + nested(part, depth) + " as " + writer.name("part"));
        }
        yield String.join(newLine(depth) + "union all" + newLine(depth), parts);
      }
    };
  }

  private String select(Select s, int depth) {
    Keep keep = s.keep();
    return keep == null ? lines(clauses(s, List.of(), depth), depth) : kept(s, keep, depth);
  }

  /** A query in parentheses. */
  String nested(Query query, int depth) {
    String one = query(query, depth + 1);
    return one.indexOf('\n') < 0 && depth * 2 + one.length() <= WIDTH
        ? "(" + one + ")"
        : "(" + newLine(depth + 1) + one + newLine(depth) + ")";
  }

  private static String newLine(int depth) {
    return "\n" + "  ".repeat(depth);
  }

  private static String lines(List<String> clauses, int depth) {
    String one = String.join(" ", clauses);
    boolean fits = one.indexOf('\n') < 0 && depth * 2 + one.length() <= WIDTH;
    return fits ? one : String.join(newLine(depth), clauses);
  }

  private List<String> clauses(Select s, List<String> more, int depth) {
    List<String> clauses = new ArrayList<>();
    clauses.add(selection(s, more, depth));
    if (s.from() != null) {
      clauses.add("from " + from(s.from(), depth));
    }
    if (s.where() != null) {
      clauses.add("where " + condition(s.where(), depth));
    }
    if (!s.groupBy().isEmpty()) {
      clauses.add(
          "group by "
              + s.groupBy().stream()
                  .map(e -> writer.key(e, false, depth).text())
                  .collect(Collectors.joining(", ")));
    }
    if (s.having() != null) {
      clauses.add("having " + condition(s.having(), depth));
    }
    if (s.keep() == null) {
      closing(s, s.orderBy(), clauses, depth);
    }
    return clauses;
  }

  private void closing(Select s, List<Order> orderBy, List<String> clauses, int depth) {
    if (!orderBy.isEmpty()) {
      clauses.add("order by " + writer.order(orderBy, false, depth));
    }
    if (s.limit() >= 0) {
      clauses.add("limit " + s.limit());
    }
  }

  private String selection(Select s, List<String> more, int depth) {
    List<String> items = new ArrayList<>();
    for (Item item : s.items()) {
      items.add(item(item, depth));
    }
    items.addAll(more);
    String start = s.distinct() && s.keep() == null ? "select distinct " : "select ";
    if (items.isEmpty()) {
      return start + "1";
    }
    String one = start + String.join(", ", items);
    return one.length() + depth * 2 <= WIDTH
        ? one
        : start + String.join("," + newLine(depth + 1), items);
  }

  private String item(Item item, int depth) {
    // Where the query is one of several, PostgreSQL takes a bare null for a text.
    String value =
        SqlWriter.isNull(item.value())
            ? writer.none(item.value().type())
            : writer.write(item.value(), depth).text();
    boolean same = item.value() instanceof Expr.Column && isCalled(value, writer.name(item.name()));
    return same || item.name().isEmpty() ? value : value + " as " + writer.name(item.name());
  }

  private static boolean isCalled(String column, String name) {
    return column.equals(name) || column.endsWith("." + name);
  }

  /** A condition; when it is long, each part of its outermost {@code and} on a line. */
  private String condition(Expr condition, int depth) {
    List<Expr> parts = new ArrayList<>();
    split(condition, parts);
    List<String> texts =
        parts.stream()
            .map(p -> writer.part(p, parts.size() > 1 ? Sql.AND + 1 : Sql.OR, depth))
            .toList();
    String one = String.join(" and ", texts);
    boolean fits = one.indexOf('\n') < 0 && one.length() + depth * 2 <= WIDTH - 10;
    return fits ? one : String.join(newLine(depth + 1) + "and ", texts);
  }

  private static void split(Expr condition, List<Expr> parts) {
    if (condition instanceof Binary b && b.op() == BinaryOp.AND) {
      split(b.left(), parts);
      split(b.right(), parts);
    } else {
      parts.add(condition);
    }
  }

  /** One row of each group: rows are numbered within their group, and the first one stays. */
  private String kept(Select s, Keep keep, int depth) {
    List<String> more = new ArrayList<>();
    List<String> order = new ArrayList<>();
    for (int i = 0; i < s.orderBy().size(); i++) {
      Order o = s.orderBy().get(i);
      String name = writer.name(SORT + (i + 1));
      more.add(writer.key(o.value(), false, depth + 1).text() + " as " + name);
      order.add(
          writer.order(
              List.of(
                  new Order(
                      new Expr.Column("", SORT + (i + 1), o.value().typing(), o.value().span()),
                      o.descending())),
              false,
              depth));
    }
    String per =
        keep.per().isEmpty()
            ? ""
            : "partition by "
                + keep.per().stream()
                    .map(e -> writer.key(e, false, depth + 1).text())
                    .collect(Collectors.joining(", "))
                + (keep.by().isEmpty() ? "" : " ");
    String by =
        keep.by().isEmpty() ? "" : "order by " + writer.order(keep.by(), keep.last(), depth + 1);
    more.add("row_number() over (" + per + by + ") as " + writer.name(PLACE));
    String inner = lines(clauses(s, more, depth + 1), depth + 1);
    List<String> clauses = new ArrayList<>();
    String columns =
        s.items().stream().map(i -> writer.name(i.name())).collect(Collectors.joining(", "));
    clauses.add(
        (s.distinct() ? "select distinct " : "select ") + (columns.isEmpty() ? "1" : columns));
    clauses.add(
        "from (" + newLine(depth + 1) + inner + newLine(depth) + ") as " + writer.name("kept"));
    clauses.add("where " + writer.name(PLACE) + " = 1");
    if (!order.isEmpty()) {
      clauses.add("order by " + String.join(", ", order));
    }
    closing(s, List.of(), clauses, depth);
    return String.join(newLine(depth), clauses);
  }

  String from(From from, int depth) {
    return switch (from) {
      case TableFrom t -> {
        String name = writer.name(t.table());
        yield t.alias().isEmpty() || t.alias().equals(t.table().name())
            ? name
            : name + " as " + writer.name(t.alias());
      }
      case QueryFrom q when q.apart() ->
          "(with mig_apart as materialized "
              + nested(q.query(), depth)
              + " select * from mig_apart) as "
              + writer.name(q.alias());
      case QueryFrom q -> nested(q.query(), depth) + " as " + writer.name(q.alias());
      case EachFrom e -> writer.elements(e, depth);
      case WalkFrom w -> walk(w, depth);
      case Join j -> join(j, depth);
    };
  }

  /**
   * The rows found so far are called {@value WalkFrom#SO_FAR}; each step adds those next to them.
   */
  private String walk(WalkFrom w, int depth) {
    String walk = writer.name(WalkFrom.SO_FAR);
    String count = writer.name(WalkFrom.DEPTH);
    List<String> columns = w.columns().stream().map(c -> named(w.alias(), c)).toList();
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < w.key().size(); i++) {
      String key = w.key().get(i);
      String target = w.target().get(i);
      steps.add(
          named(w.alias(), w.up() ? target : key)
              + " = "
              + named(WalkFrom.SO_FAR, w.up() ? key : target));
    }
    String rows = from(w.rows(), depth + 2);
    int inner = depth + 1;
    String selected = "select " + String.join(", ", columns) + ", ";
    return String.join(
            newLine(inner),
            "(",
            "with recursive " + walk + " as (",
            "  " + selected + "0 as " + count + " from " + rows,
            "  where " + condition(w.start(), inner + 1),
            "  union all",
            "  " + selected + walk + "." + count + " + 1 from " + walk + " join " + rows,
            "  on "
                + String.join(" and ", steps)
                + " and "
                + walk
                + "."
                + count
                + " < "
                + w.deepest()
                + (w.going() == null ? "" : " and " + writer.part(w.going(), Sql.AND + 1, inner)),
            ")",
            "select * from " + walk)
        + newLine(depth)
        + ") as "
        + writer.name(w.alias());
  }

  private String named(String relation, String column) {
    return writer.name(relation) + "." + writer.name(column);
  }

  private String join(Join j, int depth) {
    String kind =
        switch (j.kind()) {
          case MATCH, SKIP -> j.on() == null ? "cross join" : "join";
          case LEFT -> "left join";
          case CROSS -> "cross join";
        };
    String right = from(j.right(), depth);
    String on =
        j.on() == null
            ? (kind.equals("left join") ? " on true" : "")
            : " on " + condition(j.on(), depth + 1);
    String next = kind + " " + (j.right() instanceof Join ? "(" + right + ")" : right) + on;
    String left = from(j.left(), depth);
    boolean fits = left.indexOf('\n') < 0 && left.length() + next.length() < WIDTH - 10;
    return left + (fits ? " " : newLine(depth)) + next;
  }
}
