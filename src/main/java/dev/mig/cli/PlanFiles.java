package dev.mig.cli;

import dev.mig.compile.Compiled;
import dev.mig.project.Checked;
import dev.mig.project.MigrationScript;
import dev.mig.project.Standing;
import dev.mig.project.TextFile;
import dev.mig.run.Live;
import dev.mig.run.PlanChanges;
import dev.mig.run.PlanFile;
import dev.mig.run.Prepared;
import dev.mig.schema.Schema;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.terminal.Words;
import java.util.LinkedHashSet;
import java.util.List;

/** Plans in files: {@code mig plan -o} writes them, {@code mig up --plan} runs them. */
final class PlanFiles {
  private PlanFiles() {}

  /** Writes what was checked; ends the command where it cannot be written. */
  static void write(
      Talk talk, Project project, Checked checked, boolean optimised, String file, boolean force) {
    List<Compiled> compiled = checked.compiled();
    Schema live =
        compiled.isEmpty() ? new Live(project.database()).schema() : compiled.getFirst().before();
    PlanFile plan =
        PlanFile.of(
            Runs.TOOL,
            project.database().name(),
            optimised,
            checked.prepared(project.database().dialect(), optimised),
            live);
    TextFile.write(talk.around().folder().resolve(file), file, plan.json(), force)
        .ifPresent(
            problem -> {
              throw Stop.because(problem);
            });
    talk.put("file", file);
    talk.line(
        "wrote "
            + file
            + ", "
            + Words.count(compiled.size(), "migration")
            + "; mig up --plan "
            + file
            + " runs exactly that");
  }

  /** Reads one; ends the command where it is not as it was written. */
  static Reviewed read(Talk talk, String file) {
    try {
      return new Reviewed(file, PlanFile.read(Chosen.source(talk, file).text()));
    } catch (PlanFile.Damaged e) {
      throw Stop.because(
          Diagnostic.error(Code.FILE_PROBLEM, file + " cannot be run: " + e.getMessage())
              .note("nothing was written; mig plan -o makes a plan file")
              .build());
    }
  }

  /**
   * A plan that somebody has looked at, and that is run as it is or not at all.
   *
   * @param file what the user calls it
   */
  record Reviewed(String file, PlanFile plan) {
    /** Whether nothing of it is left to be run. */
    boolean isApplied(Standing standing) {
      return plan.migrations().stream()
          .allMatch(
              entry ->
                  standing.applied().stream()
                      .anyMatch(
                          a ->
                              a.name().equals(entry.name())
                                  && a.fingerprint().equals(entry.fingerprint())));
    }

    /** Its migrations; ends the command where they, or their tables, are not as they were. */
    Chosen choose(Project project, Standing standing) {
      if (!standing.unfinished().isEmpty()) {
        throw Stop.because(
            HalfDone.problem(
                standing.unfinished().getFirst(), "a plan file is run when nothing is half done"));
      }
      List<PlanChanges.Pending> pending =
          standing.pending().stream()
              .map(s -> new PlanChanges.Pending(s.name(), s.read().fingerprint()))
              .toList();
      refuse(
          PlanChanges.of(
              plan,
              Runs.TOOL,
              project.database().name(),
              pending,
              new Live(project.database()).schema()));
      return Chosen.only(standing, new LinkedHashSet<>(plan.names()));
    }

    /** Ends the command where other plans were made now. */
    void compare(List<Prepared> now) {
      refuse(PlanChanges.of(plan, now));
    }

    private void refuse(List<String> changes) {
      if (changes.isEmpty()) {
        return;
      }
      Diagnostic.Builder problem =
          Diagnostic.error(Code.PLAN_OUTDATED, "what " + file + " was made for has changed");
      changes.forEach(problem::note);
      throw Stop.because(
          problem.note("nothing was written; make a new one and look at it: mig plan -o").build());
    }

    /** Names what stays pending because it is not in the file. */
    void tellOthers(Talk talk, Standing before) {
      List<String> others =
          before.pending().stream()
              .map(MigrationScript::name)
              .filter(name -> !plan.names().contains(name))
              .toList();
      if (!others.isEmpty()) {
        talk.remark("pending, but not in " + file + ": " + String.join(", ", others));
      }
    }
  }
}
