package dev.mig.database;

import java.time.Duration;
import java.util.Locale;

/** Amounts of time and of space as people read them. */
public final class Amounts {
  private static final long KILO = 1024;

  private Amounts() {}

  /** {@code 350 ms}, {@code 7.2 s}, {@code 12 min 5 s}, {@code 3 h 20 min}, {@code 2 d 4 h}. */
  public static String time(Duration time) {
    long millis = time.toMillis();
    long seconds = time.toSeconds();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (seconds < 60) {
      return millis % 1000 == 0
          ? seconds + " s"
          : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    if (seconds < 3600) {
      return two(seconds, 60, "min", 1, "s");
    }
    return seconds < 86_400
        ? two(seconds, 3600, "h", 60, "min")
        : two(seconds, 86_400, "d", 3600, "h");
  }

  private static String two(long seconds, long large, String unit, long small, String rest) {
    long left = seconds % large / small;
    return seconds / large + " " + unit + (left == 0 ? "" : " " + left + " " + rest);
  }

  /** {@code 800 B}, {@code 64 MB}, {@code 1.2 GB}: powers of 1024, named as PostgreSQL does. */
  public static String space(long bytes) {
    double amount = bytes;
    String unit = "B";
    for (String larger : new String[] {"kB", "MB", "GB", "TB"}) {
      if (amount < KILO) {
        break;
      }
      amount /= KILO;
      unit = larger;
    }
    return String.format(
        Locale.ROOT, amount == Math.rint(amount) ? "%.0f %s" : "%.1f %s", amount, unit);
  }
}
