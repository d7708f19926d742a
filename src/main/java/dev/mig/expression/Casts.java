package dev.mig.expression;

import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.In;
import dev.mig.expression.Expr.Literal;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.source.Span;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks of a value whether it can become another type without an error and without loss, in a way
 * that itself never fails.
 */
public final class Casts {
  private Casts() {}

  /** A type that a text can be read as, and the question whether it can. */
  record TextForm(String function, String type, String pattern, String postgres) {}

  private static final String BLANK = "[ \\t\\n\\r\\f\\v]*";
  private static final String DAY = "(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
  private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?";
  private static final String ZONE = "( ?([Zz]|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?))?";
  private static final String NUMBER = "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?";
  private static final String WHOLE = "[+-]?[0-9]{1,30}";
  private static final String UNITS =
      "(years?|months?|mons?|weeks?|days?|hours?|minutes?|mins?|seconds?|secs?)";

  private static final String LOCAL = DAY + "([ Tt]" + TIME + ")?";
  private static final String ZONED = DAY + "([ Tt]" + TIME + ZONE + ")?";
  private static final String INTERVAL =
      "(?=.*[0-9])([+-]?[0-9]+ *"
          + UNITS
          + " *)*([+-]?[0-9]+:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?)?";
  private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  /**
   * PostgreSQL before 16 cannot test for jsonb without failing: of objects and arrays this looks at
   * the first and last sign only.
   */
  public static final String JSON_BEFORE_16 =
      "$1 ~ '^[[:space:]]*(\\{.*\\}|\\[.*\\]|\"([^\"\\\\]|\\\\.)*\"|true|false|null"
          + "|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?)[[:space:]]*$'";

  static List<TextForm> readable() {
    return List.of(
        integer("is_smallint", "smallint", "-32768 and 32767"),
        integer("is_integer", "integer", "-2147483648 and 2147483647"),
        integer("is_bigint", "bigint", "-9223372036854775808 and 9223372036854775807"),
        new TextForm("is_number", "numeric", NUMBER, matches(NUMBER)),
        new TextForm(
            "is_double",
            "double precision",
            NUMBER,
            guarded(
                NUMBER,
                "abs($1::numeric) < 1.7e308 and (abs($1::numeric) >= 5e-324 or $1::numeric = 0)")),
        new TextForm(
            "is_boolean",
            "boolean",
            "(?i)(t|true|y|yes|on|1|f|false|n|no|off|0)",
            "lower(btrim($1, E' \\t\\n"
                + "\\r"
                + "\\f\\x0B')) in ('t', 'true', 'y', 'yes', 'on', '1', 'f', 'false', 'n', 'no',"
                + " 'off', '0')"),
        new TextForm("is_date", "date", DAY, guarded(DAY, CALENDAR)),
        new TextForm("is_time", "time", TIME, matches(TIME)),
        new TextForm("is_timestamp", "timestamp", LOCAL, guarded(LOCAL, CALENDAR)),
        new TextForm("is_timestamptz", "timestamptz", ZONED, guarded(ZONED, CALENDAR)),
        new TextForm("is_interval", "interval", INTERVAL, matches(INTERVAL)),
        new TextForm("is_uuid", "uuid", UUID, "$1 ~ '^" + UUID + "$'"),
        new TextForm("is_json", "jsonb", ".*", "pg_input_is_valid($1, 'jsonb')"));
  }

  /** Whether the day exists in its month, asked only of texts that look like a date. */
  private static final String CALENDAR =
      "substr(btrim($1, E' \\t\\n"
          + "\\r"
          + "\\f\\x0B'), 9, 2)::integer <= extract(day from (substr(btrim($1, E' \\t\\n"
          + "\\r"
          + "\\f\\x0B'), 1, 7) || '-01')::date + interval '1 month - 1 day')";

  private static TextForm integer(String function, String type, String range) {
    return new TextForm(function, type, WHOLE, guarded(WHOLE, "$1::numeric between " + range));
  }

  /**
   * Whether a text can be read as one of these types: what PostgreSQL's conditions here ask, in
   * Java.
   */
  public static boolean reads(String type, String text) {
    TextForm readable =
        readable().stream().filter(r -> r.type().equals(type)).findFirst().orElseThrow();
    boolean exact = type.equals("uuid") || type.equals("jsonb");
    String bare = exact ? text : Literals.bare(text);
    if (!type.equals("jsonb") && !bare.matches(readable.pattern())) {
      return false;
    }
    return switch (type) {
      case "smallint", "integer", "bigint" -> {
        SqlType whole = SqlType.of(Kind.valueOf(type.toUpperCase(java.util.Locale.ROOT)));
        yield Literals.read(bare, whole) != null;
      }
      case "double precision" -> {
        BigDecimal size = new BigDecimal(bare).abs();
        boolean tiny = size.signum() != 0 && size.compareTo(new BigDecimal("5e-324")) < 0;
        yield size.compareTo(new BigDecimal("1.7e308")) < 0 && !tiny;
      }
      case "date", "timestamp", "timestamptz" -> Moments.date(bare.substring(0, 10)) != null;
      case "interval" -> Interval.parse(bare) != null;
      case "jsonb" -> Json.isValid(text);
      default -> true;
    };
  }

  private static String matches(String pattern) {
    return "$1 ~ '^" + BLANK + "(" + pattern + ")" + BLANK + "$'";
  }

  private static String guarded(String pattern, String then) {
    return "case when "
        + matches(pattern)
        + " then "
        + then
        + " when $1 is not null then false end";
  }

  /**
   * A condition, never NULL, that is true when the value is NULL or becomes the other type without
   * error and loss; null when every value does. Texts that are to become an enum are not looked at:
   * see {@link #among}.
   */
  public static @Nullable Expr fits(Expr value, SqlType from, SqlType to) {
    Expr test = test(value, from, to);
    return test == null || !value.typing().nullable()
        ? test
        : Exprs.or(Exprs.isNull(value), Exprs.isTrue(test));
  }

  /** The same for texts that are to become one of these values. */
  public static Expr among(Expr value, List<String> values) {
    List<Expr> list = values.stream().<Expr>map(Exprs::text).toList();
    Expr in =
        new In(
            value, list, false, Typing.of(SqlType.BOOLEAN, value.typing().nullable()), Span.NONE);
    return value.typing().nullable() ? Exprs.or(Exprs.isNull(value), in) : in;
  }

  private static @Nullable Expr test(Expr value, SqlType from, SqlType to) {
    if (from.equals(to)
        || from.kind() == Kind.UNKNOWN
        || Types.family(from) == Types.Family.OTHER) {
      return null;
    }
    return switch (Types.family(to)) {
      case TEXT -> length(value, from, to);
      case NUMBER ->
          from.isText() ? textNumber(value, to) : from.isNumber() ? number(value, from, to) : null;
      case BOOLEAN ->
          from.isText() ? call("is_boolean", value) : from.isNumber() ? bit(value) : null;
      case MOMENT ->
          from.isText()
              ? call("is_" + to.kind().name().toLowerCase(java.util.Locale.ROOT), value)
              : midnight(value, from, to);
      case TIME ->
          from.isText()
              ? call("is_time", value)
              : from.kind() == Kind.TIME ? null : Exprs.truth(false);
      case INTERVAL -> from.isText() ? call("is_interval", value) : null;
      case UUID -> from.isText() ? call("is_uuid", value) : null;
      case JSON -> from.isText() ? call("is_json", value) : null;
      case BYTES, ENUM, OTHER, UNKNOWN -> null;
    };
  }

  private static @Nullable Expr length(Expr value, SqlType from, SqlType to) {
    boolean fits =
        to.length() < 0 || (from.isText() && from.length() >= 0 && from.length() <= to.length());
    if (fits) {
      return null;
    }
    Expr text = from.isText() ? value : Typer.implied(value, SqlType.TEXT);
    return compare(BinaryOp.LE, call("length", text), Exprs.number(to.length()));
  }

  private static Expr textNumber(Expr value, SqlType to) {
    if (to.isInteger()) {
      return call("is_" + to.kind().name().toLowerCase(java.util.Locale.ROOT), value);
    }
    if (to.kind() == Kind.REAL) {
      Expr number =
          new Cast(
              value,
              SqlType.DOUBLE,
              Typing.of(SqlType.DOUBLE, value.typing().nullable()),
              Span.NONE);
      return Exprs.when(call("is_double", value), realRange(number), Exprs.truth(false));
    }
    if (to.kind() == Kind.DOUBLE) {
      return call("is_double", value);
    }
    Expr number =
        new Cast(
            value,
            SqlType.NUMERIC,
            Typing.of(SqlType.NUMERIC, value.typing().nullable()),
            Span.NONE);
    Expr size = test(number, SqlType.NUMERIC, to);
    Expr readable = call("is_number", value);
    return size == null ? readable : Exprs.when(readable, size, Exprs.truth(false));
  }

  private static @Nullable Expr number(Expr value, SqlType from, SqlType to) {
    if (to.isInteger()) {
      if (from.isInteger()) {
        return Types.rank(from) <= Types.rank(to) ? null : range(value, to);
      }
      Expr numeric = from.kind() == Kind.NUMERIC ? value : Typer.implied(value, SqlType.NUMERIC);
      return Exprs.and(compare(BinaryOp.EQ, call("trunc", numeric), numeric), range(numeric, to));
    }
    if (to.kind() == Kind.NUMERIC) {
      Expr numeric = Types.isFloat(from) ? Typer.implied(value, SqlType.NUMERIC) : value;
      Expr same =
          Types.isFloat(from) ? compare(BinaryOp.EQ, Typer.implied(numeric, from), value) : null;
      return Exprs.and(same, size(numeric, from, to));
    }
    if (from.isInteger()) {
      long exact = to.kind() == Kind.REAL ? 1L << 24 : 1L << 53;
      boolean fits =
          from.kind() == Kind.SMALLINT || (from.kind() == Kind.INTEGER && to.kind() == Kind.DOUBLE);
      return fits ? null : between(value, Exprs.number(-exact), Exprs.number(exact));
    }
    if (from.kind() == Kind.REAL && to.kind() == Kind.DOUBLE) {
      return null;
    }
    Expr digits = Typer.implied(Typer.implied(value, to), SqlType.TEXT);
    Expr same = compare(BinaryOp.EQ, Typer.implied(digits, from), value);
    return to.kind() == Kind.REAL ? Exprs.when(realRange(value), same, Exprs.truth(false)) : same;
  }

  /** Whether a real can come near the number: outside, the cast itself fails. */
  private static Expr realRange(Expr value) {
    Literal least = decimal("1.2e-38", value.type());
    Literal most = decimal("3.4e38", value.type());
    Expr above = between(value, least, most);
    Expr below =
        between(value, decimal("-3.4e38", value.type()), decimal("-1.2e-38", value.type()));
    return Exprs.or(compare(BinaryOp.EQ, value, Exprs.number(0)), Exprs.or(above, below));
  }

  private static Literal decimal(String digits, SqlType type) {
    return new Literal(new BigDecimal(digits), Typing.of(type, false), Span.NONE);
  }

  private static Expr range(Expr value, SqlType to) {
    return between(value, Exprs.number(Types.least(to)), Exprs.number(Types.greatest(to)));
  }

  private static @Nullable Expr size(Expr value, SqlType from, SqlType to) {
    if (to.length() < 0) {
      return null;
    }
    int scale = Math.max(to.scale(), 0);
    boolean sameScale =
        from.isInteger()
            || (from.kind() == Kind.NUMERIC && from.scale() >= 0 && from.scale() <= scale);
    int digits = digits(from);
    Expr exact =
        sameScale
            ? null
            : compare(
                BinaryOp.EQ,
                new Call(
                    "round",
                    List.of(value, Exprs.number(scale)),
                    Functions.named("round").get(1),
                    value.typing(),
                    Span.NONE),
                value);
    BigDecimal limit = BigDecimal.TEN.pow(to.length() - scale);
    Literal most = new Literal(limit, Typing.of(SqlType.NUMERIC, false), Span.NONE);
    Expr small =
        digits >= 0 && digits <= to.length() - scale
            ? null
            : Exprs.and(
                compare(BinaryOp.LT, value, most),
                compare(BinaryOp.GT, value, new Literal(limit.negate(), most.typing(), Span.NONE)));
    return Exprs.and(exact, small);
  }

  /** How many digits before the point a type has at most, or -1 when there is no limit. */
  private static int digits(SqlType type) {
    return switch (type.kind()) {
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      case NUMERIC -> type.length() < 0 ? -1 : type.length() - Math.max(type.scale(), 0);
      default -> -1;
    };
  }

  private static Expr bit(Expr value) {
    return new In(
        value,
        List.of(Exprs.number(0), Exprs.number(1)),
        false,
        Typing.of(SqlType.BOOLEAN, value.typing().nullable()),
        Span.NONE);
  }

  private static @Nullable Expr midnight(Expr value, SqlType from, SqlType to) {
    boolean cuts = to.kind() == Kind.DATE && from.kind() != Kind.DATE;
    if (!cuts) {
      return null;
    }
    Function trunc = Functions.named("date_trunc").get(from.kind() == Kind.TIMESTAMP ? 1 : 2);
    Expr day =
        new Call(
            "date_trunc",
            List.of(Exprs.text("day"), value),
            trunc,
            Typing.of(from, value.typing().nullable()),
            Span.NONE);
    return compare(BinaryOp.EQ, day, value);
  }

  private static Expr between(Expr value, Expr low, Expr high) {
    return new Expr.Between(
        value, low, high, false, Typing.of(SqlType.BOOLEAN, value.typing().nullable()), Span.NONE);
  }

  private static Binary compare(BinaryOp op, Expr left, Expr right) {
    return (Binary) Exprs.binary(op, left, right);
  }

  private static Expr call(String name, Expr argument) {
    Function f = Functions.named(name).getFirst();
    return new Call(
        name, List.of(argument), f, Typing.of(f.result(), argument.typing().nullable()), Span.NONE);
  }
}
