package dev.mig.operation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How rows are moved in batches, as the script says it.
 *
 * @param rows how many in one transaction, or 0 for as many as {@code time} allows
 * @param time how long one transaction should take, where {@code rows} is 0
 * @param pause between two transactions of one worker
 * @param parallel how many workers, at least 1
 * @param method what the script insists on, or null for the best that the facts allow
 * @param inSync whether rows written meanwhile are treated alike by triggers
 * @param background whether {@code mig work} does it, and not the run itself
 */
public record Pace(
    int rows,
    Duration time,
    Duration pause,
    int parallel,
    @Nullable Method method,
    boolean inSync,
    boolean background) {
  /** Below this throughput suffers; above it nobody notices the locks (docs/performance.md). */
  public static final Duration TIME = Duration.ofMillis(50);

  /** What {@code in batches} alone means. */
  public static final Pace AUTO = new Pace(0, TIME, Duration.ZERO, 1, null, false, false);

  public boolean auto() {
    return rows == 0;
  }

  /** The ways in which rows can be moved. The words in lower case stand in scripts. */
  public enum Method {
    /** All rows in one transaction. */
    SINGLE,
    /** Along the key, one stretch after the other. */
    KEYSET,
    /** Along the key, but each transaction takes only every k-th row of a stretch. */
    STRIPED,
    /** Without the indexes that hold what is set, which are built again behind it. */
    REINDEX,
    /** The database writes the whole table anew, and nobody else gets at it meanwhile. */
    REWRITE,
    /** Not at all: every row is found to be as it will be. No script says so. */
    NONE;

    /** Those that a script may name. */
    public static List<Method> sayable() {
      return List.of(SINGLE, KEYSET, STRIPED, REINDEX, REWRITE);
    }

    /** Whether one transaction does it all, whatever comes. */
    public boolean inOne() {
      return this == SINGLE || this == REWRITE;
    }

    /** As scripts and plans say it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
