package dev.mig.compile;

import dev.mig.expression.Query;
import dev.mig.operation.Operation;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.schema.QName;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * What is known of the tables whose rows are to be moved.
 *
 * @param rows about how many rows a table has, or -1
 * @param before the operations that the migration begins with
 * @param none whether a query finds no row before anything is moved
 */
record Known(ToLongFunction<QName> rows, List<Operation> before, Predicate<Query> none) {
  /** Whether the migration has made the table itself. */
  boolean owned(QName table) {
    return before.stream().anyMatch(o -> o instanceof CreateTable c && c.table().equals(table));
  }

  /** What will be known when the rows are moved back. */
  Known laterOn() {
    return new Known(rows, List.of(), q -> false);
  }
}
