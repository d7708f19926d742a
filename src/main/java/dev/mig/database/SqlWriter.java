package dev.mig.database;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Aggregate;
import dev.mig.expression.Expr.Between;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Case;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Column;
import dev.mig.expression.Expr.Exists;
import dev.mig.expression.Expr.In;
import dev.mig.expression.Expr.Is;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.Name;
import dev.mig.expression.Expr.Row;
import dev.mig.expression.Expr.Scalar;
import dev.mig.expression.Expr.Unary;
import dev.mig.expression.Expr.UnaryOp;
import dev.mig.expression.Expr.When;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Order;
import dev.mig.expression.ValueCase;
import dev.mig.schema.Formula;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes typed expressions and queries as one database's SQL. Names are always quoted, values never
 * spliced in unquoted.
 */
public abstract class SqlWriter {
  /**
   * Whether what is written is kept in a schema: columns stand alone, only functions that every
   * connection has are used.
   */
  protected final boolean schema;

  protected SqlWriter(boolean schema) {
    this.schema = schema;
  }

  private SqlQueries queries() {
    return new SqlQueries(this);
  }

  /** An expression inside a query or statement. */
  public String expr(Expr expr) {
    return write(expr, 0).text();
  }

  /** An expression in parentheses unless it is a name, a literal or a call. */
  public String operand(Expr expr) {
    return write(expr, 0).within(Sql.ATOM);
  }

  public String query(Query query) {
    return queries().query(query, 0);
  }

  /** A from clause without its first word. */
  public String from(Query.From from) {
    return queries().from(from, 0);
  }

  /**
   * What a schema holds: the catalog's own text as it is, an expression without the names of
   * relations.
   */
  public String formula(Formula formula) {
    return formula instanceof Expr e ? forSchema().expr(e) : formula.toString();
  }

  /** The writer for what is kept in a schema. */
  protected abstract SqlWriter forSchema();

  /** The database's name of a type. */
  public abstract String type(SqlType type);

  /** A name in quotes. */
  public String name(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a name cannot hold the character 0");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public String name(QName name) {
    return name.schema().isEmpty()
        ? name(name.name())
        : name(name.schema()) + "." + name(name.name());
  }

  /** Names in quotes with commas between them. */
  public String names(List<String> names) {
    return names.stream().map(this::name).collect(Collectors.joining(", "));
  }

  /** A text in quotes. */
  public abstract String text(String value);

  static void refuseNul(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a text cannot hold the character 0");
    }
  }

  /** A text in plain single quotes, for databases and texts that need no escapes. */
  protected static String quoted(String value) {
    refuseNul(value);
    return "'" + value.replace("'", "''") + "'";
  }

  /** All digits, or an exponent where there would be too many. */
  protected static String digits(BigDecimal n) {
    String plain = n.toPlainString();
    return plain.length() > 40 ? n.toString() : plain;
  }

  protected abstract Sql literal(Literal literal);

  protected abstract Sql cast(Cast cast, int depth);

  protected abstract Sql arithmetic(Binary b, int depth);

  protected abstract Sql like(Binary b, int depth);

  protected abstract Sql chain(Binary b, int depth);

  protected abstract Sql call(Call call, int depth);

  protected abstract String aggregate(Aggregate a, int depth);

  /**
   * A value to be compared, sorted or grouped by.
   *
   * @param ordered whether order counts, not just equality
   */
  protected abstract Sql key(Expr expr, boolean ordered, int depth);

  /** The right-hand side of a comparison with {@link #key}. */
  protected abstract Sql partner(Expr expr, int depth);

  /** The list of an {@code in}, with its parentheses. */
  protected abstract String list(List<Expr> list, int depth);

  /**
   * The words after a sort key that put NULLs last ascending and first descending; begins with a
   * blank if not empty.
   */
  protected abstract String nulls(Order order);

  /** The SQL of an expression that stands so deep in nested queries(). */
  protected Sql write(Expr expr, int depth) {
    return switch (expr) {
      case Literal l -> literal(l);
      case Name n -> Sql.atom(n.parts().stream().map(this::name).collect(Collectors.joining(".")));
      case Column c -> column(c);
      case Unary u -> unary(u, depth);
      case Binary b -> binary(b, depth);
      case Is i -> is(i, depth);
      case Between b -> between(b, depth);
      case In i -> in(i, depth);
      case Case c -> Sql.atom(caseOf(c, depth));
      case Cast c -> cast(c, depth);
      case Call c -> call(c, depth);
      case Aggregate a -> Sql.atom(aggregate(a, depth));
      case Exists e -> {
        String exists = "exists " + queries().nested(e.query(), depth);
        yield e.negated() ? new Sql("not " + exists, Sql.NOT) : Sql.atom(exists);
      }
      case Scalar s -> Sql.atom(queries().nested(s.query(), depth));
      case Row r -> Sql.atom("(" + all(r.parts(), depth) + ")");
    };
  }

  protected Sql column(Column c) {
    boolean alone = c.relation().isEmpty() || schema;
    return Sql.atom(alone ? name(c.name()) : name(c.relation()) + "." + name(c.name()));
  }

  /** The writer for what stands in a query over these relations. */
  protected SqlWriter inside(Query.@Nullable From from) {
    return this;
  }

  /** The elements of a JSON array as an item of a from clause; begins with a blank. */
  protected abstract String elements(Query.EachFrom each, int depth);

  protected String part(Expr expr, int level, int depth) {
    return write(expr, depth).within(level);
  }

  /** Expressions with commas between them. */
  protected String all(List<Expr> list, int depth) {
    return list.stream().map(e -> write(e, depth).text()).collect(Collectors.joining(", "));
  }

  private Sql unary(Unary u, int depth) {
    if (u.op() == UnaryOp.NOT) {
      return new Sql("not " + part(u.operand(), Sql.NOT + 1, depth), Sql.NOT);
    }
    return negative(u.operand(), depth);
  }

  protected Sql negative(Expr operand, int depth) {
    return new Sql("-" + part(operand, Sql.ATOM, depth), Sql.SIGN);
  }

  private Sql binary(Binary b, int depth) {
    return switch (b.op()) {
      case OR ->
          new Sql(
              part(b.left(), Sql.OR, depth) + " or " + part(b.right(), Sql.OR + 1, depth), Sql.OR);
      case AND ->
          new Sql(
              part(b.left(), Sql.AND, depth) + " and " + part(b.right(), Sql.AND + 1, depth),
              Sql.AND);
      case EQ, NE, DISTINCT, NOT_DISTINCT -> comparison(b, false, depth);
      case LT, LE, GT, GE -> comparison(b, true, depth);
      case LIKE, NOT_LIKE -> like(b, depth);
      case PLUS, MINUS, TIMES, DIVIDE, MODULO -> arithmetic(b, depth);
      case CONCAT, AT_JSON, AT_TEXT -> chain(b, depth);
    };
  }

  private Sql comparison(Binary b, boolean ordered, int depth) {
    String left = key(b.left(), ordered, depth).within(Sql.CHAIN);
    String right = partner(b.right(), depth).within(Sql.CHAIN);
    return new Sql(left + " " + b.op().sign() + " " + right, Sql.COMPARISON);
  }

  /** An operator of arithmetic as both databases have it. */
  protected Sql infix(Binary b, int depth) {
    boolean sum = b.op() == BinaryOp.PLUS || b.op() == BinaryOp.MINUS;
    int level = sum ? Sql.SUM : Sql.PRODUCT;
    String text =
        part(b.left(), level, depth)
            + " "
            + b.op().sign()
            + " "
            + part(b.right(), level + 1, depth);
    return new Sql(text, level);
  }

  /** Concatenation or JSON access as both databases have it. */
  protected Sql infixChain(Binary b, int depth) {
    Sql left = write(b.left(), depth);
    String right = part(b.right(), Sql.SIGN, depth);
    return new Sql(
        left.within(left.level() == Sql.CHAIN ? Sql.CHAIN : Sql.SIGN)
            + " "
            + b.op().sign()
            + " "
            + right,
        Sql.CHAIN);
  }

  private Sql is(Is i, int depth) {
    String test = i.test().name().toLowerCase(Locale.ROOT);
    return new Sql(
        part(i.operand(), Sql.CHAIN, depth) + (i.negated() ? " is not " : " is ") + test,
        Sql.COMPARISON);
  }

  private Sql between(Between b, int depth) {
    String text =
        key(b.operand(), true, depth).within(Sql.CHAIN)
            + (b.negated() ? " not between " : " between ")
            + partner(b.low(), depth).within(Sql.CHAIN)
            + " and "
            + partner(b.high(), depth).within(Sql.CHAIN);
    return new Sql(text, Sql.COMPARISON);
  }

  private Sql in(In i, int depth) {
    if (i.list().isEmpty()) {
      return Sql.atom(i.negated() ? "true" : "false");
    }
    String operand = key(i.operand(), false, depth).within(Sql.CHAIN);
    return new Sql(
        operand + (i.negated() ? " not in " : " in ") + list(i.list(), depth), Sql.COMPARISON);
  }

  /** NULL where nothing beside it tells its type. */
  protected String none(SqlType type) {
    return "null";
  }

  static boolean isNull(@Nullable Expr expr) {
    return expr == null || (expr instanceof Literal l && l.value() == null);
  }

  private String caseOf(Case c, int depth) {
    ValueCase values = ValueCase.of(c).orElse(null);
    return values == null
        ? branches(c, depth)
        : search(values, values.branches(), ends(values, c, depth), depth);
  }

  /**
   * How a searched case goes on where few values are left.
   *
   * @param most how many are few
   */
  public record Ends(int most, Function<List<ValueCase.Branch>, String> sql) {}

  /** Halves the values until few are left. */
  private String search(ValueCase values, List<ValueCase.Branch> branches, Ends ends, int depth) {
    if (branches.size() <= ends.most()) {
      return ends.sql().apply(branches);
    }
    int middle = branches.size() / 2;
    return "case when "
        + write(values.before(branches.get(middle)), depth).text()
        + " then "
        + search(values, branches.subList(0, middle), ends, depth)
        + " else "
        + search(values, branches.subList(middle, branches.size()), ends, depth)
        + " end";
  }

  /** The last few values of a searched case: one after the other. */
  protected Ends ends(ValueCase values, Case whole, int depth) {
    return new Ends(8, few -> branches(values.some(few, whole.typing()), depth));
  }

  private String branches(Case c, int depth) {
    Expr subject = c.subject();
    StringBuilder out = new StringBuilder("case");
    boolean none = isNull(c.otherwise()) && c.whens().stream().allMatch(w -> isNull(w.result()));
    if (subject != null) {
      out.append(' ').append(key(subject, false, depth).text());
    }
    for (When when : c.whens()) {
      Sql test =
          subject == null ? write(when.condition(), depth) : partner(when.condition(), depth);
      out.append(" when ").append(test.text());
      out.append(" then ")
          .append(none ? none(when.result().type()) : write(when.result(), depth).text());
    }
    if (c.otherwise() != null) {
      out.append(" else ").append(write(c.otherwise(), depth).text());
    }
    return out.append(" end").toString();
  }

  /** Sort keys with commas between them. */
  public String order(List<Order> orders) {
    return order(orders, false, 0);
  }

  String order(List<Order> orders, boolean reversed, int depth) {
    List<String> parts = new ArrayList<>();
    for (Order written : orders) {
      Order order = reversed ? new Order(written.value(), !written.descending()) : written;
      parts.add(
          key(order.value(), true, depth).text()
              + (order.descending() ? " desc" : "")
              + nulls(order));
    }
    return String.join(", ", parts);
  }

  /** Whether all arguments but the first are literals above 0. */
  protected static boolean isPositive(Call call) {
    return call.arguments().stream()
        .skip(1)
        .allMatch(
            a -> a instanceof Literal l && l.value() instanceof BigDecimal n && n.signum() > 0);
  }

  /** With places and counts above 0, both databases mean the same by substr. */
  protected static String simpler(Call call, String template) {
    boolean substr = call.name().equals("substr") || call.name().equals("substring");
    if (!substr || !isPositive(call)) {
      return template;
    }
    return call.arguments().size() == 2 ? "substr($1, $2)" : "substr($1, $2, $3)";
  }

  /** An aggregate as both databases have it, around an argument that is written already. */
  protected String aggregate(String name, Aggregate a, String argument, int depth) {
    String more = a.more().isEmpty() ? "" : ", " + all(a.more(), depth);
    String order = a.orderBy().isEmpty() ? "" : " order by " + order(a.orderBy(), false, depth);
    return name + "(" + (a.distinct() ? "distinct " : "") + argument + more + order + ")";
  }
}
