package dev.mig.compile;

import dev.mig.expression.Query;
import java.util.Set;

/**
 * What a table will hold, as a query over the live tables.
 *
 * @param depth how many others it stands on
 * @param unknown its columns whose values only the run will tell, such as those that the database
 *     numbers; what is asked of them waits
 */
record Layer(Query query, int depth, Set<String> unknown) {
  Layer {
    unknown = Set.copyOf(unknown);
  }
}
