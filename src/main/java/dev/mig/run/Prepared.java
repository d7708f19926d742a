package dev.mig.run;

import dev.mig.compile.Compiled;
import dev.mig.compile.WayBack;
import dev.mig.operation.NativeSql;
import dev.mig.plan.Dialect;
import dev.mig.plan.Plan;
import dev.mig.schema.Schema;
import dev.mig.source.Source;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A migration that was checked and planned, ready to be run.
 *
 * @param title what it says of itself, or ""
 * @param fingerprint of its meaning: comments and layout do not count
 * @param checked the schema that the check found, or predicted to find, before it
 * @param down the plan that takes it back, or null when there is none
 * @param downNote why there is none, or ""
 */
public record Prepared(
    String name,
    String title,
    Source source,
    String fingerprint,
    Schema checked,
    Plan up,
    WayBack wayBack,
    @Nullable Plan down,
    String downNote) {
  /** Plans a migration that was compiled without errors. */
  public static Prepared of(Compiled compiled, Dialect dialect) {
    boolean way = compiled.wayBack() != WayBack.NONE;
    return new Prepared(
        compiled.name(),
        Objects.requireNonNullElse(compiled.title(), ""),
        compiled.source(),
        compiled.fingerprint(),
        compiled.before(),
        up(compiled, dialect),
        compiled.wayBack(),
        way ? dialect.plan(compiled.down(), compiled.after()) : null,
        Objects.requireNonNullElse(compiled.whyNoWayBack(), ""));
  }

  /** What SQL of the user's own leaves is known to the check alone, which tried it. */
  private static Plan up(Compiled compiled, Dialect dialect) {
    Plan plan = dialect.plan(compiled.up(), compiled.before());
    return compiled.up().stream().anyMatch(NativeSql.class::isInstance)
        ? new Plan(plan.steps(), plan.foreignKeysOff(), plan.touched(), compiled.after())
        : plan;
  }
}
