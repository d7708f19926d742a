package dev.mig.compile;

import dev.mig.compile.script.ValueType;
import dev.mig.operation.Operation;
import dev.mig.schema.Schema;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration, checked.
 *
 * @param source the plain script that was checked: what places in operations are about
 * @param written the script as it was written; the same for one that decides nothing
 * @param parameters what the script was given, each value as it stands in a script
 * @param title what the header says beside the name, or null
 * @param repeatable whether it is applied again whenever what it says changes
 * @param fingerprint of its meaning: comments and layout do not count
 * @param up what it does
 * @param down what takes it back; empty when nothing does
 * @param wayBack how well that restores
 * @param whyNoWayBack why {@code down} is refused, or null
 * @param before the schema it starts from
 * @param after the schema it leaves
 * @param halfWays for each batch of {@code up}, in order: what takes back all before it and as much
 *     of it as is done
 * @param mentions what the names mean that stand in the texts as written, includes too
 * @param values the types of what {@code let} gives a name to, once for each time it is come to
 * @param deferred how many questions could not be asked before the run
 * @param next the world for the migration that follows
 */
public record Compiled(
    Source source,
    Source written,
    Map<String, String> parameters,
    String name,
    @Nullable String title,
    boolean repeatable,
    String fingerprint,
    List<Operation> up,
    List<Operation> down,
    WayBack wayBack,
    @Nullable String whyNoWayBack,
    Schema before,
    Schema after,
    List<HalfWay> halfWays,
    List<StatementReport> statements,
    List<Diagnostic> diagnostics,
    List<Mention> mentions,
    List<ValueType> values,
    int deferred,
    World next) {
  public Compiled {
    parameters = Map.copyOf(parameters);
    up = List.copyOf(up);
    down = List.copyOf(down);
    halfWays = List.copyOf(halfWays);
    statements = List.copyOf(statements);
    diagnostics = List.copyOf(diagnostics);
    mentions = List.copyOf(mentions);
    values = List.copyOf(values);
  }

  /** The same, with other things said of it. */
  public Compiled saying(List<Diagnostic> other) {
    return new Compiled(
        source,
        written,
        parameters,
        name,
        title,
        repeatable,
        fingerprint,
        up,
        down,
        wayBack,
        whyNoWayBack,
        before,
        after,
        halfWays,
        statements,
        other,
        mentions,
        values,
        deferred,
        next);
  }

  /** Whether it may be run. */
  public boolean refused() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
