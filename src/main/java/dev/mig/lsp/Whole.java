package dev.mig.lsp;

import dev.mig.compile.Compiled;
import dev.mig.language.Symbols;
import dev.mig.source.Source;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The scripts of a project together, for what goes across files. */
final class Whole {
  /** Of no project. */
  static final Whole NOTHING = new Whole(List.of(), List.of(), Map.of(), Set.of());

  private final List<Compiled> scripts;
  private final Map<String, Source> texts = new LinkedHashMap<>();
  private final Map<String, Path> migrations;
  private final Set<String> applied;
  private @Nullable Symbols symbols;

  /**
   * @param scripts in the order of going up, as far as they could be compiled
   * @param texts of all files, included ones too
   * @param migrations the files of migrations by their names, in that order, too
   * @param applied names of those that are applied
   */
  Whole(
      List<Compiled> scripts,
      Collection<Source> texts,
      Map<String, Path> migrations,
      Set<String> applied) {
    this.scripts = List.copyOf(scripts);
    texts.forEach(t -> this.texts.putIfAbsent(t.name(), t));
    this.migrations = new LinkedHashMap<>(migrations);
    this.applied = Set.copyOf(applied);
  }

  /** What the names of all scripts stand for; found out when it is first asked for. */
  synchronized Symbols symbols() {
    if (symbols == null) {
      symbols = Symbols.of(scripts, texts.values());
    }
    return symbols;
  }

  /** The names of the migrations, in the order of going up. */
  List<String> names() {
    return List.copyOf(migrations.keySet());
  }

  /** The file of a migration. */
  Optional<Path> file(String migration) {
    return Optional.ofNullable(migrations.get(migration));
  }

  /** Whether a text is that of a migration that is applied. */
  boolean isApplied(Source text) {
    return scripts.stream()
        .anyMatch(s -> applied.contains(s.name()) && s.written().name().equals(text.name()));
  }
}
