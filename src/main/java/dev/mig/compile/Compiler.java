package dev.mig.compile;

import dev.mig.compile.script.Expansion;
import dev.mig.compile.script.Hooks;
import dev.mig.compile.script.Library;
import dev.mig.compile.script.Parameters;
import dev.mig.compile.script.Script;
import dev.mig.operation.Operation;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.Migration;
import dev.mig.statement.Phase;
import dev.mig.statement.ScriptReader;
import dev.mig.statement.Statement;
import dev.mig.statement.script.ScriptNodes;
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
  private final Parameters parameters;

  /**
   * @param strict whether unsaid loss refuses a script
   */
  public Compiler(Probe probe, boolean strict) {
    this(probe, strict, Parameters.NONE);
  }

  /**
   * @param strict whether unsaid loss refuses a script
   * @param parameters the values that scripts are given
   */
  public Compiler(Probe probe, boolean strict, Parameters parameters) {
    this.probe = probe;
    this.strict = strict;
    this.parameters = parameters;
  }

  /**
   * A script as read, before it meets a database.
   *
   * @param migration of a script that decides something, its header alone
   * @param phase the part of the script that it is
   * @param script what it decides, with all that it includes; null for a plain script
   * @param fingerprint of its meaning
   */
  public record Read(
      Source source,
      Migration migration,
      Phase phase,
      @Nullable Script script,
      String fingerprint,
      List<Diagnostic> diagnostics) {
    public Read {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** Parses and reads a script that includes no other. */
  public static Read read(Source source) {
    return read(source, Library.NONE);
  }

  /** The first part of a script, or all of one without parts. */
  public static Read read(Source source, Library library) {
    return parts(source, library, Hooks.NONE).getFirst();
  }

  /**
   * Parses and reads a script, each of its parts. Never throws for bad input: it is in the
   * diagnostics, those of the text in the first part's.
   */
  public static List<Read> parts(Source source, Library library, Hooks hooks) {
    return parts(Syntax.parse(source), library, hooks);
  }

  /** Reads a script that is parsed, each of its parts. */
  public static List<Read> parts(Parsed parsed, Library library, Hooks hooks) {
    List<Read> parts = new ArrayList<>();
    for (Phase phase : Phase.of(parsed)) {
      List<Diagnostic> found = parts.isEmpty() ? parsed.diagnostics() : List.of();
      parts.add(read(parsed, phase, library, hooks, new ArrayList<>(found)));
    }
    return parts;
  }

  private static Read read(
      Parsed parsed, Phase phase, Library library, Hooks hooks, List<Diagnostic> problems) {
    Source source = parsed.source();
    ScriptReader reader = new ScriptReader(parsed, phase, problems::add);
    if (ScriptNodes.decides(parsed) || !hooks.isEmpty()) {
      Script script = Script.read(parsed, phase, library, hooks, problems::add);
      if (script.main().nodes().isEmpty()) {
        empty(source, problems);
      }
      return new Read(source, reader.header(), phase, script, script.fingerprint(), problems);
    }
    Migration migration = reader.read();
    if (migration.statements().isEmpty()) {
      empty(source, problems);
    }
    String fingerprint = Fingerprint.of(parsed, phase.others(parsed));
    return new Read(source, migration, phase, null, fingerprint, problems);
  }

  private static void empty(Source source, List<Diagnostic> problems) {
    if (problems.isEmpty()) {
      problems.add(
          Diagnostic.error(Code.EMPTY_SCRIPT, "this script holds no statement").in(source).build());
    }
  }

  /**
   * Checks a migration against the world that it will find.
   *
   * @param name what the migration is called
   */
  public Compiled compile(Read read, String name, World world) {
    Walked walked = together(read, name, world);
    if (walked == null) {
      walked = walk(read, name, world, false);
    }
    Walk walk = walked.walk();
    Migration migration = walked.migration();
    List<Diagnostic> problems = new ArrayList<>(read.diagnostics());
    problems.addAll(walked.said());
    problems.addAll(walk.diagnostics());
    boolean sound = walked.sound() && problems.stream().noneMatch(Diagnostic::isError);
    List<Mention> mentions = new ArrayList<>(walk.mentions());
    Back back =
        sound
            ? back(migration, walk, walked.reports(), problems, mentions)
            : new Back(List.of(), WayBack.NONE, null);
    List<Diagnostic> placed = new ArrayList<>(walked.atOrigin(problems));
    placed.sort(Comparator.comparingInt(d -> d.span().start()));
    return new Compiled(
        walked.text(),
        read.source(),
        walked.parameters(),
        name,
        migration.title(),
        migration.repeatable(),
        read.fingerprint(),
        walk.operations(),
        back.operations,
        back.kind,
        back.why,
        world.schema(),
        walk.schema(),
        sound ? HalfWay.of(walk.operations(), walk.backward(), world.schema()) : List.of(),
        walked.written(read.source()),
        placed,
        walked.mentionsAtOrigin(mentions),
        walked.values(),
        walk.deferred(),
        walk.world());
  }

  /**
   * Walks with all questions asked at once; null where something does not fit, so that each must be
   * asked at its place, which tells what.
   */
  private @Nullable Walked together(Read read, String name, World world) {
    try {
      Walked walked = walk(read, name, world, true);
      return walked.walk().allHold() ? walked : null;
    } catch (Probe.Failed behindWhatDoesNotFit) {
      return null;
    }
  }

  private Walked walk(Read read, String name, World world, boolean together) {
    Script script = read.script();
    if (script == null) {
      Walk walk = new Walk(read.source(), name, world, probe, strict, together);
      return Walked.plain(read.migration(), walk);
    }
    Expansion expansion = new Expansion(read.source().name());
    Walk walk = new Walk(expansion.source(), name, world, probe, strict, together);
    return Walked.interpreted(script, read.migration(), parameters, expansion, walk, probe);
  }

  private record Back(List<Operation> operations, WayBack kind, @Nullable String why) {}

  private Back back(
      Migration migration,
      Walk walk,
      List<StatementReport> reports,
      List<Diagnostic> problems,
      List<Mention> mentions) {
    WayBack kind = WayBack.NOTHING;
    for (StatementReport report : reports) {
      kind = kind.worse(report.reverse());
    }
    if (migration.irreversible() != null) {
      return new Back(List.of(), WayBack.NONE, migration.irreversible());
    }
    List<Statement> byHand = migration.reverse();
    if (byHand != null) {
      return byHand(migration, byHand, walk, problems, mentions);
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
      Migration migration,
      List<Statement> statements,
      Walk walk,
      List<Diagnostic> problems,
      List<Mention> mentions) {
    Walk way = new Walk(migration.source(), "reverse", walk.world(), probe, strict, false);
    statements.forEach(way::lower);
    int end = walk.operations().size();
    way.mentions().forEach(m -> mentions.add(m.behind(end)));
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
