package dev.mig.language;

import dev.mig.compile.Compiled;
import dev.mig.compile.StatementReport;
import dev.mig.plan.Dialect;
import dev.mig.plan.PlanText;
import dev.mig.schema.Schema;
import dev.mig.source.Place;
import dev.mig.source.Span;
import java.util.List;
import java.util.Optional;

/** What a statement comes to on a database. */
public final class StatementSql {
  private StatementSql() {}

  /**
   * The SQL of the statement at a place, with what is asked before it; the first round of one in a
   * loop.
   *
   * @param parts the script, compiled for this dialect
   * @return empty where no statement stands, or it is refused
   */
  public static Optional<String> of(
      List<Compiled> parts, String source, int offset, Dialect dialect) {
    Optional<StatementReport> found = Moments.statement(parts, source, offset);
    if (found.isEmpty() || refused(parts, found.get())) {
      return Optional.empty();
    }
    Schema before = Moments.before(parts, source, offset);
    String sql = PlanText.steps(dialect.plan(found.get().operations(), before), dialect.name());
    return Optional.of(sql.isEmpty() ? "-- nothing is sent to the database" : sql);
  }

  private static boolean refused(List<Compiled> parts, StatementReport report) {
    Place place = report.written();
    return place != null
        && parts.stream()
            .flatMap(p -> p.diagnostics().stream())
            .anyMatch(
                d ->
                    d.isError()
                        && d.source() != null
                        && d.source().name().equals(place.source().name())
                        && within(d.span(), place.span()));
  }

  private static boolean within(Span inner, Span outer) {
    return inner.start() >= outer.start() && inner.end() <= outer.end();
  }
}
