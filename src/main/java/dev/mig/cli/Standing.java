package dev.mig.cli;

import dev.mig.run.Applied;
import dev.mig.run.Status;
import dev.mig.run.Unfinished;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.util.HashSet;
import java.util.List;
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
    List<String> applied = ledger(project).lines().stream().map(Status.Line::name).toList();
    List<Project.Script> scripts = project.scripts(applied);
    return new Standing(
        scripts,
        Status.read(project.database(), scripts.stream().map(Project.Script::known).toList()));
  }

  /** What is applied, in order, whatever the folder holds. */
  static List<Applied> applied(Project project) {
    return ledger(project).lines().stream()
        .map(Status.Line::applied)
        .filter(Objects::nonNull)
        .toList();
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
