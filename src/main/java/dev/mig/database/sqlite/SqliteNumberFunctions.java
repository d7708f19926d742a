package dev.mig.database.sqlite;

import dev.mig.database.sqlite.SqliteFunctionRegistry.Arguments;
import dev.mig.database.sqlite.SqliteFunctionRegistry.Collector;
import dev.mig.database.sqlite.SqliteValues.Refused;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Numbers: decimals are added and divided exactly, halves round away from zero, division by zero
 * fails.
 */
final class SqliteNumberFunctions {
  private static final MathContext QUOTIENT = new MathContext(25);

  /** More places than this change no number. */
  private static final int MOST_PLACES = 400;

  private SqliteNumberFunctions() {}

  static void register(SqliteFunctionRegistry r) throws SQLException {
    r.strict("mig_round", 2, a -> scaled(a, RoundingMode.HALF_UP));
    r.strict("mig_trunc", 2, a -> scaled(a, RoundingMode.DOWN));
    r.strict("mig_decimal", 3, SqliteNumberFunctions::decimal);
    r.strict("mig_div", 2, a -> Math.divideExact(a.whole(0), divisor(a.whole(1))));
    r.strict("mig_mod", 2, SqliteNumberFunctions::mod);
    r.strict("mig_divide", 2, a -> finite(a.floating(0) / divisor(a.floating(1))));
    r.strict("mig_gcd", 2, a -> big(a, 0).gcd(big(a, 1)).longValueExact());
    r.strict("mig_lcm", 2, SqliteNumberFunctions::lcm);
    r.strict("mig_power", 2, a -> power(a.floating(0), a.floating(1)));
    r.strict(
        "mig_sqrt",
        1,
        a ->
            a.floating(0) < 0
                ? refuse("cannot take square root of a negative number")
                : Math.sqrt(a.floating(0)));
    r.strict("mig_exp", 1, a -> nonZero(finite(Math.exp(a.floating(0)))));
    r.strict("mig_ln", 1, a -> Math.log(positive(a.floating(0))));
    r.strict("mig_log10", 1, a -> Math.log10(positive(a.floating(0))));
    r.aggregate("mig_sum", 1, () -> new Total(false));
    r.aggregate("mig_avg", 1, () -> new Total(true));
  }

  private static BigDecimal scaled(Arguments a, RoundingMode mode) {
    int places = (int) Math.max(-MOST_PLACES, Math.min(MOST_PLACES, a.whole(1)));
    return a.number(0).setScale(places, mode);
  }

  private static BigDecimal decimal(Arguments a) {
    BigDecimal left = a.number(1);
    BigDecimal right = a.number(2);
    return switch (a.text(0)) {
      case "+" -> left.add(right);
      case "-" -> left.subtract(right);
      case "*" -> left.multiply(right);
      case "/" -> left.divide(divisor(right), QUOTIENT);
      default -> left.remainder(divisor(right));
    };
  }

  private static Object mod(Arguments a) {
    if (a.get(0) instanceof Long left && a.get(1) instanceof Long right) {
      return left % divisor(right);
    }
    return a.number(0).remainder(divisor(a.number(1)));
  }

  private static Object refuse(String message) {
    throw new Refused(message);
  }

  private static long divisor(long n) {
    return n == 0 ? (Long) refuse("division by zero") : n;
  }

  private static double divisor(double n) {
    return n == 0 ? (Double) refuse("division by zero") : n;
  }

  private static BigDecimal divisor(BigDecimal n) {
    return n.signum() == 0 ? (BigDecimal) refuse("division by zero") : n;
  }

  private static double finite(double n) {
    return Double.isInfinite(n) || Double.isNaN(n) ? (Double) refuse("value out of range") : n;
  }

  private static double nonZero(double n) {
    return n == 0 ? (Double) refuse("value out of range: underflow") : n;
  }

  private static double positive(double n) {
    return n <= 0 ? (Double) refuse("cannot take logarithm of zero or a negative number") : n;
  }

  private static BigInteger big(Arguments a, int place) {
    return BigInteger.valueOf(a.whole(place));
  }

  private static long lcm(Arguments a) {
    BigInteger left = big(a, 0);
    BigInteger right = big(a, 1);
    boolean zero = left.signum() == 0 || right.signum() == 0;
    return zero ? 0 : left.divide(left.gcd(right)).multiply(right).abs().longValueExact();
  }

  private static double power(double base, double exponent) {
    if (base == 0 && exponent < 0) {
      throw new Refused("zero raised to a negative power is undefined");
    }
    if (base < 0 && exponent != Math.rint(exponent)) {
      throw new Refused("a negative number raised to a non-integer power yields a complex result");
    }
    double power = finite(Math.pow(base, exponent));
    return base == 0 ? power : nonZero(power);
  }

  /** A sum, exact, or the mean. */
  private static final class Total implements Collector {
    private final boolean mean;
    private BigDecimal sum = BigDecimal.ZERO;
    private long count;

    Total(boolean mean) {
      this.mean = mean;
    }

    @Override
    public void add(Arguments arguments) {
      if (arguments.get(0) != null) {
        sum = sum.add(arguments.number(0));
        count++;
      }
    }

    @Override
    public @Nullable Object result() {
      return count == 0 ? null : mean ? sum.divide(BigDecimal.valueOf(count), QUOTIENT) : sum;
    }
  }
}
