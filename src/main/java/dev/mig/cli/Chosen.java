package dev.mig.cli;

import dev.mig.project.Checked;
import dev.mig.project.Late;
import dev.mig.project.Loaded;
import dev.mig.project.MigrationFolder;
import dev.mig.project.MigrationScript;
import dev.mig.project.SourceFiles;
import dev.mig.project.Standing;
import dev.mig.project.Waiting;
import dev.mig.run.Unfinished;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.terminal.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that a command is about.
 *
 * @param scripts in order, with what has to come before those that are asked for
 * @param asked the names that are asked for
 * @param problems of the folder and the ledger
 * @param unfinished migrations that are half done, which are not checked again
 * @param late those of them that the order puts before applied ones
 */
record Chosen(
    List<MigrationScript> scripts,
    Set<String> asked,
    List<Diagnostic> problems,
    List<Unfinished> unfinished,
    List<Late> late) {
  /** Scripts that have no place in the order of a folder. */
  Chosen(
      List<MigrationScript> scripts,
      Set<String> asked,
      List<Diagnostic> problems,
      List<Unfinished> unfinished) {
    this(scripts, asked, problems, unfinished, List.of());
  }

  /** What has to wait for those that are half done. */
  Waiting waiting(Project project) {
    return new Waiting(project.database().name(), unfinished, HalfDone::line);
  }

  boolean wants(String name) {
    return asked.contains(name);
  }

  /**
   * What is to be said of those that come late.
   *
   * @param dialect the database's name
   */
  List<Diagnostic> tellLate(Checked checked, String dialect) {
    return late.stream()
        .filter(l -> wants(l.name()))
        // What waits is behind others for a reason of its own, which is told.
        .flatMap(l -> checked.find(l.name()).stream().map(c -> l.told(c, dialect)))
        .toList();
  }

  /** The script of a name that is among them. */
  MigrationScript script(String name) {
    return scripts.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /** {@code 014_split.mig} or {@code 3 migrations}. */
  String words() {
    List<MigrationScript> wanted = scripts.stream().filter(s -> wants(s.name())).toList();
    if (wanted.size() != 1) {
      return Words.count(wanted.size(), "migration");
    }
    String file = wanted.getFirst().read().source().name();
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /**
   * All that is pending.
   *
   * @param contracts see {@link #upTo}
   */
  static Chosen pending(Project project, boolean contracts) {
    return upTo(Standings.of(project), null, contracts);
  }

  /**
   * All that is pending, or the first of it; none up to one that is applied or half done.
   *
   * @param contracts whether the parts come along that wait until no old release runs; one that is
   *     named does
   */
  static Chosen upTo(Standing standing, @Nullable Target target, boolean contracts) {
    List<MigrationScript> pending =
        standing.pending().stream()
            .filter(
                s ->
                    contracts
                        || !s.isContract()
                        || (target != null && target.text().equals(s.name())))
            .toList();
    if (target != null) {
      boolean begun = standing.isApplied(target.text()) || standing.isHalfDone(target.text());
      pending = begun ? List.of() : target.firstOf(pending, standing.names());
    }
    return of(standing, pending);
  }

  private static Chosen of(Standing standing, List<MigrationScript> scripts) {
    return new Chosen(
        List.copyOf(scripts),
        scripts.stream().map(MigrationScript::name).collect(Collectors.toUnmodifiableSet()),
        standing.status().problems(),
        standing.unfinished(),
        standing.late());
  }

  /** Those of these names that are pending, and no others. */
  static Chosen only(Standing standing, Set<String> names) {
    return of(standing, standing.pending().stream().filter(s -> names.contains(s.name())).toList());
  }

  /**
   * These files; one of the folder that is pending comes with the pending ones before it. None: all
   * that is pending.
   */
  static Chosen files(Talk talk, Project project, List<String> files) {
    if (files.isEmpty()) {
      return pending(project, true);
    }
    Map<String, MigrationScript> byName = new LinkedHashMap<>();
    for (String file : files) {
      for (MigrationScript script : read(talk, project, file)) {
        MigrationScript other = byName.putIfAbsent(script.name(), script);
        if (other != null) {
          throw new Stop(Exit.REFUSED, List.of(twice(script, other)));
        }
      }
    }
    List<MigrationScript> named = List.copyOf(byName.values());
    if (!Files.isDirectory(project.folder())) {
      return new Chosen(named, Set.copyOf(byName.keySet()), List.of(), List.of());
    }
    return among(Standings.of(project), named);
  }

  private static Diagnostic twice(MigrationScript script, MigrationScript other) {
    return Diagnostic.error(Code.SAME_NAME_TWICE, "two migrations are called " + script.name())
        .in(script.read().source())
        .note("the other one is " + other.read().source().name())
        .build();
  }

  private static Chosen among(Standing standing, List<MigrationScript> named) {
    Set<String> asked = new HashSet<>();
    named.forEach(s -> asked.add(s.name()));
    List<MigrationScript> pending = standing.pending();
    int last = -1;
    for (int i = 0; i < pending.size(); i++) {
      if (isOneOf(pending.get(i), named)) {
        last = i;
      }
    }
    List<MigrationScript> scripts = new ArrayList<>(pending.subList(0, last + 1));
    List<Diagnostic> problems = new ArrayList<>();
    for (MigrationScript script : named) {
      Optional<Unfinished> half = half(standing, script.name());
      if (half.isPresent()) {
        // It is told of beside what is checked.
        continue;
      }
      boolean applied =
          standing.status().lines().stream()
              .anyMatch(l -> l.applied() != null && l.name().equals(script.name()));
      if (applied) {
        problems.add(Standing.alreadyApplied(script));
      } else if (scripts.stream().noneMatch(s -> s.name().equals(script.name()))) {
        scripts.add(script);
      }
    }
    return new Chosen(
        List.copyOf(scripts), Set.copyOf(asked), problems, standing.unfinished(), standing.late());
  }

  private static Optional<Unfinished> half(Standing standing, String name) {
    return standing.unfinished().stream().filter(u -> u.name().equals(name)).findFirst();
  }

  /** The pending one of this name, with those before it. */
  static Chosen named(Project project, String name) {
    Standing standing = Standings.of(project);
    Optional<Unfinished> half = half(standing, name);
    if (half.isPresent()) {
      throw new Stop(
          Exit.REFUSED,
          List.of(HalfDone.problem(half.get(), "its plan is made and does not change any more")));
    }
    return new Chosen(
        new Target(name, 0).firstOf(standing.pending(), standing.names()),
        Set.of(name),
        standing.status().problems(),
        standing.unfinished(),
        standing.late());
  }

  /** The parts of one script; {@code -} is standard input. */
  static List<MigrationScript> read(Talk talk, Project project, String file) {
    Source source = source(talk, file);
    String last = file.substring(file.lastIndexOf('/') + 1);
    String name = file.equals("-") ? "stdin" : MigrationFolder.nameOf(last);
    return project.read(source, name);
  }

  /**
   * The text of a file, or of standard input for {@code -}; ends the command where it cannot be
   * read.
   */
  static Source source(Talk talk, String file) {
    Loaded<Source> loaded;
    if (file.equals("-")) {
      try {
        loaded = SourceFiles.read(talk.around().in(), "<stdin>");
      } catch (IOException e) {
        throw Stop.because(
            Diagnostic.error(Code.FILE_PROBLEM, "standard input cannot be read").build());
      }
    } else {
      loaded = SourceFiles.read(talk.around().folder().resolve(file).toString());
    }
    return loaded.value().orElseThrow(() -> Stop.because(loaded.problems()));
  }

  private static boolean isOneOf(MigrationScript script, List<MigrationScript> named) {
    return named.stream()
        .anyMatch(
            n ->
                n.name().equals(script.name())
                    && n.read().source().text().equals(script.read().source().text()));
  }
}
