package dev.mig.statement.data;

import dev.mig.expression.Expr.Literal;
import dev.mig.expression.ValueOrder;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values between two cuts of an ordered type; a cut lies between two values, so ranges that
 * touch leave nothing out.
 *
 * @param low null for all from the smallest value on
 * @param high null for all up to the greatest
 */
record MapRange(@Nullable Cut low, @Nullable Cut high) {
  /**
   * A place just before or just after a value.
   *
   * @param value a BigDecimal, or a String in binary order
   */
  record Cut(Object value, boolean after) implements Comparable<Cut> {
    @Override
    public int compareTo(Cut other) {
      int values = ValueOrder.compare(value, other.value);
      return values != 0 ? values : Boolean.compare(after, other.after);
    }

    /** After a whole number is before the next one. */
    static Cut of(Literal bound, boolean after) {
      Object value = java.util.Objects.requireNonNull(bound.value());
      return after && bound.type().isInteger() && value instanceof BigDecimal n
          ? new Cut(n.add(BigDecimal.ONE), false)
          : new Cut(value, after);
    }
  }

  static final MapRange ALL = new MapRange(null, null);

  /** The values that a part takes, or null where they are no range. */
  static @Nullable MapRange of(MapPart part) {
    return switch (part) {
      case MapPart.Within w -> w.range();
      case MapPart.Exact e -> e.value().value() == null ? null : only(e.value());
      case MapPart.Any a -> null;
      case MapPart.Like l -> null;
    };
  }

  private static @Nullable MapRange only(Literal value) {
    return value.type().isOrderedAsWritten()
        ? new MapRange(Cut.of(value, false), Cut.of(value, true))
        : null;
  }

  boolean isEmpty() {
    return !endsAfter(low, high);
  }

  /** Whether they have a value in common, or could have one. */
  boolean meets(MapRange other) {
    return endsAfter(low, other.high) && endsAfter(other.low, high);
  }

  private static boolean endsAfter(@Nullable Cut low, @Nullable Cut high) {
    return low == null || high == null || low.compareTo(high) < 0;
  }

  boolean covers(MapRange other) {
    return coveredBy(other, List.of(this));
  }

  /** Whether every value of a range is in one of the others. */
  static boolean coveredBy(MapRange range, List<MapRange> others) {
    Cut at = range.low;
    boolean atStart = at == null;
    while (atStart
        || range.high == null
        || java.util.Objects.requireNonNull(at).compareTo(range.high) < 0) {
      MapRange next = null;
      for (MapRange other : others) {
        if (other.contains(at, atStart)) {
          next = other;
          break;
        }
      }
      if (next == null) {
        return false;
      }
      if (next.high == null) {
        return true;
      }
      at = next.high;
      atStart = false;
    }
    return true;
  }

  /** Whether the values right after the cut are in it. */
  private boolean contains(@Nullable Cut cut, boolean fromTheStart) {
    if (fromTheStart || cut == null) {
      return low == null && !isEmpty();
    }
    return (low == null || low.compareTo(cut) <= 0) && (high == null || high.compareTo(cut) > 0);
  }
}
