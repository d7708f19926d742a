package dev.mig.database.sqlite;

import dev.mig.expression.Literals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SQLite's values as Java's: Long, Double, String, byte[]; exact decimals on the way. */
final class SqliteValues {
  private static final int DIGITS = 15;
  private static final int REAL_DIGITS = 6;

  private SqliteValues() {}

  /** A value that a function does not take, as PostgreSQL would not. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message, null, false, false);
    }
  }

  static Refused invalid(String type, String value) {
    return new Refused("invalid input for type " + type + ": '" + value + "'");
  }

  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double d -> text(d.doubleValue());
      case byte[] b -> new String(b, StandardCharsets.UTF_8);
      default -> value.toString();
    };
  }

  /** As PostgreSQL writes a double: the shortest digits that mean it. */
  static String text(double value) {
    return shortest(value, Double.toString(value), DIGITS);
  }

  /** As PostgreSQL writes a real. */
  static String text(float value) {
    return shortest(value, Float.toString(value), REAL_DIGITS);
  }

  /** With an exponent where there would be so many digits before the point, or below 1e-4. */
  private static String shortest(double value, String java, int most) {
    if (Double.isInfinite(value) || Double.isNaN(value)) {
      return java;
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(java).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= -4 && exponent < most) {
      return exact.toPlainString();
    }
    String digits = exact.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "")
        + mantissa
        + (exponent < 0 ? "e-" : "e+")
        + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
  }

  /** A number; a double counts with the fewest digits that mean it. */
  static BigDecimal number(@Nullable Object value) {
    return switch (value) {
      case Long l -> BigDecimal.valueOf(l);
      case Double d -> decimal(d);
      case null -> BigDecimal.ZERO;
      default -> {
        BigDecimal n = Literals.number(text(value));
        if (n == null) {
          throw invalid("numeric", text(value));
        }
        yield n;
      }
    };
  }

  private static BigDecimal decimal(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new Refused("value out of range: " + text(value));
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
    return rounded.doubleValue() == value ? rounded : new BigDecimal(Double.toString(value));
  }

  static long whole(@Nullable Object value) {
    return value instanceof Long l ? l : number(value).longValueExact();
  }

  /**
   * What SQLite can store: exact numbers become integers where they are whole, else the nearest
   * double.
   */
  static @Nullable Object stored(@Nullable Object value) {
    return switch (value) {
      case Boolean b -> b ? 1L : 0L;
      case Integer i -> i.longValue();
      case BigDecimal n -> stored(n);
      case null -> null;
      default -> value;
    };
  }

  private static Object stored(BigDecimal n) {
    BigDecimal bare = n.stripTrailingZeros();
    boolean whole = bare.scale() <= 0 && bare.precision() - bare.scale() <= 19;
    if (whole && bare.toBigIntegerExact().bitLength() < Long.SIZE) {
      return bare.longValueExact();
    }
    double nearest = n.doubleValue();
    if (Double.isInfinite(nearest)) {
      throw new Refused("value out of range: " + n);
    }
    return nearest;
  }

  /** Numbers by size, texts by their bytes. */
  static int compare(Object a, Object b) {
    boolean numbers = !(a instanceof String) && !(b instanceof String);
    return numbers
        ? number(a).compareTo(number(b))
        : Arrays.compareUnsigned(
            text(a).getBytes(StandardCharsets.UTF_8), text(b).getBytes(StandardCharsets.UTF_8));
  }
}
