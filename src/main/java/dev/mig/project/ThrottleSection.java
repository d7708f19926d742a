package dev.mig.project;

import com.electronwill.nightconfig.core.UnmodifiableConfig;
import dev.mig.database.Strain.Kind;
import dev.mig.database.StrainLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code [throttle]}: a setting for each kind of strain. */
final class ThrottleSection {
  static final String NAME = "throttle";

  private static final List<String> KEYS = Arrays.stream(Kind.values()).map(Kind::setting).toList();

  private static final String OFF = "off";

  private static final Pattern AMOUNT =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([a-zA-Z]+)");

  /** In milliseconds. */
  private static final Map<String, Long> TIMES =
      Map.of("ms", 1L, "s", 1000L, "min", 60_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

  /** In bytes, by powers of 1024 as PostgreSQL counts. */
  private static final Map<String, Long> SIZES =
      Map.of("kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30, "tb", 1L << 40);

  private final UnmodifiableConfig section;
  private final Complaints complaints;

  /** Hears what is wrong. */
  interface Complaints {
    /** A key that there is none of. */
    void unknown(String key, List<String> known);

    /** A value that cannot be used. */
    void wrong(String key, String expected);

    /** The text with the environment's variables in it. */
    String filled(String key, String text);
  }

  private ThrottleSection(UnmodifiableConfig section, Complaints complaints) {
    this.section = section;
    this.complaints = complaints;
  }

  /** What the section says; the rest is as by default. */
  static StrainLimits read(UnmodifiableConfig section, Complaints complaints) {
    return new ThrottleSection(section, complaints).read();
  }

  private StrainLimits read() {
    for (UnmodifiableConfig.Entry entry : section.entrySet()) {
      String key = entry.getKey();
      if (!KEYS.contains(key)) {
        complaints.unknown(key, KEYS);
      }
    }
    StrainLimits usual = StrainLimits.DEFAULTS;
    return new StrainLimits(
        time(Kind.REPLAY_LAG, usual.replayLag()),
        size(Kind.REPLICA_WAL, usual.replicaWal()),
        time(Kind.OLDEST_SNAPSHOT, usual.oldestSnapshot()),
        truth(Kind.LOCK_WAITERS, usual.lockWaiters()),
        truth(Kind.AUTOVACUUM, usual.autovacuum()),
        count(Kind.ARCHIVE_QUEUE, usual.archiveQueue()),
        size(Kind.WAL_FILE, usual.walFile()),
        query());
  }

  private @Nullable Object said(Kind kind) {
    return section.get(List.of(kind.setting()));
  }

  private static boolean off(Object value) {
    return value.equals(OFF) || value.equals(false);
  }

  private @Nullable Duration time(Kind kind, @Nullable Duration usual) {
    Object value = said(kind);
    if (value == null) {
      return usual;
    }
    Long millis =
        off(value) ? null : amount(kind, value, TIMES, "a time such as \"5s\" or \"10m\"");
    return millis == null ? null : Duration.ofMillis(millis);
  }

  private @Nullable Long size(Kind kind, @Nullable Long usual) {
    Object value = said(kind);
    if (value == null) {
      return usual;
    }
    return off(value) ? null : amount(kind, value, SIZES, "a size such as \"64MB\" or \"1GB\"");
  }

  private @Nullable Long amount(Kind kind, Object value, Map<String, Long> units, String expected) {
    Matcher amount = AMOUNT.matcher(value instanceof String text ? text.strip() : "");
    Long unit = amount.matches() ? units.get(amount.group(2).toLowerCase(Locale.ROOT)) : null;
    long result = unit == null ? 0 : Math.round(Double.parseDouble(amount.group(1)) * unit);
    if (result <= 0) {
      wrong(kind, expected + " was expected, above zero");
      return null;
    }
    return result;
  }

  private boolean truth(Kind kind, boolean usual) {
    Object value = said(kind);
    if (value == null || off(value) || value.equals(true)) {
      return value == null ? usual : value.equals(true);
    }
    wrong(kind, "true was expected, without quotes");
    return usual;
  }

  private @Nullable Integer count(Kind kind, @Nullable Integer usual) {
    Object value = said(kind);
    if (value == null) {
      return usual;
    }
    if (off(value)) {
      return null;
    }
    boolean whole = value instanceof Integer || value instanceof Long;
    long number = whole ? ((Number) value).longValue() : -1;
    if (number < 0 || number > Integer.MAX_VALUE) {
      wrong(kind, "a whole number was expected, without quotes");
      return usual;
    }
    return (int) number;
  }

  private @Nullable String query() {
    Object value = said(Kind.QUERY);
    if (value == null || off(value)) {
      return null;
    }
    if (!(value instanceof String text) || text.isBlank()) {
      wrong(Kind.QUERY, "a query in quotes was expected");
      return null;
    }
    return complaints.filled(Kind.QUERY.setting(), text);
  }

  private void wrong(Kind kind, String expected) {
    complaints.wrong(kind.setting(), expected + "; \"off\" switches it off");
  }
}
