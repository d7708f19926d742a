package dev.mig.plan;

import dev.mig.operation.Operation;
import dev.mig.schema.Schema;
import java.util.List;

/**
 * Orders and joins the operations of a checked migration so that fewer statements do the same. Both
 * ways leave the same rows and schema, or fail both; where that is not certain, nothing is changed.
 *
 * <p>What one database can join by itself (actions of one ALTER TABLE, changes in one rebuild) is
 * its planner's; it finds more of them next to each other afterwards.
 */
public final class Optimiser {
  private Optimiser() {}

  /**
   * The operations as they should be planned.
   *
   * @param before the schema at their start
   */
  public static List<Operation> optimise(List<Operation> operations, Schema before) {
    return Passes.of(LateIndexes.of(operations, before), before);
  }
}
