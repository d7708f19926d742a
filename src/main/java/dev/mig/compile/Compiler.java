package dev.mig.compile;

import dev.mig.operation.Operation;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.Migration;
import dev.mig.statement.ScriptReader;
import dev.mig.statement.Statement;
import dev.mig.syntax.Fingerprint;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From a script's text to a checked migration. */
public final class Compiler {
  private final Probe probe;
  private final boolean strict;

  /**
   * @param strict whether unsaid loss refuses a script
   */
  public Compiler(Probe probe, boolean strict) {
    this.probe = probe;
    this.strict = strict;
  }

  /** A script as read, before it meets a database. */
  public record Read(
      Source source, Migration migration, String fingerprint, List<Diagnostic> diagnostics) {
    public Read {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** Parses and reads a script. Never throws for bad input: it is in the diagnostics. */
  public static Read read(Source source) {
    Parsed parsed = Syntax.parse(source);
    List<Diagnostic> problems = new ArrayList<>(parsed.diagnostics());
    Migration migration = new ScriptReader(parsed, problems::add).read();
    if (problems.isEmpty() && migration.statements().isEmpty()) {
      problems.add(
          Diagnostic.error(Code.EMPTY_SCRIPT, "this script holds no statement").in(source).build());
    }
    return new Read(source, migration, Fingerprint.of(parsed), problems);
  }

  /**
   * Checks a migration against the world that it will find.
   *
   * @param name what the migration is called
   */
  public Compiled compile(Read read, String name, World world) {
    Migration migration = read.migration();
    List<StatementReport> reports = new ArrayList<>();
    Walk walk = together(read, name, world, reports);
    if (walk == null) {
      reports.clear();
      walk = walk(read, name, world, false, reports);
    }
    List<Diagnostic> problems = new ArrayList<>(read.diagnostics());
    problems.addAll(walk.diagnostics());
    boolean sound = problems.stream().noneMatch(Diagnostic::isError);
    Back back =
        sound ? back(migration, walk, reports, problems) : new Back(List.of(), WayBack.NONE, null);
    problems.sort(Comparator.comparingInt(d -> d.span().start()));
    return new Compiled(
        read.source(),
        name,
        migration.title(),
        read.fingerprint(),
        walk.operations(),
        back.operations,
        back.kind,
        back.why,
        world.schema(),
        walk.schema(),
        sound ? HalfWay.of(walk.operations(), walk.backward(), world.schema()) : List.of(),
        reports,
        problems,
        walk.deferred(),
        walk.world());
  }

  /**
   * Walks with all questions asked at once; null where something does not fit, so that each must be
   * asked at its place, which tells what.
   */
  private @Nullable Walk together(
      Read read, String name, World world, List<StatementReport> reports) {
    try {
      Walk walk = walk(read, name, world, true, reports);
      return walk.allHold() ? walk : null;
    } catch (Probe.Failed behindWhatDoesNotFit) {
      return null;
    }
  }

  private Walk walk(
      Read read, String name, World world, boolean together, List<StatementReport> reports) {
    Walk walk = new Walk(read.source(), name, world, probe, strict, together);
    for (Statement statement : read.migration().statements()) {
      reports.add(walk.lower(statement));
    }
    return walk;
  }

  private record Back(List<Operation> operations, WayBack kind, @Nullable String why) {}

  private Back back(
      Migration migration, Walk walk, List<StatementReport> reports, List<Diagnostic> problems) {
    WayBack kind = WayBack.NOTHING;
    for (StatementReport report : reports) {
      kind = kind.worse(report.reverse());
    }
    if (migration.irreversible() != null) {
      return new Back(List.of(), WayBack.NONE, migration.irreversible());
    }
    List<Statement> byHand = migration.reverse();
    if (byHand != null) {
      return byHand(migration, byHand, walk, problems);
    }
    if (kind != WayBack.NONE) {
      return new Back(walk.backward().operations(), kind, null);
    }
    for (StatementReport report : reports) {
      if (report.reverse() == WayBack.NONE && !saidAt(report.span(), problems)) {
        problems.add(
            Diagnostic.warning(Code.NO_REVERSE, "down cannot take this back: " + report.why())
                .in(migration.source())
                .at(report.span())
                .note("end the script with reverse { … }, or with irreversible and the reason")
                .build());
      }
    }
    return new Back(List.of(), WayBack.NONE, walk.backward().whyNot());
  }

  /** Whether the loss at this statement was already warned of: one message for one cause. */
  private static boolean saidAt(Span span, List<Diagnostic> problems) {
    return problems.stream()
        .anyMatch(
            d ->
                d.code() == Code.LOSS_UNSAID
                    && d.span().start() >= span.start()
                    && d.span().end() <= span.end());
  }

  /**
   * The statements given by hand come first, then what can be derived; both together must lead back
   * to the start.
   */
  private Back byHand(
      Migration migration, List<Statement> statements, Walk walk, List<Diagnostic> problems) {
    Walk way = new Walk(migration.source(), "reverse", walk.world(), probe, strict, false);
    statements.forEach(way::lower);
    way.diagnostics().stream().filter(d -> d.code() != Code.LOSS_UNSAID).forEach(problems::add);
    List<Operation> all = new ArrayList<>(way.operations());
    all.addAll(walk.backward().operations());
    if (problems.stream().noneMatch(Diagnostic::isError)) {
      compare(migration, walk, all, problems);
    }
    return new Back(all, WayBack.BY_HAND, null);
  }

  private static void compare(
      Migration migration, Walk walk, List<Operation> down, List<Diagnostic> problems) {
    Schema end = walk.schema();
    for (Operation operation : down) {
      end = operation.applyTo(end);
    }
    List<String> differences =
        SchemaDiff.between(walk.start(), end, SchemaDiff.Rules.PREDICTION.anyColumnOrder());
    if (!differences.isEmpty()) {
      Diagnostic.Builder problem =
          Diagnostic.error(Code.NO_REVERSE, "this reverse does not lead back to the schema before")
              .in(migration.source());
      if (migration.reverseSpan() != null) {
        problem.at(migration.reverseSpan());
      }
      differences.stream().limit(5).forEach(problem::note);
      problems.add(problem.build());
    }
  }
}
