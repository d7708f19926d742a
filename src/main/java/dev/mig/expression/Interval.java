package dev.mig.expression;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A span of time as PostgreSQL has it: months, days and a time, which are not converted into each
 * other.
 */
public record Interval(long months, long days, long micros) {
  private static final Pattern PART = Pattern.compile("([+-]?\\d+)(\\.\\d+)?\\s*([a-z]+)");
  private static final Pattern CLOCK =
      Pattern.compile("([+-]?)(\\d+):(\\d{2})(?::(\\d{2})(\\.\\d{1,6})?)?");
  private static final long SECOND = 1_000_000;
  private static final long DAY = 86_400 * SECOND;

  /**
   * Reads {@code 1 day}, {@code -2 hours 30 minutes}, {@code 1 year 2 mons 3 days 04:05:06}; null
   * for anything else.
   */
  public static @Nullable Interval parse(String text) {
    String rest = Literals.bare(text).toLowerCase(Locale.ROOT);
    if (rest.isEmpty()) {
      return null;
    }
    Interval sum = new Interval(0, 0, 0);
    while (!rest.isEmpty()) {
      Matcher clock = CLOCK.matcher(rest);
      Matcher part = PART.matcher(rest);
      Interval next;
      int end;
      if (clock.lookingAt()) {
        next = clock(clock);
        end = clock.end();
      } else if (part.lookingAt()) {
        next = part(part);
        end = part.end();
      } else {
        return null;
      }
      if (next == null) {
        return null;
      }
      sum = sum.plus(next);
      rest = rest.substring(end).strip();
    }
    return sum;
  }

  private static @Nullable Interval part(Matcher m) {
    long n = Long.parseLong(m.group(1));
    BigDecimal exact = new BigDecimal(m.group(1) + (m.group(2) == null ? "" : m.group(2)));
    boolean whole = m.group(2) == null;
    return switch (m.group(3)) {
      case "year", "years", "y" -> whole ? new Interval(12 * n, 0, 0) : null;
      case "month", "months", "mon", "mons" -> whole ? new Interval(n, 0, 0) : null;
      case "week", "weeks", "w" -> whole ? new Interval(0, 7 * n, 0) : null;
      case "day", "days", "d" -> whole ? new Interval(0, n, 0) : null;
      case "hour", "hours", "h" -> seconds(exact, 3600);
      case "minute", "minutes", "min", "mins", "m" -> seconds(exact, 60);
      case "second", "seconds", "sec", "secs", "s" -> seconds(exact, 1);
      default -> null;
    };
  }

  private static Interval seconds(BigDecimal count, int each) {
    BigDecimal micros = count.multiply(BigDecimal.valueOf(each * SECOND));
    return new Interval(
        0, 0, micros.setScale(0, java.math.RoundingMode.HALF_EVEN).longValueExact());
  }

  private static Interval clock(Matcher m) {
    long seconds = Long.parseLong(m.group(2)) * 3600 + Long.parseLong(m.group(3)) * 60;
    seconds += m.group(4) == null ? 0 : Long.parseLong(m.group(4));
    long micros = seconds * SECOND;
    if (m.group(5) != null) {
      micros += new BigDecimal(m.group(5)).movePointRight(6).longValue();
    }
    return new Interval(0, 0, m.group(1).equals("-") ? -micros : micros);
  }

  public Interval plus(Interval other) {
    return new Interval(months + other.months, days + other.days, micros + other.micros);
  }

  public Interval negated() {
    return new Interval(-months, -days, -micros);
  }

  /** This much later; a day that the month does not have becomes its last one. */
  public LocalDateTime after(LocalDateTime moment) {
    return moment.plusMonths(months).plusDays(days).plus(micros, ChronoUnit.MICROS);
  }

  /** What lies between, in days and time. */
  public static Interval between(LocalDateTime from, LocalDateTime to) {
    long all = ChronoUnit.MICROS.between(from, to);
    return new Interval(0, all / DAY, all % DAY);
  }

  /** Its length with months of 30 days, by which intervals compare. */
  public long length() {
    return Math.addExact(Math.multiplyExact(months * 30 + days, DAY), micros);
  }

  /** As PostgreSQL writes it: {@code 1 year 2 mons 3 days 04:05:06}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    boolean negative = part(out, months / 12, "year", false);
    negative = part(out, months % 12, "mon", negative);
    negative = part(out, days, "day", negative);
    if (micros != 0 || out.isEmpty()) {
      long left = Math.abs(micros);
      out.append(out.isEmpty() ? "" : " ").append(micros < 0 ? "-" : negative ? "+" : "");
      long seconds = left / SECOND;
      out.append(
          String.format(
              Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60));
      if (left % SECOND != 0) {
        out.append('.')
            .append(String.format(Locale.ROOT, "%06d", left % SECOND).replaceAll("0+$", ""));
      }
    }
    return out.toString();
  }

  private static boolean part(StringBuilder out, long n, String unit, boolean negative) {
    if (n == 0) {
      return negative;
    }
    out.append(out.isEmpty() ? "" : " ").append(negative && n > 0 ? "+" : "").append(n);
    out.append(' ').append(unit).append(n == 1 ? "" : "s");
    return n < 0;
  }
}
