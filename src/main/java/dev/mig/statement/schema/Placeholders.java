package dev.mig.statement.schema;

import dev.mig.schema.SqlType;
import org.jspecify.annotations.Nullable;

/** A value of a type to start from, for suggestions whose author will write the right one. */
final class Placeholders {
  private Placeholders() {}

  /** The value in the words of a script, or null where none comes to mind. */
  static @Nullable String of(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN -> "false";
      case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> "0";
      case CHAR, VARCHAR, TEXT -> "''";
      case DATE -> "current_date";
      case TIMESTAMP -> "now()::timestamp";
      case TIMESTAMPTZ -> "now()";
      case JSON, JSONB -> "'{}'";
      case BYTES, TIME, INTERVAL, UUID, ENUM, ARRAY, OTHER, UNKNOWN -> null;
    };
  }
}
