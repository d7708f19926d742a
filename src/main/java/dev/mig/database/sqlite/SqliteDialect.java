package dev.mig.database.sqlite;

import dev.mig.operation.Operation;
import dev.mig.plan.Dialect;
import dev.mig.plan.Plan;
import dev.mig.schema.Schema;
import java.util.List;

/** How SQLite says things: what its ALTER TABLE cannot do is done by rebuilding the table. */
public final class SqliteDialect implements Dialect {
  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public Plan plan(List<Operation> operations, Schema before) {
    Planner first = new Planner(before, false);
    Plan plan = first.plan(operations);
    // Whether foreign keys are off is known at the end; row statements before it depend on it.
    return plan.foreignKeysOff() ? new Planner(before, true).plan(operations) : plan;
  }

  @Override
  public Plan planInside(List<Operation> operations, Schema before) {
    return new Planner(before, true).plan(operations);
  }
}
