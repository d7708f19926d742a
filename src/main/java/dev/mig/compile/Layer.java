package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a table will hold, as a query over the live tables.
 *
 * @param depth how many others it stands on
 * @param unknown its columns whose values only the run will tell, such as those that the database
 *     numbers; what is asked of them waits
 * @param weights for each column, how many live columns it comes to when everything is put into one
 *     expression; 1 where nothing is said
 */
record Layer(Query query, int depth, Set<String> unknown, Map<String, Long> weights) {
  /** What databases put into one expression without trouble. */
  private static final long MOST = 64;

  Layer {
    unknown = Set.copyOf(unknown);
    weights = Map.copyOf(weights);
  }

  Layer(Query query, int depth, Set<String> unknown) {
    this(query, depth, unknown, Map.of());
  }

  /** Whether it is better worked out by itself. */
  boolean isHeavy() {
    return weights.values().stream().anyMatch(w -> w > MOST);
  }

  /** The weights of the columns of a query over this one; null for over a live table. */
  static Map<String, Long> weights(Query over, @Nullable Layer below) {
    Map<String, Long> weights = new HashMap<>();
    if (over instanceof Query.Select select) {
      for (Query.Item item : select.items()) {
        weights.put(item.name(), weight(item.value(), below));
      }
    }
    return weights;
  }

  private static long weight(Expr value, @Nullable Layer below) {
    // What is worked out by itself is one column for whoever reads it.
    Map<String, Long> flat = below == null || below.isHeavy() ? Map.of() : below.weights;
    long[] sum = {0};
    Exprs.walk(
        value,
        e -> {
          if (e instanceof Expr.Column c) {
            sum[0] += flat.getOrDefault(c.name(), 1L);
          }
        });
    return Math.max(1, sum[0]);
  }
}
