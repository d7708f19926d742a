package dev.mig.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and durations as people read them. */
public final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  private Words() {}

  /** To the minute, as the clock on the wall has it. */
  public static String time(Instant at) {
    return TIME.format(at);
  }

  /** {@code 1 error}, {@code 2 errors}, {@code 12 408 rows}. */
  public static String count(long n, String noun) {
    return number(n) + " " + noun + (n == 1 ? "" : "s");
  }

  public static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n).replace(',', ' ');
  }

  public static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    return (millis / 60_000) + " min " + (millis / 1000 % 60) + " s";
  }

  /** How long something will take, as exact as such a guess can be. */
  public static String roughly(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return (seconds / 60) + " min " + (seconds % 60) + " s";
    }
    return (seconds / 3600) + " h " + (seconds / 60 % 60) + " min";
  }

  /** One line of a text, cut to a width. */
  public static String oneLine(String text, int width) {
    String line = text.strip().replaceAll("\\s+", " ");
    return Fit.cut(line, Math.max(1, width));
  }
}
