package dev.mig.expression;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one text form of dates and times: {@code 2024-02-29}, {@code 12:30:00.5}, {@code 2024-02-29
 * 12:30:00.5}, and with a zone {@code 2024-02-29 12:30:00.5+00:00}, always in UTC. SQLite stores
 * these; other ISO spellings are read and brought to it. Texts in this form sort as the moments do.
 */
public final class Moments {
  private static final Pattern TIME =
      Pattern.compile("(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?");
  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4})-(\\d{2})-(\\d{2})(?:[ T]("
              + TIME.pattern()
              + ")(?: ?(Z|[+-]\\d{2}(?::?\\d{2})?))?)?",
          Pattern.CASE_INSENSITIVE);

  private Moments() {}

  /** The date of a date or timestamp text, or null when it is neither. */
  public static @Nullable LocalDate date(String text) {
    LocalDateTime moment = local(text);
    return moment == null ? null : moment.toLocalDate();
  }

  /** The time of day, or null. */
  public static @Nullable LocalTime time(String text) {
    Matcher m = TIME.matcher(Literals.bare(text));
    try {
      return m.matches() ? time(m, 1) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * The timestamp without its zone, which counts for nothing; a date is its midnight; null when it
   * is neither.
   */
  public static @Nullable LocalDateTime local(String text) {
    Matcher m = MOMENT.matcher(Literals.bare(text));
    try {
      return m.matches() ? local(m) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The moment in UTC; without a zone it is in UTC already; null when the text is none. */
  public static @Nullable LocalDateTime instant(String text) {
    Matcher m = MOMENT.matcher(Literals.bare(text));
    try {
      if (!m.matches()) {
        return null;
      }
      String zone = m.group(9);
      LocalDateTime local = local(m);
      if (zone == null || zone.equalsIgnoreCase("z")) {
        return local;
      }
      return local.minusSeconds(ZoneOffset.of(zone).getTotalSeconds());
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDateTime local(Matcher m) {
    int year = Integer.parseInt(m.group(1));
    if (year == 0) {
      throw new DateTimeException("there is no year 0");
    }
    LocalDate date = LocalDate.of(year, Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)));
    if (m.group(4) == null) {
      return date.atStartOfDay();
    }
    String fraction = m.group(8);
    LocalTime whole = time(m, 5);
    boolean up =
        fraction != null
            && fraction.length() > 6
            && whole.get(ChronoField.MICRO_OF_SECOND) == 0
            && micros(fraction) == 1_000_000;
    return up ? date.atTime(whole).plusSeconds(1) : date.atTime(whole);
  }

  private static LocalTime time(Matcher m, int first) {
    int second = m.group(first + 2) == null ? 0 : Integer.parseInt(m.group(first + 2));
    int micros = m.group(first + 3) == null ? 0 : micros(m.group(first + 3));
    return LocalTime.of(
        Integer.parseInt(m.group(first)),
        Integer.parseInt(m.group(first + 1)),
        second,
        micros % 1_000_000 * 1000);
  }

  /** Both databases know microseconds; what is finer is rounded. */
  private static int micros(String fraction) {
    String nine = (fraction + "000000000").substring(0, 9);
    return (int) Math.round(Integer.parseInt(nine) / 1000.0);
  }

  public static String text(LocalDate date) {
    return String.format(
        Locale.ROOT, "%04d-%02d-%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  public static String text(LocalTime time) {
    String whole =
        String.format(
            Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
    if (time.get(ChronoField.MICRO_OF_SECOND) == 0) {
      return whole;
    }
    String micros = String.format(Locale.ROOT, "%06d", time.get(ChronoField.MICRO_OF_SECOND));
    return whole + "." + micros.replaceAll("0+$", "");
  }

  public static String text(LocalDateTime moment) {
    return text(moment.toLocalDate()) + " " + text(moment.toLocalTime());
  }

  /** A moment in UTC with its zone. */
  public static String zoned(LocalDateTime utc) {
    return text(utc) + "+00:00";
  }
}
