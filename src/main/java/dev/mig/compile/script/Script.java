package dev.mig.compile.script;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.Phase;
import dev.mig.statement.script.Define;
import dev.mig.statement.script.ForEach;
import dev.mig.statement.script.Gathered;
import dev.mig.statement.script.If;
import dev.mig.statement.script.Include;
import dev.mig.statement.script.Let;
import dev.mig.statement.script.Node;
import dev.mig.statement.script.Param;
import dev.mig.statement.script.ScriptNodes;
import dev.mig.statement.script.Template;
import dev.mig.statement.script.Within;
import dev.mig.syntax.Fingerprint;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A script that decides something, with all that it includes.
 *
 * @param header what stands before its statements
 * @param phase the part of it that is meant
 * @param units the script itself and every file that it includes, by name, in the order of reading
 * @param around what every script has around it
 */
public record Script(
    Unit main, Template header, Phase phase, Map<String, Unit> units, Around around) {
  /** More files than these are not for one script. */
  private static final int MOST_FILES = 200;

  /**
   * One text.
   *
   * @param includes the names of the units that it includes, by their paths as written
   */
  public record Unit(
      Source source, Parsed parsed, List<Node> nodes, Map<String, String> includes) {}

  /**
   * The hooks of a project.
   *
   * @param units they themselves and every file that they include, by name
   */
  record Around(List<Unit> before, List<Unit> after, Map<String, Unit> units) {}

  /** A text of this script or of the hooks around it, by its name. */
  Unit unit(String name) {
    Unit own = units.get(name);
    return own != null ? own : Objects.requireNonNull(around.units.get(name), name);
  }

  /**
   * Reads it, with all that it includes.
   *
   * @param problems what is wrong with what it includes; that of its own text is not in there
   */
  public static Script read(
      Parsed parsed, Phase phase, Library library, Hooks hooks, Consumer<Diagnostic> problems) {
    Reading reading = new Reading(library, problems);
    Unit main = reading.unit(parsed, phase, List.of());
    Reading others = new Reading(library, problems);
    List<Unit> before = others.hooks(hooks.before());
    List<Unit> after = others.hooks(hooks.after());
    Around around = new Around(before, after, others.units);
    return new Script(main, ScriptNodes.header(parsed), phase, reading.units, around);
  }

  /** The names of the parameters that it declares. */
  public List<String> parameters() {
    return params().stream().map(p -> p.name().text()).toList();
  }

  /** What is to be said of those that have neither a value nor a default. */
  public List<Diagnostic> missing(Parameters given) {
    return Given.missing(params(), given);
  }

  /** The parameters of all texts, in order. */
  List<Param> params() {
    List<Param> all = new ArrayList<>();
    units.values().forEach(u -> walk(u.nodes(), n -> addParam(n, all)));
    around.units.values().forEach(u -> walk(u.nodes(), n -> addParam(n, all)));
    return all;
  }

  private static void addParam(Node node, List<Param> all) {
    if (node instanceof Param param) {
      all.add(param);
    }
  }

  /**
   * What it means, in 64 hexadecimal digits: of an included file only what is used counts, so that
   * a library can grow without touching what was applied.
   */
  public String fingerprint() {
    List<String> parts = new ArrayList<>();
    parts.add(Fingerprint.of(main.parsed(), phase.others(main.parsed())));
    Set<String> used = new HashSet<>(Fingerprint.words(main.parsed(), List.of()));
    Map<String, List<Span>> left = new LinkedHashMap<>();
    units.keySet().stream()
        .filter(n -> !n.equals(main.source().name()))
        .forEach(n -> left.put(n, List.of()));
    int before;
    do {
      before = used.size();
      left.replaceAll(
          (name, earlier) -> {
            Unit unit = Objects.requireNonNull(units.get(name));
            List<Span> unused = unused(unit, used);
            used.addAll(Fingerprint.words(unit.parsed(), unused));
            return unused;
          });
    } while (used.size() > before);
    left.forEach(
        (name, unused) ->
            parts.add(Fingerprint.of(Objects.requireNonNull(units.get(name)).parsed(), unused)));
    return parts.size() == 1 ? parts.getFirst() : Fingerprint.ofAll(parts);
  }

  private static List<Span> unused(Unit unit, Set<String> used) {
    List<Span> unused = new ArrayList<>();
    for (Node node : unit.nodes()) {
      switch (node) {
        case Define d when !used.contains(lower(d.name().text())) -> unused.add(d.whole());
        case Let l when !used.contains(lower(l.name().text())) -> unused.add(l.span());
        case Param p when !used.contains(lower(p.name().text())) -> unused.add(p.span());
        default -> {}
      }
    }
    return unused;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static void walk(List<Node> nodes, Consumer<Node> each) {
    for (Node node : nodes) {
      each.accept(node);
      switch (node) {
        case If i -> {
          i.branches().forEach(b -> walk(b.body(), each));
          walk(i.otherwise(), each);
        }
        case ForEach f -> walk(f.body(), each);
        case Within w -> walk(w.body(), each);
        case Gathered g -> walk(g.body(), each);
        case Define d -> walk(d.body(), each);
        default -> {}
      }
    }
  }

  /** Follows includes. */
  private static final class Reading {
    private final Library library;
    private final Consumer<Diagnostic> problems;
    private final Map<String, Unit> units = new LinkedHashMap<>();

    private Reading(Library library, Consumer<Diagnostic> problems) {
      this.library = library;
      this.problems = problems;
    }

    /**
     * Reads one text.
     *
     * @param around the names of the texts that are being read
     */
    private Unit unit(Parsed parsed, Phase phase, List<String> around) {
      Map<String, String> includes = new HashMap<>();
      Unit unit = new Unit(parsed.source(), parsed, ScriptNodes.of(parsed, phase), includes);
      units.put(parsed.source().name(), unit);
      List<String> path = new ArrayList<>(around);
      path.add(parsed.source().name());
      walk(
          unit.nodes(),
          n -> {
            if (n instanceof Include include) {
              include(unit, include, path);
            }
          });
      return unit;
    }

    private List<Unit> hooks(List<Source> sources) {
      List<Unit> all = new ArrayList<>();
      for (Source source : sources) {
        Parsed parsed = Syntax.parse(source);
        parsed.diagnostics().forEach(problems);
        all.add(unit(parsed, Phase.WHOLE, List.of()));
      }
      return all;
    }

    private void include(Unit unit, Include include, List<String> path) {
      Library.Found found = library.find(unit.source(), include.path());
      Source source = found.source();
      if (source == null) {
        report(unit, include, "this file cannot be included: " + found.why(), "");
        return;
      }
      int round = path.indexOf(source.name());
      if (round >= 0) {
        List<String> circle = new ArrayList<>(path.subList(round, path.size()));
        circle.add(source.name());
        report(unit, include, "these files include each other", String.join(" → ", circle));
        return;
      }
      unit.includes().put(include.path(), source.name());
      if (units.containsKey(source.name())) {
        return;
      }
      if (units.size() > MOST_FILES) {
        report(unit, include, "a script includes at most " + MOST_FILES + " files", "");
        return;
      }
      Parsed parsed = Syntax.parse(source);
      parsed.diagnostics().forEach(problems);
      unit(parsed, Phase.WHOLE, path);
    }

    private void report(Unit unit, Include include, String what, String note) {
      Diagnostic.Builder problem =
          Diagnostic.error(Code.INCLUDE_PROBLEM, what).in(unit.source()).at(include.span());
      if (!note.isEmpty()) {
        problem.note(note);
      }
      problems.accept(problem.build());
    }
  }
}
