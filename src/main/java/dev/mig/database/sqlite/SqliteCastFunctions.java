package dev.mig.database.sqlite;

import dev.mig.database.sqlite.SqliteFunctionRegistry.Arguments;
import dev.mig.database.sqlite.SqliteValues.Refused;
import dev.mig.expression.Casts;
import dev.mig.expression.Interval;
import dev.mig.expression.Literals;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Locale;

/** Casts that fail on what cannot be converted, and the test whether a text can. */
final class SqliteCastFunctions {
  private SqliteCastFunctions() {}

  static void register(SqliteFunctionRegistry r) throws SQLException {
    r.strict("mig_cast_integer", 2, a -> integer(a));
    r.strict("mig_cast_numeric", 3, a -> numeric(a.number(0), (int) a.whole(1), (int) a.whole(2)));
    r.strict("mig_cast_double", 1, a -> floating(a.text(0)));
    r.strict("mig_cast_real", 1, a -> real(a.number(0).doubleValue()));
    r.strict("mig_cast_boolean", 1, a -> read(a.text(0), SqlType.BOOLEAN));
    r.strict("mig_text_numeric", 2, a -> text(a.number(0), (int) a.whole(1)));
    r.strict("mig_text_real", 1, a -> SqliteValues.text((float) a.floating(0)));
    r.strict("mig_text_double", 1, a -> SqliteValues.text(a.floating(0)));
    r.strict("mig_date", 1, a -> read(a.text(0), SqlType.DATE));
    r.strict("mig_time", 1, a -> time(a.text(0)));
    r.strict("mig_timestamp", 1, a -> read(a.text(0), SqlType.TIMESTAMP));
    r.strict("mig_timestamptz", 1, a -> read(a.text(0), SqlType.TIMESTAMPTZ));
    r.strict("mig_interval", 1, a -> interval(a.text(0)).toString());
    r.strict("mig_interval_length", 1, a -> interval(a.text(0)).length());
    r.strict("mig_uuid", 1, a -> read(a.text(0), SqlType.UUID));
    r.strict("mig_fits", 2, a -> Casts.reads(a.text(0), a.text(1)));
  }

  private static Object read(String text, SqlType type) {
    Object value = Literals.read(text, type);
    if (value == null) {
      throw SqliteValues.invalid(type.toString(), text);
    }
    return value;
  }

  /** A time, or that of a timestamp; a date alone has none. */
  private static Object time(String text) {
    Object time = Literals.read(text, SqlType.TIME);
    if (time == null && text.indexOf(':') < 0) {
      throw SqliteValues.invalid("time", text);
    }
    return time == null
        ? read(text, SqlType.TIMESTAMP).toString().substring("2000-01-01 ".length())
        : time;
  }

  static Interval interval(String text) {
    Interval interval = Interval.parse(text);
    if (interval == null) {
      throw SqliteValues.invalid("interval", text);
    }
    return interval;
  }

  private static Object integer(Arguments a) {
    SqlType type = SqlType.of(Kind.valueOf(a.text(1).toUpperCase(Locale.ROOT)));
    if (a.get(0) instanceof String text) {
      return read(text, type);
    }
    BigDecimal rounded = a.number(0).setScale(0, RoundingMode.HALF_UP);
    if (Literals.read(rounded.toPlainString(), type) == null) {
      throw new Refused(type + " out of range: " + rounded.toPlainString());
    }
    return rounded.longValueExact();
  }

  private static BigDecimal numeric(BigDecimal n, int precision, int scale) {
    if (precision < 0) {
      return n;
    }
    BigDecimal rounded = n.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.signum() != 0 && rounded.precision() - rounded.scale() > precision - scale) {
      throw new Refused(
          "numeric field overflow: "
              + n.toPlainString()
              + " in numeric("
              + precision
              + ","
              + scale
              + ")");
    }
    return rounded;
  }

  private static double floating(String text) {
    BigDecimal n = Literals.number(text);
    if (n == null) {
      throw SqliteValues.invalid("double precision", text);
    }
    double value = n.doubleValue();
    if (Double.isInfinite(value) || (value == 0 && n.signum() != 0)) {
      throw new Refused("out of range for type double precision: " + text);
    }
    return value;
  }

  private static double real(double value) {
    float real = (float) value;
    if (Float.isInfinite(real) || (real == 0 && value != 0)) {
      throw new Refused("value out of range for type real");
    }
    return new BigDecimal(Float.toString(real)).doubleValue();
  }

  private static String text(BigDecimal n, int scale) {
    if (scale >= 0) {
      return n.setScale(scale, RoundingMode.HALF_UP).toPlainString();
    }
    return n.signum() == 0 ? "0" : n.stripTrailingZeros().toPlainString();
  }
}
