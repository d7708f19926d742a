package dev.mig.plan;

import dev.mig.operation.Operation;
import dev.mig.schema.Schema;
import java.util.List;

/** How one database says things. The only part of it that the rooms below {@code database} know. */
public interface Dialect {
  /** {@code postgres} or {@code sqlite}. */
  String name();

  /** The plan of these operations. Pure: asks nothing of a database. */
  Plan plan(List<Operation> operations, Schema before);

  /**
   * The plan of these operations inside of a transaction that is open already, and that was begun
   * with {@link Plan#foreignKeysOff} where the database has such a thing.
   */
  default Plan planInside(List<Operation> operations, Schema before) {
    return plan(operations, before);
  }
}
