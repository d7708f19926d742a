package dev.mig.cli;

import dev.mig.project.MigrationScript;
import dev.mig.project.Standing;
import dev.mig.run.Applied;
import dev.mig.run.History;
import dev.mig.run.Status;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds out where the folder and the database stand to each other. */
final class Standings {
  private Standings() {}

  /** Reads the ledger, then the folder; ends the command where either cannot be read. */
  static Standing of(Project project) {
    List<MigrationScript> scripts = new ArrayList<>();
    boolean[] readable = {false};
    Status status =
        Status.read(
            project.database(),
            (Collection<String> names) -> {
              readable[0] = true;
              scripts.addAll(project.scripts(names));
              return scripts.stream().map(MigrationScript::known).toList();
            });
    if (!readable[0]) {
      throw Stop.because(status.problems());
    }
    return new Standing(scripts, status);
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
    mustBeSound(standing);
    return standing;
  }

  /** Ends the command where an applied migration is edited or missing. */
  static void mustBeSound(Standing standing) {
    if (!standing.status().problems().isEmpty()) {
      throw Stop.because(standing.status().problems());
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

  /** Whether other migrations are applied by now. */
  static boolean isPast(Standing standing, Project project) {
    return !names(applied(project)).equals(names(standing.applied()));
  }

  private static List<String> names(List<Applied> applied) {
    return applied.stream().map(Applied::name).toList();
  }
}
