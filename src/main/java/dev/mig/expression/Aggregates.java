package dev.mig.expression;

import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The aggregates: one value of many rows. All but count are NULL of no rows, and none counts NULLs.
 */
public final class Aggregates {
  private static final Map<String, String> USAGE =
      new TreeMap<>(
          Map.of(
              "count", "count(*) counts rows, count(e) those where e is not NULL",
              "sum", "sum(number) adds up",
              "avg", "avg(number) is the mean",
              "min", "min(e) is the least number, text or moment",
              "max", "max(e) is the greatest number, text or moment",
              "string_agg", "string_agg(text, separator order by e) joins texts",
              "bool_and", "bool_and(boolean) is whether all are true",
              "bool_or", "bool_or(boolean) is whether any is true",
              "json_agg", "json_agg(e order by e) is a JSON array, NULLs as null"));

  private Aggregates() {}

  public static Set<String> names() {
    return USAGE.keySet();
  }

  /** How an aggregate is used, in a few words. */
  public static String usage(String name) {
    return USAGE.getOrDefault(name, "the aggregates are " + String.join(", ", names()));
  }

  /**
   * The type of an aggregate of an argument (null for {@code *}), or null when there is no such
   * thing.
   */
  static @Nullable SqlType result(String name, @Nullable Expr argument, int more) {
    if (argument == null) {
      return name.equals("count") && more == 0 ? SqlType.BIGINT : null;
    }
    SqlType type = argument.type();
    if (more != (name.equals("string_agg") ? 1 : 0)) {
      return null;
    }
    boolean unknown = type.kind() == Kind.UNKNOWN || Types.family(type) == Types.Family.OTHER;
    return switch (name) {
      case "count" -> SqlType.BIGINT;
      case "sum" -> unknown ? type : sum(type);
      case "avg" ->
          unknown
              ? type
              : !type.isNumber() ? null : Types.isFloat(type) ? SqlType.DOUBLE : SqlType.NUMERIC;
      case "min", "max" -> unknown || ordered(type) ? type : null;
      case "string_agg" -> SqlType.TEXT;
      case "bool_and", "bool_or" -> unknown || type.kind() == Kind.BOOLEAN ? SqlType.BOOLEAN : null;
      case "json_agg" -> SqlType.JSONB;
      default -> null;
    };
  }

  private static @Nullable SqlType sum(SqlType type) {
    return switch (type.kind()) {
      case SMALLINT, INTEGER -> SqlType.BIGINT;
      case BIGINT, NUMERIC -> SqlType.NUMERIC;
      case REAL, DOUBLE -> SqlType.DOUBLE;
      default -> null;
    };
  }

  private static boolean ordered(SqlType type) {
    return type.isNumber() || type.isText() || type.isTemporal() || type.kind() == Kind.ENUM;
  }
}
