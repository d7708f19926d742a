package dev.mig.lsp;

import dev.mig.compile.Compiled;
import dev.mig.compile.World;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.project.Checked;
import dev.mig.project.Late;
import dev.mig.project.Loaded;
import dev.mig.project.MigrationScript;
import dev.mig.project.Scripts;
import dev.mig.project.Standing;
import dev.mig.project.Waiting;
import dev.mig.run.Status;
import dev.mig.run.Unfinished;
import dev.mig.schema.Schema;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One check of a project as {@code mig check} does it, with what is open in its place. */
final class Checkup {
  /** The start of all, for what is known of migrations that are applied; always the same one. */
  private static final World BEFORE_ALL = World.live(Schema.EMPTY);

  /** What cannot be wrong as long as nobody knows the schema. */
  private static final Set<Code> OF_THE_SCHEMA =
      Set.of(Code.UNKNOWN_TABLE, Code.UNKNOWN_INDEX, Code.UNKNOWN_CONSTRAINT, Code.UNKNOWN_TYPE);

  private static final Set<Code> OF_THE_DIALECT =
      Set.of(Code.NOT_IN_SCHEMA_ON_SQLITE, Code.NOT_ON_THIS_DATABASE);

  private final Ground ground;
  private final Texts.Read texts;
  private final Checked.Check check;
  private final Checked.Check aside;
  private final World start;
  private final Set<Path> open;

  private final Map<String, List<Diagnostic>> diagnostics = new HashMap<>();
  private final Map<String, Compiled> compiled = new HashMap<>();
  private final Map<String, Path> files = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Map<Path, String> unchecked = new LinkedHashMap<>();

  private Checkup(
      Ground ground,
      Texts.Read texts,
      Checked.Check check,
      Checked.Check aside,
      World start,
      Set<Path> open) {
    this.ground = ground;
    this.texts = texts;
    this.start = start;
    this.open = open;
    this.aside = aside;
    this.check = ground.known().origin() == Known.Origin.NOTHING ? lenient(check) : check;
  }

  /**
   * Checks all that is pending, and what is open beside it.
   *
   * @param check is asked for each script
   * @param aside compiles what is not checked, only to know more of it
   * @param start what the first that is pending finds
   * @param open files of which as much as possible is to be known, also where a check stops before
   *     them
   */
  static Outcome of(
      Ground ground,
      Texts.Read texts,
      Checked.Check check,
      Checked.Check aside,
      World start,
      Set<Path> open) {
    Checkup checkup = new Checkup(ground, texts, check, aside, start, open);
    checkup.folder();
    texts.others().forEach(checkup::other);
    return checkup.outcome();
  }

  private void folder() {
    List<MigrationScript> all = new ArrayList<>();
    for (Texts.Text text : texts.folder()) {
      text.parts().forEach(p -> files.put(p.name(), text.entry().file()));
      all.addAll(text.parts());
    }
    Loaded<List<MigrationScript>> order = Scripts.ordered(all, ground.known().applied());
    List<Diagnostic> problems = new ArrayList<>(ground.problems());
    problems.addAll(order.problems());
    problems.forEach(this::add);
    if (!problems.isEmpty() || order.value().isEmpty()) {
      String why = problems.isEmpty() ? "" : problems.getFirst().summary();
      all.forEach(s -> leftOut(s, why));
      goOn(all, start);
      return;
    }
    order.value().get().stream().filter(s -> !s.isContract()).forEach(s -> names.add(s.name()));
    Standing standing = ground.known().standing(order.value().get());
    List<MigrationScript> pending = standing.pending();
    Waiting waiting =
        new Waiting(ground.known().dialect(), standing.unfinished(), Unfinished::name);
    Checked checked = Checked.of(check, start, ground.settings().strict(), pending, waiting);
    standing.status().problems().forEach(this::add);
    for (Late late : standing.late()) {
      checked
          .find(late.name())
          .map(c -> late.told(c, ground.known().dialect()))
          .ifPresent(this::add);
    }
    checked.diagnostics().forEach(this::add);
    checked.waiting().forEach(this::add);
    checked.compiled().forEach(c -> compiled.put(c.name(), c));
    World left = checked.compiled().isEmpty() ? start : checked.compiled().getLast().next();
    List<MigrationScript> behind =
        pending.stream().filter(s -> checked.unchecked().contains(s.name())).toList();
    if (!behind.isEmpty()) {
      String refused = checked.compiled().getLast().name();
      behind.forEach(s -> unchecked(s, "it comes after " + refused + ", which is refused"));
    }
    goOn(behind, left);
    applied(standing);
  }

  /** Compiles what was not checked, only to know more of it. */
  private void goOn(List<MigrationScript> scripts, World from) {
    int end = scripts.size();
    while (end > 0 && !open.contains(files.get(scripts.get(end - 1).name()))) {
      end--;
    }
    World world = from;
    for (MigrationScript script : scripts.subList(0, end)) {
      Compiled result = aside.of(script, world);
      compiled.put(script.name(), result);
      world = result.next();
    }
  }

  /** What is applied found a schema that is no more, which can be told where all began with it. */
  private void applied(Standing standing) {
    Set<String> done = new HashSet<>();
    for (Status.Line line : standing.status().lines()) {
      if (line.state() == Status.State.APPLIED || line.state() == Status.State.EDITED) {
        done.add(line.name());
      }
    }
    List<MigrationScript> applied =
        standing.scripts().stream().filter(s -> done.contains(s.name())).toList();
    applied.stream()
        .filter(s -> open.contains(files.get(s.name())))
        .forEach(s -> add(Standing.alreadyApplied(s)));
    goOn(applied, BEFORE_ALL);
  }

  private void leftOut(MigrationScript script, String why) {
    script.read().diagnostics().forEach(this::add);
    unchecked(script, why);
  }

  private void unchecked(MigrationScript script, String why) {
    Path file = files.get(script.name());
    if (file != null) {
      unchecked.putIfAbsent(file, why);
    }
  }

  /** A text outside of the folder: as if it were the next to be run. */
  private void other(Texts.Text text) {
    text.parts().forEach(p -> files.put(text.entry().file() + ":" + p.name(), text.entry().file()));
    Checked checked =
        Checked.of(check, start, ground.settings().strict(), text.parts(), Waiting.forNothing());
    checked.diagnostics().forEach(this::add);
    checked.compiled().forEach(c -> compiled.put(text.entry().file() + ":" + c.name(), c));
  }

  private void add(Diagnostic diagnostic) {
    Source source = diagnostic.source();
    String name = source == null ? "" : source.name();
    List<Diagnostic> all = diagnostics.computeIfAbsent(name, n -> new ArrayList<>());
    if (!all.contains(diagnostic)) {
      all.add(diagnostic);
    }
  }

  private Outcome outcome() {
    Map<Path, List<Compiled>> byFile = new HashMap<>();
    files.forEach(
        (name, file) -> {
          Compiled result = compiled.get(name);
          if (result != null) {
            byFile.computeIfAbsent(file, f -> new ArrayList<>()).add(result);
          }
        });
    byFile.values().forEach(all -> all.sort(Comparator.comparing(Compiled::name)));
    return new Outcome(diagnostics, byFile, names, unchecked);
  }

  /** Passes over what could only be said by somebody who knows the schema. */
  private Checked.Check lenient(Checked.Check strict) {
    boolean whole = makesAll(strict);
    return (script, world) -> {
      Compiled result = strict.of(script, world);
      List<Diagnostic> kept =
          result.diagnostics().stream()
              .filter(d -> whole || !isOfTheSchema(d))
              .filter(d -> !ground.known().guessed() || !OF_THE_DIALECT.contains(d.code()))
              .toList();
      return kept.size() == result.diagnostics().size() ? result : result.saying(kept);
    };
  }

  /** A type that is near one of the language is a slip, not one of the database's own. */
  private static boolean isOfTheSchema(Diagnostic diagnostic) {
    return OF_THE_SCHEMA.contains(diagnostic.code())
        && !(diagnostic.code() == Code.UNKNOWN_TYPE && !diagnostic.suggestions().isEmpty());
  }

  /** Whether the project begins with tables of its own, so that there are no others. */
  private boolean makesAll(Checked.Check strict) {
    List<Texts.Text> all = texts.folder().isEmpty() ? texts.others() : texts.folder();
    if (all.isEmpty() || all.getFirst().parts().isEmpty()) {
      return false;
    }
    return strict.of(all.getFirst().parts().getFirst(), start).statements().stream()
        .limit(1)
        .flatMap(s -> s.operations().stream())
        .anyMatch(CreateTable.class::isInstance);
  }
}
