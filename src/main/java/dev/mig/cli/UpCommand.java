package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.compile.Compiled;
import dev.mig.run.Prepared;
import dev.mig.run.RunResult;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs everything that is pending, each migration in a transaction of its own. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Run what is pending, each migration in a transaction of its own.",
      "All of it is checked before the first is run, and each again right before it runs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig up --dry-run      what would be sent",
      "  mig up",
      "  mig up --yes          ask nothing",
      "  mig up --wait 300     in a deployment with several runners"
    })
final class UpCommand extends Action {
  @Option(names = "--dry-run", description = "Show the SQL instead of sending it.")
  private boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before values are lost.")
  private boolean yes;

  @Option(
      names = "--no-optimise",
      description = "One statement for each of the script's, none joined or moved.")
  private boolean plain;

  @Override
  Exit act(Talk talk) {
    Project project = Project.open(talk, options());
    Chosen chosen = Chosen.pending(project);
    if (!chosen.problems().isEmpty()) {
      throw Stop.because(chosen.problems());
    }
    Checked checked = Checked.of(project, chosen.scripts());
    talk.complain(checked.diagnostics());
    if (checked.refused(project.settings().strict())) {
      talk.remark("");
      talk.remark(talk.tally() + "; nothing was written");
      return Exit.REFUSED;
    }
    if (dryRun) {
      JsonArray plans = new JsonArray();
      talk.put("plans", plans);
      PlanCommand.Shown shown = new PlanCommand.Shown(false, !plain);
      PlanCommand.show(talk, project.database(), chosen, checked, shown, plans);
      return Exit.DONE;
    }
    if (chosen.scripts().isEmpty()) {
      talk.put("migrations", new JsonArray());
      talk.line("nothing is pending");
      return Exit.DONE;
    }
    return agreed(talk, checked.diagnostics()) ? run(talk, project, checked) : Exit.REFUSED;
  }

  private boolean agreed(Talk talk, List<Diagnostic> diagnostics) {
    boolean loss = diagnostics.stream().anyMatch(d -> d.code() == Code.LOSS_UNSAID);
    if (!loss || yes || !talk.around().interactive()) {
      return true;
    }
    boolean agrees = talk.agrees("Values will be lost, as said above. Run it all the same?");
    if (!agrees) {
      talk.remark("nothing was written");
    }
    return agrees;
  }

  private Exit run(Talk talk, Project project, Checked checked) {
    try (Runs runs = new Runs(talk, options(), project.database())) {
      for (int i = 0; i < checked.compiled().size(); i++) {
        Compiled compiled = checked.compiled().get(i);
        if (i > 0) {
          // What ran meanwhile, here or elsewhere, is what this one really finds.
          Again again = Again.check(project, compiled);
          if (again.applied()) {
            continue;
          }
          if (again.checked().refused(project.settings().strict())) {
            talk.complain(again.checked().diagnostics());
            return Exit.PARTIAL;
          }
          compiled = again.checked().compiled().getFirst();
        }
        Prepared prepared = Prepared.of(compiled, project.database().dialect(), !plain);
        RunResult result = runs.run(compiled.name(), "applied", runner -> runner.up(prepared));
        if (!result.done()) {
          return runs.exitAfter(result);
        }
      }
      talk.line("");
      talk.line(
          talk.colour().green("done")
              + ", "
              + Words.count(runs.done(), "migration")
              + "; mig down takes the last one back");
      return Exit.DONE;
    }
  }

  /** The check of one script right before it runs. */
  private record Again(boolean applied, Checked checked) {
    static Again check(Project project, Compiled before) {
      boolean applied =
          Standing.applied(project).stream().anyMatch(a -> a.name().equals(before.name()));
      if (applied) {
        return new Again(true, new Checked(List.of(), List.of(), List.of()));
      }
      Project.Script script =
          Project.script(dev.mig.compile.Compiler.read(before.source()), before.name());
      return new Again(false, Checked.of(project, List.of(script)));
    }
  }
}
