package dev.mig.schema;

import java.util.Locale;

/**
 * The type of a column or an expression, the same on both databases.
 *
 * @param length length of char and varchar, precision of numeric, fractional digits of times; -1
 *     when not given
 * @param scale scale of numeric, else -1
 * @param name the database's own name for {@link Kind#ENUM}, {@link Kind#ARRAY} and {@link
 *     Kind#OTHER}, else ""
 */
public record SqlType(Kind kind, int length, int scale, String name) {
  /** What a value is, whatever its size. */
  public enum Kind {
    BOOLEAN,
    SMALLINT,
    INTEGER,
    BIGINT,
    NUMERIC,
    REAL,
    DOUBLE,
    CHAR,
    VARCHAR,
    TEXT,
    BYTES,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMPTZ,
    INTERVAL,
    UUID,
    JSON,
    JSONB,
    ENUM,
    ARRAY,
    OTHER,
    /** The type of NULL alone, and of anything before it is known. */
    UNKNOWN
  }

  public static final SqlType BOOLEAN = of(Kind.BOOLEAN);
  public static final SqlType INTEGER = of(Kind.INTEGER);
  public static final SqlType BIGINT = of(Kind.BIGINT);
  public static final SqlType NUMERIC = of(Kind.NUMERIC);
  public static final SqlType DOUBLE = of(Kind.DOUBLE);
  public static final SqlType TEXT = of(Kind.TEXT);
  public static final SqlType BYTES = of(Kind.BYTES);
  public static final SqlType DATE = of(Kind.DATE);
  public static final SqlType TIME = of(Kind.TIME);
  public static final SqlType TIMESTAMP = of(Kind.TIMESTAMP);
  public static final SqlType TIMESTAMPTZ = of(Kind.TIMESTAMPTZ);
  public static final SqlType INTERVAL = of(Kind.INTERVAL);
  public static final SqlType UUID = of(Kind.UUID);
  public static final SqlType JSON = of(Kind.JSON);
  public static final SqlType JSONB = of(Kind.JSONB);
  public static final SqlType UNKNOWN = of(Kind.UNKNOWN);

  public static SqlType of(Kind kind) {
    return new SqlType(kind, -1, -1, "");
  }

  public static SqlType of(Kind kind, int length) {
    return new SqlType(kind, length, -1, "");
  }

  public static SqlType numeric(int precision, int scale) {
    return new SqlType(Kind.NUMERIC, precision, scale, "");
  }

  /** A type that only the database knows, by the database's own name. */
  public static SqlType other(String name) {
    return new SqlType(Kind.OTHER, -1, -1, name);
  }

  public static SqlType enumOf(String name) {
    return new SqlType(Kind.ENUM, -1, -1, name);
  }

  public boolean isText() {
    return kind == Kind.TEXT || kind == Kind.VARCHAR || kind == Kind.CHAR;
  }

  public boolean isInteger() {
    return kind == Kind.SMALLINT || kind == Kind.INTEGER || kind == Kind.BIGINT;
  }

  public boolean isNumber() {
    return isInteger() || kind == Kind.NUMERIC || kind == Kind.REAL || kind == Kind.DOUBLE;
  }

  public boolean isJson() {
    return kind == Kind.JSON || kind == Kind.JSONB;
  }

  public boolean isTemporal() {
    return switch (kind) {
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE, CHAR, VARCHAR, TEXT, BYTES ->
          false;
      case INTERVAL, UUID, JSON, JSONB, ENUM, ARRAY, OTHER, UNKNOWN -> false;
    };
  }

  /** Whether both databases order its values as numbers, or as texts in binary order. */
  public boolean isOrderedAsWritten() {
    return switch (kind) {
      case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE, VARCHAR, TEXT, DATE -> true;
      case CHAR, BOOLEAN, BYTES, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID -> false;
      case JSON, JSONB, ENUM, ARRAY, OTHER, UNKNOWN -> false;
    };
  }

  /**
   * The language's own way to write it, which is also PostgreSQL's: {@code varchar(50)}, {@code
   * numeric(10,2)}.
   */
  @Override
  public String toString() {
    return switch (kind) {
      case DOUBLE -> "double precision";
      case BYTES -> "bytea";
      case ENUM, ARRAY, OTHER -> name;
      case NUMERIC ->
          length < 0
              ? "numeric"
              : scale < 0 ? "numeric(" + length + ")" : "numeric(" + length + "," + scale + ")";
      case CHAR, VARCHAR, TIME, TIMESTAMP, TIMESTAMPTZ ->
          word() + (length < 0 ? "" : "(" + length + ")");
      case BOOLEAN,
          SMALLINT,
          INTEGER,
          BIGINT,
          REAL,
          TEXT,
          DATE,
          INTERVAL,
          UUID,
          JSON,
          JSONB,
          UNKNOWN ->
          word();
    };
  }

  private String word() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
