package dev.mig.run;

import dev.mig.compile.Compiled;
import dev.mig.compile.HalfWay;
import dev.mig.compile.WayBack;
import dev.mig.operation.Batch;
import dev.mig.operation.Operation;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.plan.Dialect;
import dev.mig.plan.Optimiser;
import dev.mig.plan.Plan;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.source.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A migration that was checked and planned, ready to be run.
 *
 * @param title what it says of itself, or ""
 * @param source the plain script: what places in the plans are about
 * @param written the script as it was written; the same for one that decides nothing
 * @param parameters what the script was given, each value as it stands in a script
 * @param repeatable whether it takes the place of what was applied under its name
 * @param fingerprint of its meaning: comments and layout do not count
 * @param checked the schema that the check found, or predicted to find, before it
 * @param down the plan that takes it back, or null when there is none
 * @param downNote why there is none, or ""
 * @param halfBack for each of its walks, in order, what takes back a run which was stopped there;
 *     null where nothing can
 * @param saved names of the tables beside the ledger that it fills
 */
public record Prepared(
    String name,
    String title,
    Source source,
    Source written,
    Map<String, String> parameters,
    boolean repeatable,
    String fingerprint,
    Schema checked,
    Plan up,
    WayBack wayBack,
    @Nullable Plan down,
    String downNote,
    List<@Nullable HalfBack> halfBack,
    List<String> saved) {
  public Prepared {
    // A list that may hold nulls, which List.copyOf does not take.
    halfBack = Collections.unmodifiableList(new ArrayList<>(halfBack));
    parameters = Map.copyOf(parameters);
    saved = List.copyOf(saved);
  }

  /** Plans a migration that was compiled without errors. */
  public static Prepared of(Compiled compiled, Dialect dialect) {
    return of(compiled, dialect, true);
  }

  /**
   * Plans a migration that was compiled without errors.
   *
   * @param optimised whether statements that can be one become one
   */
  public static Prepared of(Compiled compiled, Dialect dialect, boolean optimised) {
    boolean way = compiled.wayBack() != WayBack.NONE;
    Plan up = plan(compiled.up(), compiled.before(), dialect, optimised);
    return new Prepared(
        compiled.name(),
        Objects.requireNonNullElse(compiled.title(), ""),
        compiled.source(),
        compiled.written(),
        compiled.parameters(),
        compiled.repeatable(),
        compiled.fingerprint(),
        compiled.before(),
        up,
        compiled.wayBack(),
        way ? plan(compiled.down(), left(compiled.after(), up.after()), dialect, optimised) : null,
        Objects.requireNonNullElse(compiled.whyNoWayBack(), ""),
        halfBack(compiled, dialect),
        saved(compiled.up()).stream().map(QName::name).toList());
  }

  /**
   * Takes back a run that was stopped in a walk.
   *
   * @param partial how many of the plan's first walks take back the one that may be done in part
   */
  public record HalfBack(Plan plan, int partial) {}

  private static List<@Nullable HalfBack> halfBack(Compiled compiled, Dialect dialect) {
    List<@Nullable HalfBack> plans = new ArrayList<>();
    for (HalfWay half : compiled.halfWays()) {
      List<Operation> back = half.back();
      plans.add(back == null ? null : new HalfBack(dialect.plan(back, half.at()), half.partial()));
    }
    return plans;
  }

  private static Plan plan(
      List<Operation> operations, Schema before, Dialect dialect, boolean optimised) {
    return dialect.plan(optimised ? Optimiser.optimise(operations, before) : operations, before);
  }

  /** The schema that is left, with the texts that renames leave: only the plan follows those. */
  private static Schema left(Schema after, Schema planned) {
    Schema left = after.withViews(planned.views());
    for (Table table : after.tables().values()) {
      Table texts = planned.tables().get(table.name());
      if (texts != null) {
        left = left.with(table.withTriggers(texts.triggers()));
      }
    }
    return left;
  }

  /** The tables beside the ledger that these operations fill for their way back, in order. */
  static List<QName> saved(List<Operation> operations) {
    return operations.stream().flatMap(Prepared::saved).toList();
  }

  private static Stream<QName> saved(Operation operation) {
    return switch (operation) {
      case SaveRows o -> o.scratch() ? Stream.empty() : Stream.of(o.table());
      case InsertRows o -> Stream.ofNullable(o.keysInto());
      case Batch o -> o.parts().stream().flatMap(p -> saved(p.operation()));
      default -> Stream.empty();
    };
  }
}
