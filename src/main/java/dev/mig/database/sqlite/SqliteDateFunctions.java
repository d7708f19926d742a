package dev.mig.database.sqlite;

import dev.mig.database.sqlite.SqliteFunctionRegistry.Arguments;
import dev.mig.database.sqlite.SqliteValues.Refused;
import dev.mig.expression.Interval;
import dev.mig.expression.Moments;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Dates and times, kept as the texts of {@link Moments}. */
final class SqliteDateFunctions {
  private static final String ZONE = "+00:00";
  private static final int DATE_LENGTH = 10;
  private static final long DAY = 86_400_000_000L;

  private SqliteDateFunctions() {}

  static void register(SqliteFunctionRegistry r) throws SQLException {
    r.strict("mig_make_date", 3, a -> valid(() -> Moments.text(date(a))));
    r.strict("mig_make_timestamp", 6, a -> valid(() -> timestamp(a)));
    r.strict("mig_to_timestamp", 1, a -> Moments.zoned(atMicros(a.number(0).movePointRight(6))));
    r.strict("mig_extract", 2, a -> extract(a.text(0), a.text(1)));
    r.strict("mig_date_trunc", 2, a -> like(a.text(1), trunc(a.text(0), moment(a.text(1)))));
    r.strict(
        "mig_last_day",
        1,
        a ->
            Moments.text(moment(a.text(0)).toLocalDate().with(TemporalAdjusters.lastDayOfMonth())));
    r.strict("mig_format_date", 2, a -> format(moment(a.text(0)), a.text(1)));
    r.strict("mig_add", 3, a -> like(a.text(1), add(a.text(0), moment(a.text(1)), a.whole(2))));
    r.strict(
        "mig_days_between",
        2,
        a ->
            ChronoUnit.DAYS.between(
                moment(a.text(0)).toLocalDate(), moment(a.text(1)).toLocalDate()));
    r.strict(
        "mig_months_between",
        2,
        a ->
            ChronoUnit.MONTHS.between(
                moment(a.text(0)).toLocalDate(), moment(a.text(1)).toLocalDate()));
    r.strict(
        "mig_seconds_between",
        2,
        a ->
            BigDecimal.valueOf(ChronoUnit.MICROS.between(moment(a.text(0)), moment(a.text(1))), 6));
    r.strict("mig_at_zone", 2, a -> Moments.text(atZone(a.text(0), a.text(1))));
    r.strict("mig_from_zone", 2, a -> Moments.zoned(fromZone(a.text(0), a.text(1))));
    r.strict("mig_moment", 3, a -> shifted(a.text(0), a.text(1), a.text(2)));
    r.strict("mig_difference", 2, a -> difference(a.text(0), a.text(1)));
    r.strict("mig_interval_sum", 3, a -> sum(a.text(0), a.text(1), a.text(2)));
    r.strict(
        "mig_interval_negate",
        1,
        a -> SqliteCastFunctions.interval(a.text(0)).negated().toString());
  }

  private interface Made {
    String text();
  }

  private static String valid(Made made) {
    try {
      return made.text();
    } catch (DateTimeException e) {
      throw new Refused("date or time out of range");
    }
  }

  private static LocalDate date(Arguments a) {
    if (a.whole(0) < 1 || a.whole(0) > 9999) {
      throw new Refused("date out of range: year " + a.whole(0));
    }
    return LocalDate.of((int) a.whole(0), (int) a.whole(1), (int) a.whole(2));
  }

  private static String timestamp(Arguments a) {
    long micros =
        a.number(5).movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    if (micros < 0 || micros > 60_000_000) {
      throw new Refused("time out of range");
    }
    LocalDateTime minute = date(a).atTime((int) a.whole(3), (int) a.whole(4));
    return Moments.text(minute.plus(micros, ChronoUnit.MICROS));
  }

  private static LocalDateTime atMicros(BigDecimal micros) {
    long whole = micros.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    LocalDateTime moment =
        LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC).plus(whole, ChronoUnit.MICROS);
    return inRange(moment);
  }

  private static LocalDateTime inRange(LocalDateTime moment) {
    if (moment.getYear() < 1 || moment.getYear() > 9999) {
      throw new Refused("moment out of range: year " + moment.getYear());
    }
    return moment;
  }

  /** The moment of any of the text forms; a time of day is one of the first day of 1970. */
  static LocalDateTime moment(String text) {
    LocalDateTime moment = text.endsWith(ZONE) ? Moments.instant(text) : Moments.local(text);
    if (moment == null) {
      LocalTime time = Moments.time(text);
      if (time == null) {
        throw SqliteValues.invalid("timestamp", text);
      }
      return LocalDate.EPOCH.atTime(time);
    }
    return moment;
  }

  /** The moment as a text of the same kind as the model. */
  private static String like(String model, LocalDateTime moment) {
    inRange(moment);
    if (model.endsWith(ZONE)) {
      return Moments.zoned(moment);
    }
    return model.length() == DATE_LENGTH
        ? Moments.text(moment.toLocalDate())
        : Moments.text(moment);
  }

  private static BigDecimal extract(String part, String text) {
    LocalDateTime m = moment(text);
    BigDecimal seconds = BigDecimal.valueOf(m.getSecond() * 1_000_000L + m.getNano() / 1000, 6);
    long whole =
        switch (part) {
          case "year" -> m.getYear();
          case "month" -> m.getMonthValue();
          case "day" -> m.getDayOfMonth();
          case "hour" -> m.getHour();
          case "minute" -> m.getMinute();
          case "quarter" -> m.get(IsoFields.QUARTER_OF_YEAR);
          case "week" -> m.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
          case "isoyear" -> m.get(IsoFields.WEEK_BASED_YEAR);
          case "dow" -> m.getDayOfWeek().getValue() % 7;
          case "isodow" -> m.getDayOfWeek().getValue();
          case "doy" -> m.getDayOfYear();
          case "epoch" -> m.toEpochSecond(ZoneOffset.UTC);
          default -> 0;
        };
    return switch (part) {
      case "second" -> seconds;
      case "epoch" -> BigDecimal.valueOf(whole).add(BigDecimal.valueOf(m.getNano() / 1000, 6));
      default -> BigDecimal.valueOf(whole);
    };
  }

  private static LocalDateTime trunc(String unit, LocalDateTime m) {
    LocalDateTime day = m.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case "second" -> m.truncatedTo(ChronoUnit.SECONDS);
      case "minute" -> m.truncatedTo(ChronoUnit.MINUTES);
      case "hour" -> m.truncatedTo(ChronoUnit.HOURS);
      case "week" -> day.minusDays(m.getDayOfWeek().getValue() - 1);
      case "month" -> day.withDayOfMonth(1);
      case "quarter" -> day.withDayOfMonth(1).withMonth((m.getMonthValue() - 1) / 3 * 3 + 1);
      case "year" -> day.withDayOfYear(1);
      default -> day;
    };
  }

  private static LocalDateTime add(String unit, LocalDateTime m, long n) {
    return switch (unit) {
      case "years" -> m.plusYears(n);
      case "months" -> m.plusMonths(n);
      case "days" -> m.plusDays(n);
      case "hours" -> m.plusHours(n);
      case "minutes" -> m.plusMinutes(n);
      default -> m.plusSeconds(n);
    };
  }

  private static String format(LocalDateTime m, String format) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      String token = token(format, at);
      at += token.length();
      out.append(
          switch (token) {
            case "YYYY" -> digits("%04d", m.getYear());
            case "YY" -> digits("%02d", m.getYear() % 100);
            case "MM" -> digits("%02d", m.getMonthValue());
            case "DDD" -> digits("%03d", m.getDayOfYear());
            case "DD" -> digits("%02d", m.getDayOfMonth());
            case "HH24" -> digits("%02d", m.getHour());
            case "MI" -> digits("%02d", m.getMinute());
            case "SS" -> digits("%02d", m.getSecond());
            case "MS" -> digits("%03d", m.getNano() / 1_000_000);
            case "US" -> digits("%06d", m.getNano() / 1000);
            default -> token.startsWith("\"") ? token.substring(1, token.length() - 1) : token;
          });
    }
    return out.toString();
  }

  private static String digits(String pattern, int n) {
    return String.format(Locale.ROOT, pattern, n);
  }

  private static String token(String format, int at) {
    for (String token :
        new String[] {"YYYY", "HH24", "DDD", "YY", "MM", "DD", "MI", "SS", "MS", "US"}) {
      if (format.startsWith(token, at)) {
        return token;
      }
    }
    if (format.charAt(at) == '"') {
      return format.substring(at, format.indexOf('"', at + 1) + 1);
    }
    return format.substring(at, at + Character.charCount(format.codePointAt(at)));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new Refused("time zone \"" + name + "\" not recognized");
    }
  }

  private static LocalDateTime atZone(String text, String zone) {
    LocalDateTime utc = Moments.instant(text);
    if (utc == null) {
      throw SqliteValues.invalid("timestamptz", text);
    }
    return utc.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone(zone)).toLocalDateTime();
  }

  private static LocalDateTime fromZone(String text, String zone) {
    return moment(text).atZone(zone(zone)).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }

  private static String shifted(String sign, String text, String span) {
    Interval step = SqliteCastFunctions.interval(span);
    Interval signed = sign.equals("-") ? step.negated() : step;
    boolean time = Moments.local(text) == null && Moments.time(text) != null;
    if (time) {
      long micros = moment(text).toLocalTime().toNanoOfDay() / 1000;
      return Moments.text(
          LocalTime.ofNanoOfDay(Math.floorMod(micros + signed.micros(), DAY) * 1000));
    }
    LocalDateTime shifted = signed.after(moment(text));
    return text.length() == DATE_LENGTH ? Moments.text(inRange(shifted)) : like(text, shifted);
  }

  private static String sum(String sign, String left, String right) {
    Interval more = SqliteCastFunctions.interval(right);
    return SqliteCastFunctions.interval(left)
        .plus(sign.equals("-") ? more.negated() : more)
        .toString();
  }

  private static String difference(String left, String right) {
    LocalDateTime from = moment(right);
    LocalDateTime to = moment(left);
    return Interval.between(from, to).toString();
  }
}
