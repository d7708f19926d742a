package dev.mig.project;

import dev.mig.compile.Compiler;
import dev.mig.compile.script.Hooks;
import dev.mig.compile.script.Library;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Syntax;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Texts of a project as scripts, and the order in which they go up. */
public final class Scripts {
  private Scripts() {}

  /** The parts of one text; of most there is one. */
  public static List<MigrationScript> of(
      Source source, String defaultName, Library library, Hooks hooks) {
    return of(Syntax.parse(source), defaultName, library, hooks);
  }

  /** The parts of a text that is parsed. */
  public static List<MigrationScript> of(
      Parsed parsed, String defaultName, Library library, Hooks hooks) {
    return Compiler.parts(parsed, library, hooks).stream()
        .map(read -> MigrationScript.of(read, defaultName))
        .toList();
  }

  /**
   * All of them in the order of going up.
   *
   * @param all in the order of their files
   * @param applied names that are applied, whose files may be gone
   */
  public static Loaded<List<MigrationScript>> ordered(
      List<MigrationScript> all, Collection<String> applied) {
    Map<String, MigrationScript> byName = new LinkedHashMap<>();
    List<MigrationGraph.Node> nodes = new ArrayList<>();
    // They wait until they are asked for, so nothing of the order hangs on them.
    List<MigrationGraph.Node> contracts = new ArrayList<>();
    for (MigrationScript script : all) {
      byName.put(script.name(), script);
      (script.isContract() ? contracts : nodes).add(script.node());
    }
    nodes.addAll(contracts);
    Loaded<List<MigrationGraph.Node>> order = MigrationGraph.order(nodes, applied);
    return new Loaded<>(
        order
            .value()
            .map(
                sorted ->
                    sorted.stream()
                        .map(node -> Objects.requireNonNull(byName.get(node.name())))
                        .toList()),
        order.problems());
  }

  /** The scripts around every migration; none where one of them cannot be read. */
  public static Loaded<Hooks> hooks(ProjectSettings settings) {
    List<Diagnostic> problems = new ArrayList<>();
    List<Source> before = sources(settings.before(), problems);
    List<Source> after = sources(settings.after(), problems);
    return problems.isEmpty()
        ? Loaded.of(new Hooks(before, after))
        : new Loaded<>(Optional.empty(), problems);
  }

  private static List<Source> sources(List<Path> files, List<Diagnostic> problems) {
    List<Source> sources = new ArrayList<>();
    for (Path file : files) {
      Loaded<Source> loaded = SourceFiles.read(file.toString());
      loaded.value().ifPresent(sources::add);
      problems.addAll(loaded.problems());
    }
    return sources;
  }
}
