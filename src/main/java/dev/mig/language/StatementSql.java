package dev.mig.language;

import dev.mig.language.Moments.Moment;
import dev.mig.plan.Dialect;
import dev.mig.plan.Plan;
import dev.mig.plan.PlanText;
import java.util.Optional;

/** What a statement comes to on a database. */
public final class StatementSql {
  private StatementSql() {}

  /**
   * The SQL of the statement at a place, with what is asked before it; the first round of one in a
   * loop.
   *
   * @param moments of the script, compiled for this dialect
   * @return empty where no statement stands, or it is refused
   */
  public static Optional<String> of(Moments moments, int offset, Dialect dialect) {
    return moments.at(offset).filter(m -> !refused(m)).map(m -> sql(m, dialect));
  }

  private static String sql(Moment moment, Dialect dialect) {
    Plan plan = dialect.plan(moment.report().operations(), moment.before());
    String sql = PlanText.steps(plan, dialect.name());
    return sql.isEmpty() ? "-- nothing is sent to the database" : sql;
  }

  private static boolean refused(Moment moment) {
    return moment.part().diagnostics().stream()
        .anyMatch(
            d ->
                d.isError()
                    && d.span().start() >= moment.span().start()
                    && d.span().end() <= moment.span().end());
  }
}
