package dev.mig.cli;

import dev.mig.project.Latecomer;
import dev.mig.run.Applied;
import dev.mig.run.History;
import dev.mig.run.Status;
import dev.mig.run.Unfinished;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where the folder and the database stand to each other.
 *
 * @param scripts every script of the folder in the order of going up
 * @param status the same as the ledger sees it
 */
record Standing(List<Project.Script> scripts, Status status) {
  /** Reads the ledger, then the folder; ends the command where either cannot be read. */
  static Standing of(Project project) {
    List<Project.Script> scripts = new ArrayList<>();
    boolean[] readable = {false};
    Status status =
        Status.read(
            project.database(),
            (Collection<String> names) -> {
              readable[0] = true;
              scripts.addAll(project.scripts(names));
              return scripts.stream().map(Project.Script::known).toList();
            });
    if (!readable[0]) {
      throw Stop.because(status.problems());
    }
    return new Standing(List.copyOf(scripts), status);
  }

  /**
   * The same without a database where none is named or it does not answer; that is said once. No
   * migration has a state then.
   */
  static Standing ifReachable(Talk talk, Project project) {
    List<Diagnostic> why =
        project.settings().url() == null
            ? List.of(Project.noDatabase())
            : Status.read(project.database(), List.of()).problems().stream()
                .filter(d -> d.code() != Code.MISSING)
                .toList();
    if (why.isEmpty()) {
      return of(project);
    }
    talk.remark("states are left out: " + why.getFirst().summary());
    return new Standing(project.scripts(List.of()), new Status(List.of(), List.of(), History.NONE));
  }

  /** The same; ends the command where an applied one is edited or missing. */
  static Standing sound(Project project) {
    Standing standing = of(project);
    standing.mustBeSound();
    return standing;
  }

  /** Ends the command where an applied migration is edited or missing. */
  void mustBeSound() {
    if (!status.problems().isEmpty()) {
      throw Stop.because(status.problems());
    }
  }

  /** What is applied, in order, whatever the folder holds. */
  static List<Applied> applied(Project project) {
    return new Standing(List.of(), ledger(project)).applied();
  }

  /** What the ledger says alone; ends the command where it cannot be read. */
  static Status ledger(Project project) {
    Status ledger = Status.read(project.database(), List.of());
    // Without a folder to compare with, every row is one whose file is missing.
    List<Diagnostic> unread =
        ledger.problems().stream().filter(d -> d.code() != Code.MISSING).toList();
    if (!unread.isEmpty()) {
      throw Stop.because(unread);
    }
    return ledger;
  }

  /** What is applied, in order. */
  List<Applied> applied() {
    return status.lines().stream().map(Status.Line::applied).filter(Objects::nonNull).toList();
  }

  /** Every name that the folder or the ledger knows. */
  List<String> names() {
    return status.lines().stream().map(Status.Line::name).toList();
  }

  boolean isApplied(String name) {
    return status.lines().stream()
        .anyMatch(
            line ->
                line.applied() != null
                    && line.state() != Status.State.PENDING
                    && line.name().equals(name));
  }

  boolean isHalfDone(String name) {
    return unfinished().stream().anyMatch(half -> half.name().equals(name));
  }

  /** Whether other migrations are applied by now. */
  boolean isPast(Project project) {
    return !names(applied(project)).equals(names(applied()));
  }

  private static List<String> names(List<Applied> applied) {
    return applied.stream().map(Applied::name).toList();
  }

  /** Pending ones that the order puts before applied ones. */
  List<Late> late() {
    Map<String, Project.Script> byName = new LinkedHashMap<>();
    scripts.stream()
        .filter(script -> !script.isContract())
        .forEach(script -> byName.put(script.name(), script));
    Set<String> pending = new HashSet<>();
    status.pending().stream()
        .filter(line -> line.applied() == null)
        .forEach(line -> pending.add(line.name()));
    return Latecomer.of(List.copyOf(byName.keySet()), new HashSet<>(names(applied())), pending)
        .stream()
        .map(l -> new Late(l, Objects.requireNonNull(byName.get(l.name()))))
        .toList();
  }

  /** The names of the parts that can go up once no old release runs. */
  List<String> waiting() {
    return pending().stream()
        .filter(s -> s.isContract() && isApplied(s.firstPart()))
        .map(Project.Script::name)
        .toList();
  }

  /** Migrations that are half done, the oldest first. */
  List<Unfinished> unfinished() {
    return status.unfinished();
  }

  /** What is yet to go up, in order. */
  List<Project.Script> pending() {
    Set<String> names = new HashSet<>();
    status.pending().forEach(line -> names.add(line.name()));
    return scripts.stream().filter(s -> names.contains(s.name())).toList();
  }
}
