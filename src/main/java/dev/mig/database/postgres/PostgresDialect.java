package dev.mig.database.postgres;

import dev.mig.database.SqlWriter;
import dev.mig.database.Touched;
import dev.mig.operation.Operation;
import dev.mig.plan.Dialect;
import dev.mig.plan.Plan;
import dev.mig.schema.Schema;
import java.util.List;

/** How PostgreSQL says things. */
public final class PostgresDialect implements Dialect {
  /** Its name in scripts, settings and the ledger. */
  public static final String NAME = "postgres";

  private final SqlWriter sql;

  /**
   * @param sql for the server's version
   */
  public PostgresDialect(PostgresSql sql) {
    this.sql = sql;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Plan plan(List<Operation> operations, Schema before) {
    PostgresPlanner planner = new PostgresPlanner(sql, before);
    return new Plan(
        planner.steps(operations),
        false,
        Touched.by(operations, before, NAME),
        PostgresPrediction.after(operations, before));
  }
}
