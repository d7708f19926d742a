package dev.mig.expression;

import dev.mig.expression.Function.Nulls;
import dev.mig.schema.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a function of the library down: {@code def("left(text, integer) ->
 * text").postgres(…).plain(…).means(…)}.
 */
final class Definition {
  private final String name;
  private final List<SqlType> parameters = new ArrayList<>();
  private final boolean variadic;
  private final SqlType result;
  private Nulls nulls = Nulls.STRICT;
  private boolean stable = true;
  private String postgres = "";
  private String sqlite = "";
  private @Nullable String plain;

  private Definition(String signature) {
    int open = signature.indexOf('(');
    int close = signature.indexOf(')');
    name = signature.substring(0, open);
    String inside = signature.substring(open + 1, close);
    variadic = inside.endsWith("…");
    for (String word : inside.replace("…", "").split(",")) {
      if (!word.isBlank()) {
        parameters.add(type(word.strip()));
      }
    }
    result = type(signature.substring(signature.indexOf("->") + 2).strip());
  }

  static Definition def(String signature) {
    return new Definition(signature);
  }

  private static SqlType type(String word) {
    return switch (word) {
      case "text" -> SqlType.TEXT;
      case "integer" -> SqlType.INTEGER;
      case "bigint" -> SqlType.BIGINT;
      case "numeric" -> SqlType.NUMERIC;
      case "double" -> SqlType.DOUBLE;
      case "boolean" -> SqlType.BOOLEAN;
      case "date" -> SqlType.DATE;
      case "time" -> SqlType.TIME;
      case "timestamp" -> SqlType.TIMESTAMP;
      case "timestamptz" -> SqlType.TIMESTAMPTZ;
      case "interval" -> SqlType.INTERVAL;
      case "uuid" -> SqlType.UUID;
      case "jsonb" -> SqlType.JSONB;
      case "bytea" -> SqlType.BYTES;
      case "any" -> Function.ANY;
      case "number" -> Function.NUMBER;
      case "as_text" -> Function.AS_TEXT;
      case "as_json" -> Function.AS_JSON;
      case "word" -> Function.WORD;
      case "pattern" -> Function.PATTERN;
      default -> throw new IllegalArgumentException("type " + word);
    };
  }

  Definition nulls(Nulls how) {
    nulls = how;
    return this;
  }

  Definition unstable() {
    stable = false;
    return this;
  }

  Definition postgres(String sql) {
    postgres = sql;
    return this;
  }

  /** What SQLite runs, with functions that the connection registers. */
  Definition sqlite(String sql) {
    sqlite = sql;
    return this;
  }

  /** What every SQLite connection understands. */
  Definition plain(String sql) {
    plain = sql;
    sqlite = sqlite.isEmpty() ? sql : sqlite;
    return this;
  }

  /** The same on both databases. */
  Definition both(String sql) {
    return postgres(sql).plain(sql);
  }

  Function means(String summary) {
    return new Function(
        name, parameters, 0, variadic, result, nulls, stable, postgres, sqlite, plain, summary);
  }
}
