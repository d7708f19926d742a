package dev.mig.database.sqlite;

import dev.mig.database.Sql;
import dev.mig.database.SqlTemplate;
import dev.mig.database.SqlWriter;
import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Aggregate;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Case;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.Row;
import dev.mig.expression.Function;
import dev.mig.expression.Json;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Regex;
import dev.mig.expression.Types;
import dev.mig.expression.ValueCase;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * SQLite's SQL. What SQLite lacks, or understands differently than PostgreSQL, is a function {@code
 * mig_…} that {@link SqliteFunctions} registers; what a schema keeps has none of these.
 */
public final class SqliteSql extends SqlWriter {
  private final SqliteCasts casts = new SqliteCasts(this);

  /** The relations in reach that are elements of arrays. */
  private final Set<String> elements;

  public SqliteSql() {
    this(false, Set.of());
  }

  private SqliteSql(boolean schema, Set<String> elements) {
    super(schema);
    this.elements = Set.copyOf(elements);
  }

  @Override
  protected SqlWriter forSchema() {
    return new SqliteSql(true, Set.of());
  }

  boolean isForSchema() {
    return schema;
  }

  /**
   * The standard name, which the catalog keeps as it is written; an enum, which SQLite lacks, is
   * text.
   */
  @Override
  public String type(SqlType type) {
    return switch (type.kind()) {
      case BYTES -> "blob";
      case ENUM, UNKNOWN -> "text";
      default -> type.toString();
    };
  }

  /** The type in a STRICT table, which knows storage classes alone. */
  public String strictType(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT -> "integer";
      case NUMERIC -> "any";
      case REAL, DOUBLE -> "real";
      case BYTES -> "blob";
      case CHAR, VARCHAR, TEXT, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, JSON, JSONB ->
          "text";
      case ENUM, ARRAY, OTHER, UNKNOWN -> "text";
    };
  }

  /** SQLite has no namespaces: what stands in one has its name before its own. */
  @Override
  public String name(QName name) {
    return name(SqliteNames.plain(name));
  }

  @Override
  public String text(String value) {
    return quoted(value);
  }

  @Override
  protected Sql literal(Literal l) {
    Object value = l.value();
    if (value == null) {
      return Sql.atom("null");
    }
    if (value instanceof BigDecimal n) {
      return number(n, l.type());
    }
    if (value instanceof Boolean b) {
      return Sql.atom(b.toString());
    }
    String text = value.toString();
    return switch (l.type().kind()) {
      case BYTES -> Sql.atom("x'" + text.substring(2) + "'");
      case JSONB -> Sql.atom(text(Json.write(Objects.requireNonNullElse(Json.parse(text), text))));
      default -> Sql.atom(text(text));
    };
  }

  /** A whole number too large for 64 bits would be refused as an integer. */
  private static Sql number(BigDecimal n, SqlType type) {
    String text = digits(n);
    boolean large = n.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0;
    boolean fraction =
        text.indexOf('.') < 0 && text.indexOf('E') < 0 && (Types.isFloat(type) || large);
    boolean least = n.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) == 0;
    if (least) {
      return Sql.atom("(-9223372036854775807 - 1)");
    }
    return new Sql(fraction ? text + ".0" : text, n.signum() < 0 ? Sql.SIGN : Sql.ATOM);
  }

  @Override
  protected Sql cast(Cast c, int depth) {
    return casts.cast(c, write(c.operand(), depth));
  }

  @Override
  protected Sql negative(Expr operand, int depth) {
    boolean interval = operand.type().kind() == Kind.INTERVAL;
    return interval
        ? function("mig_interval_negate", depth, operand)
        : super.negative(operand, depth);
  }

  private Sql function(String name, int depth, Expr... arguments) {
    List<String> texts = new ArrayList<>();
    for (Expr argument : arguments) {
      texts.add(write(argument, depth).text());
    }
    return Sql.atom(name + "(" + String.join(", ", texts) + ")");
  }

  @Override
  protected SqlWriter inside(@Nullable From from) {
    Set<String> more = SqliteElements.within(from, elements);
    return more.equals(elements) ? this : new SqliteSql(schema, more);
  }

  @Override
  protected String elements(EachFrom each, int depth) {
    return SqliteElements.from(each, e -> write(e, depth).text(), name(each.alias()));
  }

  @Override
  protected Sql column(Expr.Column c) {
    return elements.contains(c.relation())
        ? SqliteElements.column(c.name(), name(c.relation()))
        : super.column(c);
  }

  @Override
  protected Sql arithmetic(Binary b, int depth) {
    SqlType type = b.type();
    if (type.isTemporal() || type.kind() == Kind.INTERVAL || b.left().type().isTemporal()) {
      return moments(b, depth);
    }
    boolean division = b.op() == BinaryOp.DIVIDE || b.op() == BinaryOp.MODULO;
    if (schema) {
      return infix(b, depth);
    }
    if (type.kind() == Kind.NUMERIC) {
      String arguments = write(b.left(), depth).text() + ", " + write(b.right(), depth).text();
      return Sql.atom("mig_decimal('" + b.op().sign() + "', " + arguments + ")");
    }
    boolean safe =
        b.right() instanceof Literal l && l.value() instanceof BigDecimal n && n.signum() != 0;
    if (!division || (safe && type.isInteger())) {
      return infix(b, depth);
    }
    String name =
        b.op() == BinaryOp.MODULO ? "mig_mod" : type.isInteger() ? "mig_div" : "mig_divide";
    return function(name, depth, b.left(), b.right());
  }

  private Sql moments(Binary b, int depth) {
    String left = momentOf(b.left(), depth);
    String right = momentOf(b.right(), depth);
    if (schema) {
      return infix(b, depth);
    }
    if (b.type().isInteger()) {
      return Sql.atom("mig_days_between(" + right + ", " + left + ")");
    }
    if (b.left().type().kind() == Kind.INTERVAL && b.right().type().kind() == Kind.INTERVAL) {
      return Sql.atom("mig_interval_sum('" + b.op().sign() + "', " + left + ", " + right + ")");
    }
    boolean days = b.left().type().isInteger() || b.right().type().isInteger();
    if (days) {
      boolean first = b.left().type().isInteger();
      String count =
          b.op() == BinaryOp.MINUS ? "-" + part(b.right(), Sql.ATOM, depth) : first ? left : right;
      return Sql.atom("mig_add('days', " + (first ? right : left) + ", " + count + ")");
    }
    boolean difference = b.left().type().isTemporal() && b.right().type().isTemporal();
    if (difference) {
      return Sql.atom("mig_difference(" + left + ", " + right + ")");
    }
    boolean turned = b.left().type().kind() == Kind.INTERVAL && b.right().type().isTemporal();
    return Sql.atom(
        "mig_moment('"
            + b.op().sign()
            + "', "
            + (turned ? right + ", " + left : left + ", " + right)
            + ")");
  }

  private String momentOf(Expr expr, int depth) {
    return canonical(expr, depth).text();
  }

  @Override
  protected Sql like(Binary b, int depth) {
    if (b.right() instanceof Literal l && l.value() instanceof String pattern) {
      String glob = text(glob(pattern));
      String sign = b.op() == BinaryOp.LIKE ? " glob " : " not glob ";
      return new Sql(part(b.left(), Sql.CHAIN, depth) + sign + glob, Sql.COMPARISON);
    }
    Sql like = function("mig_like", depth, b.left(), b.right());
    return b.op() == BinaryOp.LIKE ? like : new Sql("not " + like.text(), Sql.NOT);
  }

  /** The same pattern for GLOB, which unlike SQLite's LIKE tells capital from small letters. */
  static String glob(String like) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      boolean escaped = c == '\\' && i + 1 < like.length();
      if (escaped) {
        c = like.charAt(++i);
      }
      if (!escaped && (c == '%' || c == '_')) {
        out.append(c == '%' ? '*' : '?');
      } else if (c == '*' || c == '?' || c == '[') {
        out.append('[').append(c).append(']');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  @Override
  protected Sql chain(Binary b, int depth) {
    if (schema) {
      return infixChain(b, depth);
    }
    return switch (b.op()) {
      case AT_JSON -> function("mig_json_at", depth, b.left(), b.right());
      case AT_TEXT -> function("mig_json_at_text", depth, b.left(), b.right());
      default ->
          b.type().isJson()
              ? function("mig_json_merge", depth, b.left(), b.right())
              : infixChain(b, depth);
    };
  }

  @Override
  protected Sql call(Call call, int depth) {
    Function f = Objects.requireNonNull(call.function(), call.name());
    List<String> bare = new ArrayList<>();
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr argument = call.arguments().get(i);
      boolean compared =
          f.parameter(i).equals(Function.ANY)
              && !f.name().equals("coalesce")
              && !f.name().equals("iif");
      Sql sql =
          f.parameter(i).equals(Function.PATTERN) && argument instanceof Literal l
              ? Sql.atom(text(Regex.of(Objects.requireNonNull(l.value()).toString()).java()))
              : compared ? canonical(argument, depth) : write(argument, depth);
      bare.add(sql.text());
      operands.add(sql.within(Sql.ATOM));
    }
    String plain = f.plain();
    String chosen = schema && plain != null ? plain : f.sqlite();
    return SqlTemplate.fill(shorter(call, chosen), bare, operands, null);
  }

  /** With literal arguments, the forms that look after NULL and counts below 1 are not needed. */
  private static String shorter(Call call, String template) {
    return switch (call.name()) {
      case "left" -> isPositive(call) ? "substr($1, 1, $2)" : template;
      case "right" -> isPositive(call) ? "substr($1, -$2)" : template;
      case "replace" ->
          call.arguments().getLast() instanceof Literal ? "replace($1, $2, $3)" : template;
      default -> simpler(call, template);
    };
  }

  @Override
  protected String aggregate(Aggregate a, int depth) {
    Expr argument = a.argument();
    if (argument == null) {
      return "count(*)";
    }
    boolean compared = a.distinct() || a.name().equals("min") || a.name().equals("max");
    String inside = compared ? key(argument, true, depth).text() : write(argument, depth).text();
    boolean exact = !schema && a.type().kind() == Kind.NUMERIC;
    String name =
        switch (a.name()) {
          case "sum" -> exact ? "mig_sum" : "sum";
          case "avg" -> exact ? "mig_avg" : "avg";
          case "bool_and" -> "min";
          case "bool_or" -> "max";
          case "json_agg" -> "mig_json_agg";
          default -> a.name();
        };
    return aggregate(name, a, inside, depth);
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
    boolean interval = expr.type().kind() == Kind.INTERVAL && !schema;
    return interval ? function("mig_interval_length", depth, expr) : canonical(expr, depth);
  }

  @Override
  protected Ends ends(ValueCase values, Case whole, int depth) {
    return !schema && ValueTable.holds(values)
        ? new ValueTable(this, values, depth).ends()
        : super.ends(values, whole, depth);
  }

  /** The value in the one text form of its type, by which it compares. */
  private Sql canonical(Expr expr, int depth) {
    Sql sql = write(expr, depth);
    if (schema || isCanonical(expr)) {
      return sql;
    }
    return switch (expr.type().kind()) {
      case TIME -> Sql.atom("mig_time(" + sql.text() + ")");
      case TIMESTAMP -> Sql.atom("mig_timestamp(" + sql.text() + ")");
      case TIMESTAMPTZ -> Sql.atom("mig_timestamptz(" + sql.text() + ")");
      case JSON, JSONB -> Sql.atom("mig_jsonb(" + sql.text() + ")");
      default -> sql;
    };
  }

  /**
   * Whether the value surely has the one text form of its type; stored values may be spelt in
   * others.
   */
  private static boolean isCanonical(Expr expr) {
    return switch (expr) {
      case Literal l -> true;
      case Cast c -> c.operand().type().kind() != c.target().kind();
      case Call c -> c.function() != null && c.function().sqlite().startsWith("mig_");
      case Binary b -> true;
      default -> false;
    };
  }

  @Override
  protected Sql partner(Expr expr, int depth) {
    return key(expr, true, depth);
  }

  @Override
  protected String list(List<Expr> list, int depth) {
    String items =
        list.stream().map(e -> partner(e, depth).text()).collect(Collectors.joining(", "));
    return "(" + (list.getFirst() instanceof Row ? "values " : "") + items + ")";
  }

  @Override
  protected String nulls(Order order) {
    return !order.value().typing().nullable()
        ? ""
        : order.descending() ? " nulls first" : " nulls last";
  }
}
