package dev.mig.database.postgres;

import dev.mig.database.Sql;
import dev.mig.database.SqlTemplate;
import dev.mig.database.SqlWriter;
import dev.mig.expression.Casts;
import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Aggregate;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.Row;
import dev.mig.expression.Function;
import dev.mig.expression.Json;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Regex;
import dev.mig.expression.Types;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * PostgreSQL's SQL, from version 14 on. Texts sort in binary order ({@code collate "C"}), moments
 * are looked at in UTC. The session's time zone must be UTC where texts without a zone are cast to
 * timestamptz.
 */
public final class PostgresSql extends SqlWriter {
  private static final int HAS_IS_JSON = 16;
  private final int version;

  /** For any server from 14 on. */
  public PostgresSql() {
    this(14);
  }

  /**
   * @param version the server's major version
   */
  public PostgresSql(int version) {
    this(version, false);
  }

  private PostgresSql(int version, boolean schema) {
    super(schema);
    this.version = version;
  }

  @Override
  protected SqlWriter forSchema() {
    return new PostgresSql(version, true);
  }

  @Override
  public String type(SqlType type) {
    return type.kind() == Kind.UNKNOWN ? "text" : type.toString();
  }

  /**
   * With {@code E''} where a backslash stands in it, so that it means the same whatever the
   * session's settings are.
   */
  @Override
  public String text(String value) {
    String plain = quoted(value);
    return value.indexOf('\\') < 0 ? plain : "E" + plain.replace("\\", "\\\\");
  }

  @Override
  protected Sql literal(Literal l) {
    Object value = l.value();
    SqlType type = l.type();
    if (value == null) {
      return Sql.atom("null");
    }
    if (value instanceof BigDecimal n) {
      return number(n, type);
    }
    if (value instanceof Boolean b) {
      return Sql.atom(b.toString());
    }
    String text = value.toString();
    return switch (type.kind()) {
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL ->
          Sql.atom(Types.plain(type) + " " + text(text));
      case JSONB ->
          Sql.atom(
              text(Json.write(Objects.requireNonNullElse(Json.parse(text), text))) + "::jsonb");
      case UUID, JSON, BYTES, ENUM -> Sql.atom(text(text) + "::" + type(type));
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> Sql.atom(text(text));
      case CHAR, VARCHAR, TEXT, ARRAY, OTHER, UNKNOWN -> Sql.atom(text(text));
    };
  }

  /** PostgreSQL takes a {@code case} of nothing but NULL for a text. */
  @Override
  protected String none(SqlType type) {
    boolean text = type.isText() || type.kind() == Kind.UNKNOWN;
    return text ? "null" : "null::" + type(type);
  }

  /** A number with a point is numeric by itself, one that is to be a double must say so. */
  private Sql number(BigDecimal n, SqlType type) {
    String text = digits(n);
    if (Types.isFloat(type)) {
      return Sql.atom((n.signum() < 0 ? "'" + text + "'" : text) + "::" + type(type));
    }
    // A schema shows what was written: default 0 stays 0.
    boolean fraction =
        !schema && type.kind() == Kind.NUMERIC && text.indexOf('.') < 0 && text.indexOf('E') < 0;
    return new Sql(fraction ? text + ".0" : text, n.signum() < 0 ? Sql.SIGN : Sql.ATOM);
  }

  @Override
  protected Sql cast(Cast c, int depth) {
    SqlType from = c.operand().type();
    SqlType to = c.target();
    String operand = part(c.operand(), Sql.ATOM, depth);
    String utc = operand + " at time zone 'UTC'";
    if (from.kind() == Kind.TIMESTAMPTZ && (to.kind() == Kind.DATE || to.kind() == Kind.TIME)) {
      return Sql.atom("(" + utc + ")::" + type(to));
    }
    if (from.kind() == Kind.TIMESTAMPTZ && to.kind() == Kind.TIMESTAMP) {
      return new Sql(utc, Sql.OR);
    }
    if (to.kind() == Kind.TIMESTAMPTZ
        && (from.kind() == Kind.TIMESTAMP || from.kind() == Kind.DATE)) {
      String local = from.kind() == Kind.DATE ? operand + "::timestamp" : operand;
      return new Sql(local + " at time zone 'UTC'", Sql.OR);
    }
    if (to.isText() && !from.isText()) {
      return toText(operand, from, to);
    }
    if (to.kind() == Kind.BOOLEAN && from.isInteger()) {
      return new Sql(operand + " <> 0", Sql.COMPARISON);
    }
    if (to.isInteger() && Types.isFloat(from)) {
      return Sql.atom("round(" + operand + "::numeric)::" + type(to));
    }
    if (to.isInteger() && from.kind() == Kind.BOOLEAN) {
      return Sql.atom(operand + "::integer" + (to.kind() == Kind.INTEGER ? "" : "::" + type(to)));
    }
    return Sql.atom(operand + "::" + type(to));
  }

  private Sql toText(String operand, SqlType from, SqlType to) {
    String end = to.kind() == Kind.TEXT ? "" : "::" + type(to);
    return switch (from.kind()) {
      case TIMESTAMPTZ -> {
        String text = "(" + operand + " at time zone 'UTC')::text || '+00:00'";
        yield end.isEmpty() ? new Sql(text, Sql.CHAIN) : Sql.atom("(" + text + ")" + end);
      }
      case NUMERIC ->
          Sql.atom((from.scale() >= 0 ? operand : "trim_scale(" + operand + ")") + "::text" + end);
      case JSON -> Sql.atom(operand + "::jsonb::text" + end);
      default -> Sql.atom(operand + "::text" + end);
    };
  }

  @Override
  protected String elements(EachFrom each, int depth) {
    String array = write(each.array(), depth).text();
    String some = each.skip() ? "nullif(" + array + ", 'null'::jsonb)" : array;
    String line = "\n" + "  ".repeat(depth);
    return "lateral ("
        + line
        + "  select e.value #>> '{}' as \"text\", e.value as \"json\", e.ordinality as \"place\""
        + line
        + "  from jsonb_array_elements("
        + some
        + ") with ordinality as e"
        + line
        + ") as "
        + name(each.alias());
  }

  @Override
  protected Sql arithmetic(Binary b, int depth) {
    boolean zoned = b.type().kind() == Kind.TIMESTAMPTZ;
    if (zoned) {
      Expr moment = b.left().type().kind() == Kind.TIMESTAMPTZ ? b.left() : b.right();
      Expr interval = moment.equals(b.left()) ? b.right() : b.left();
      String local = "(" + part(moment, Sql.ATOM, depth) + " at time zone 'UTC')";
      String step = local + " " + b.op().sign() + " " + part(interval, Sql.PRODUCT, depth);
      return new Sql("(" + step + ") at time zone 'UTC'", Sql.OR);
    }
    return infix(b, depth);
  }

  @Override
  protected Sql like(Binary b, int depth) {
    String left =
        part(b.left(), Sql.ATOM, depth) + (b.left().type().kind() == Kind.CHAR ? "::text" : "");
    return new Sql(
        left + " " + b.op().sign() + " " + part(b.right(), Sql.CHAIN, depth), Sql.COMPARISON);
  }

  @Override
  protected Sql chain(Binary b, int depth) {
    return infixChain(b, depth);
  }

  @Override
  protected Sql call(Call call, int depth) {
    Function f = Objects.requireNonNull(call.function(), call.name());
    List<String> bare = new ArrayList<>();
    List<String> operands = new ArrayList<>();
    String grouped = null;
    boolean ordering = f.name().equals("greatest") || f.name().equals("least");
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr argument = call.arguments().get(i);
      Sql sql;
      if (f.parameter(i).equals(Function.PATTERN) && argument instanceof Literal l) {
        String pattern = Regex.of(Objects.requireNonNull(l.value()).toString()).postgres();
        sql = Sql.atom(text(pattern));
        grouped = text("(" + pattern + ")");
      } else if (argument instanceof Literal l && l.value() == null) {
        sql = Sql.atom(l.type().kind() == Kind.UNKNOWN ? "null" : "null::" + type(l.type()));
      } else {
        sql = ordering && i == 0 ? key(argument, true, depth) : write(argument, depth);
      }
      bare.add(sql.text());
      operands.add(sql.within(Sql.ATOM));
    }
    boolean oldJson = f.name().equals("is_json") && version < HAS_IS_JSON;
    return SqlTemplate.fill(
        oldJson ? Casts.JSON_BEFORE_16 : simpler(call, f.postgres()), bare, operands, grouped);
  }

  @Override
  protected String aggregate(Aggregate a, int depth) {
    Expr argument = a.argument();
    if (argument == null) {
      return "count(*)";
    }
    boolean ordering = a.name().equals("min") || a.name().equals("max");
    String inside = ordering ? key(argument, true, depth).text() : write(argument, depth).text();
    return aggregate(a.name().equals("json_agg") ? "jsonb_agg" : a.name(), a, inside, depth);
  }

  @Override
  protected Sql key(Expr expr, boolean ordered, int depth) {
    if (expr instanceof Row r) {
      return Sql.atom(
          "("
              + r.parts().stream()
                  .map(p -> key(p, ordered, depth).text())
                  .collect(Collectors.joining(", "))
              + ")");
    }
    if (expr.type().kind() == Kind.JSON) {
      return comparable(expr, depth);
    }
    boolean collated = ordered && expr.type().isText();
    return collated
        ? new Sql(part(expr, Sql.ATOM, depth) + " collate \"C\"", Sql.SIGN)
        : write(expr, depth);
  }

  @Override
  protected Sql partner(Expr expr, int depth) {
    return expr.type().kind() == Kind.JSON ? comparable(expr, depth) : write(expr, depth);
  }

  /** Documents of type json cannot be compared, those of type jsonb can. */
  private Sql comparable(Expr expr, int depth) {
    return Sql.atom(part(expr, Sql.ATOM, depth) + "::jsonb");
  }

  @Override
  protected String list(List<Expr> list, int depth) {
    return "(" + all(list, depth) + ")";
  }

  @Override
  protected String nulls(Order order) {
    return "";
  }
}
