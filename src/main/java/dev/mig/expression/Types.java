package dev.mig.expression;

import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Which types go together: the rules of comparing, assigning and casting, the same for both
 * databases.
 */
public final class Types {
  /** Types whose values can be compared and assigned to each other. */
  public enum Family {
    BOOLEAN,
    NUMBER,
    TEXT,
    BYTES,
    MOMENT,
    TIME,
    INTERVAL,
    UUID,
    JSON,
    ENUM,
    /** What only the database knows: goes with everything, the database decides. */
    OTHER,
    UNKNOWN
  }

  private Types() {}

  public static Family family(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Family.BOOLEAN;
      case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> Family.NUMBER;
      case CHAR, VARCHAR, TEXT -> Family.TEXT;
      case BYTES -> Family.BYTES;
      case DATE, TIMESTAMP, TIMESTAMPTZ -> Family.MOMENT;
      case TIME -> Family.TIME;
      case INTERVAL -> Family.INTERVAL;
      case UUID -> Family.UUID;
      case JSON, JSONB -> Family.JSON;
      case ENUM -> Family.ENUM;
      case ARRAY, OTHER -> Family.OTHER;
      case UNKNOWN -> Family.UNKNOWN;
    };
  }

  /** The type that holds the values of both, or null when they do not go together. */
  public static @Nullable SqlType common(SqlType a, SqlType b) {
    if (a.equals(b) || b.kind() == Kind.UNKNOWN) {
      return a;
    }
    Family left = family(a);
    Family right = family(b);
    if (left == Family.UNKNOWN) {
      return b;
    }
    if (left == Family.OTHER || right == Family.OTHER) {
      return left == Family.OTHER ? a : b;
    }
    if (left != right) {
      boolean words =
          (left == Family.ENUM && right == Family.TEXT)
              || (left == Family.TEXT && right == Family.ENUM);
      return words ? SqlType.TEXT : null;
    }
    return switch (left) {
      case NUMBER -> number(a, b);
      case TEXT, ENUM -> SqlType.TEXT;
      case MOMENT -> rank(a) > rank(b) ? plain(a) : plain(b);
      case JSON -> SqlType.JSONB;
      case BOOLEAN, BYTES, TIME, INTERVAL, UUID -> plain(a);
      case OTHER, UNKNOWN -> a;
    };
  }

  /** The same type without length and scale. */
  public static SqlType plain(SqlType type) {
    return type.length() < 0 && type.scale() < 0
        ? type
        : new SqlType(type.kind(), -1, -1, type.name());
  }

  private static SqlType number(SqlType a, SqlType b) {
    boolean floating = isFloat(a) || isFloat(b);
    if (floating) {
      return a.kind() == b.kind() ? plain(a) : SqlType.DOUBLE;
    }
    return rank(a) > rank(b) ? plain(a) : plain(b);
  }

  public static boolean isFloat(SqlType type) {
    return type.kind() == Kind.REAL || type.kind() == Kind.DOUBLE;
  }

  /** How wide a type is among those of its family. */
  static int rank(SqlType type) {
    return switch (type.kind()) {
      case SMALLINT, CHAR, DATE, JSON -> 1;
      case INTEGER, VARCHAR, TIMESTAMP, JSONB -> 2;
      case BIGINT, TEXT, TIMESTAMPTZ -> 3;
      case NUMERIC -> 4;
      case REAL -> 5;
      case DOUBLE -> 6;
      case BOOLEAN, BYTES, TIME, INTERVAL, UUID, ENUM, ARRAY, OTHER, UNKNOWN -> 0;
    };
  }

  /**
   * Whether a value of one type may be stored in a column of the other without a cast in words.
   * Whether each value fits is then a question to the data ({@link Casts#fits}).
   */
  public static boolean assigns(SqlType from, SqlType to) {
    Family left = family(from);
    Family right = family(to);
    if (left == Family.UNKNOWN
        || left == Family.OTHER
        || right == Family.OTHER
        || right == Family.UNKNOWN) {
      return true;
    }
    if (left == Family.ENUM) {
      return right == Family.TEXT || from.name().equals(to.name());
    }
    if (left == Family.MOMENT && right == Family.MOMENT) {
      return rank(from) <= rank(to);
    }
    return left == right;
  }

  /** Whether {@code cast(value as to)} has a meaning. */
  public static boolean casts(SqlType from, SqlType to) {
    if (assigns(from, to)) {
      return true;
    }
    return switch (family(to)) {
      case TEXT -> family(from) != Family.BYTES;
      case BYTES -> false;
      case BOOLEAN -> from.isInteger() || from.isText();
      case NUMBER -> from.isText() || (to.isInteger() && from.kind() == Kind.BOOLEAN);
      case MOMENT -> from.isText() || family(from) == Family.MOMENT;
      case TIME ->
          from.isText() || from.kind() == Kind.TIMESTAMP || from.kind() == Kind.TIMESTAMPTZ;
      case INTERVAL, UUID, JSON, ENUM -> from.isText();
      case OTHER, UNKNOWN -> true;
    };
  }

  /**
   * Whether a cast must be written out when a value of one type stands where the other is wanted.
   */
  static boolean differ(SqlType from, SqlType to) {
    if (from.kind() == Kind.UNKNOWN || family(from) == Family.OTHER || family(to) == Family.OTHER) {
      return false;
    }
    if (from.isText() && to.isText()) {
      return false;
    }
    if (from.kind() == Kind.NUMERIC && to.kind() == Kind.NUMERIC) {
      return to.scale() >= 0
          && !from.equals(to)
          && !(from.scale() >= 0 && from.scale() <= to.scale());
    }
    return from.kind() != to.kind();
  }

  /** The smallest whole number that a type holds. */
  public static long least(SqlType type) {
    return switch (type.kind()) {
      case SMALLINT -> Short.MIN_VALUE;
      case INTEGER -> Integer.MIN_VALUE;
      default -> Long.MIN_VALUE;
    };
  }

  /** The largest whole number that a type holds. */
  public static long greatest(SqlType type) {
    return -(least(type) + 1);
  }
}
