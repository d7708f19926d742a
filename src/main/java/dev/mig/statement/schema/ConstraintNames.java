package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.schema.Index;
import dev.mig.schema.Table;
import dev.mig.statement.Lowering;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Names for constraints and indexes that were given none: those that PostgreSQL would make, on both
 * databases.
 */
public final class ConstraintNames {
  /** The longest name of PostgreSQL, in bytes. */
  private static final int MOST_BYTES = 63;

  private ConstraintNames() {}

  /** {@code orders_pkey}. */
  static String primaryKey(Lowering to, Table table) {
    return free(table, List.of(), "pkey", Names.ofKeys(to, table));
  }

  /** {@code orders_status_key}. */
  static String unique(Lowering to, Table table, List<String> columns) {
    return free(table, columns, "key", Names.ofKeys(to, table));
  }

  /** {@code orders_customer_id_fkey}. */
  public static String foreignKey(Table table, List<String> columns) {
    return free(table, columns, "fkey", Names.ofConstraints(table));
  }

  /** {@code orders_total_check}. */
  static String check(Table table, String column) {
    return free(table, List.of(column), "check", Names.ofConstraints(table));
  }

  /**
   * {@code orders_customer_id_idx}; a call lends its function's name, any other expression {@code
   * expr}.
   */
  static String index(Lowering to, Table table, List<Index.Part> parts, List<String> include) {
    List<String> words = new ArrayList<>();
    for (Index.Part part : parts) {
      words.add(word(part));
    }
    words.addAll(include);
    return free(table, words, "idx", Names.ofRelations(to, table.name().schema()));
  }

  private static String word(Index.Part part) {
    if (part.column() != null) {
      return part.column();
    }
    return part.formula() instanceof Expr.Call call ? call.name() : "expr";
  }

  private static String free(
      Table table, List<String> words, String label, Predicate<String> taken) {
    String middle = words.isEmpty() ? null : String.join("_", words);
    String name = fitted(table.name().name(), middle, label);
    for (int i = 1; taken.test(name); i++) {
      name = fitted(table.name().name(), middle, label + i);
    }
    return name;
  }

  /** Shortens the longer of the first two parts until all three fit, as PostgreSQL does. */
  private static String fitted(String table, @Nullable String middle, String label) {
    int room = MOST_BYTES - bytes(label) - 1 - (middle == null ? 0 : 1);
    String first = table;
    String second = middle == null ? "" : middle;
    while (bytes(first) + bytes(second) > room) {
      if (bytes(first) > bytes(second)) {
        first = shorter(first);
      } else {
        second = shorter(second);
      }
    }
    return first + (middle == null ? "" : "_" + second) + "_" + label;
  }

  private static String shorter(String text) {
    return text.substring(0, text.offsetByCodePoints(text.length(), -1));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
