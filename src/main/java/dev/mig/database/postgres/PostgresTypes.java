package dev.mig.database.postgres;

import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the catalog's types to the model's. */
final class PostgresTypes {
  private static final Map<String, Kind> PLAIN =
      Map.ofEntries(
          Map.entry("bool", Kind.BOOLEAN),
          Map.entry("int2", Kind.SMALLINT),
          Map.entry("int4", Kind.INTEGER),
          Map.entry("int8", Kind.BIGINT),
          Map.entry("float4", Kind.REAL),
          Map.entry("float8", Kind.DOUBLE),
          Map.entry("text", Kind.TEXT),
          Map.entry("bytea", Kind.BYTES),
          Map.entry("date", Kind.DATE),
          Map.entry("uuid", Kind.UUID),
          Map.entry("json", Kind.JSON),
          Map.entry("jsonb", Kind.JSONB));

  /** The length of the header that the modifiers of text and numeric include. */
  private static final int HEADER = 4;

  private PostgresTypes() {}

  /**
   * The type of a column.
   *
   * @param builtIn its name if it is one of the system's, else null
   * @param typeKind {@code pg_type.typtype}
   * @param category {@code pg_type.typcategory}
   * @param modifier {@code pg_attribute.atttypmod}
   * @param text what {@code format_type} says
   */
  static SqlType of(
      @Nullable String builtIn, String typeKind, String category, int modifier, String text) {
    if (typeKind.equals("e")) {
      return SqlType.enumOf(text);
    }
    if (category.equals("A")) {
      return new SqlType(Kind.ARRAY, -1, -1, shorter(text));
    }
    if (builtIn == null) {
      return SqlType.other(text);
    }
    Kind plain = PLAIN.get(builtIn);
    if (plain != null) {
      return SqlType.of(plain);
    }
    return switch (builtIn) {
      case "varchar" -> SqlType.of(Kind.VARCHAR, modifier < 0 ? -1 : modifier - HEADER);
      case "bpchar" ->
          modifier < 0 ? SqlType.other("bpchar") : SqlType.of(Kind.CHAR, modifier - HEADER);
      case "numeric" -> numeric(modifier, text);
      case "time" -> SqlType.of(Kind.TIME, modifier);
      case "timestamp" -> SqlType.of(Kind.TIMESTAMP, modifier);
      case "timestamptz" -> SqlType.of(Kind.TIMESTAMPTZ, modifier);
      case "interval" -> modifier < 0 ? SqlType.INTERVAL : SqlType.other(text);
      default -> SqlType.other(shorter(text));
    };
  }

  private static SqlType numeric(int modifier, String text) {
    if (modifier < 0) {
      return SqlType.NUMERIC;
    }
    int precision = ((modifier - HEADER) >> 16) & 0xffff;
    // Eleven bits with a sign since version 15; a scale below zero has no place in the model.
    int scale = (((modifier - HEADER) & 0x7ff) ^ 1024) - 1024;
    return scale < 0 ? SqlType.other(text) : SqlType.numeric(precision, scale);
  }

  /** The words that people write, and the language with them. */
  private static String shorter(String text) {
    return text.replace("character varying", "varchar")
        .replaceFirst("^character\\b", "char")
        .replaceFirst("^bit varying", "varbit")
        .replaceFirst("^(timestamp|time)(\\(\\d\\))? without time zone", "$1$2")
        .replaceFirst("^(timestamp|time)(\\(\\d\\))? with time zone", "$1tz$2");
  }
}
