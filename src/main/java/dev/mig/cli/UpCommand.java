package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.compile.Compiled;
import dev.mig.run.Jobs;
import dev.mig.run.Prepared;
import dev.mig.run.RunResult;
import dev.mig.run.Unfinished;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
      "  mig up --tag v1.2     and mig down v1.2 comes back to here",
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
      names = "--count",
      description = "Count rows before they are moved in batches, instead of estimating them.")
  private boolean count;

  @Option(
      names = "--no-optimise",
      description = "One statement for each of the script's, none joined or moved.")
  private boolean plain;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Name the state that this leaves, for mig down TAG.")
  private @Nullable String tag;

  @Override
  Exit act(Talk talk) {
    Project project = Project.open(talk, options());
    Standing standing = Standing.of(project);
    Tagging tagging = new Tagging(tag);
    tagging.check(standing);
    if (!standing.status().problems().isEmpty()) {
      throw Stop.because(standing.status().problems());
    }
    if (dryRun) {
      return show(talk, project);
    }
    try (Runs runs = new Runs(talk, options(), project, count)) {
      for (Unfinished half : standing.unfinished()) {
        if (half.way().equals("down")) {
          throw Stop.because(HalfDone.problem(half, "nothing can be run before it is taken back"));
        }
        RunResult result = runs.run(half.name(), "applied", r -> r.goOn(half.name()));
        if (!result.done()) {
          return runs.exitAfter(result);
        }
      }
      // A question may come, and others need not wait for its answer.
      runs.letGo();
      return tagging.after(pending(talk, project, runs), talk, project, runs);
    }
  }

  private Exit show(Talk talk, Project project) {
    Chosen chosen = Chosen.pending(project);
    chosen.unfinished().forEach(half -> talk.remark("first  " + HalfDone.line(half)));
    Checked checked = Checked.of(project, chosen.scripts(), chosen.waiting(project));
    talk.complain(checked.diagnostics());
    talk.complain(checked.waiting());
    JsonArray plans = new JsonArray();
    talk.put("plans", plans);
    if (checked.refused(project.settings().strict())) {
      talk.remark("");
      talk.remark(talk.tally() + "; nothing was written");
      return Exit.REFUSED;
    }
    PlanCommand.Shown shown = new PlanCommand.Shown(false, !plain);
    PlanCommand.show(talk, project.database(), chosen, checked, shown, plans);
    return checked.waiting().isEmpty() ? Exit.DONE : Exit.REFUSED;
  }

  private Exit pending(Talk talk, Project project, Runs runs) {
    Chosen chosen = Chosen.pending(project);
    Waiting waiting = chosen.waiting(project);
    Checked checked = Checked.of(project, chosen.scripts(), waiting);
    talk.complain(checked.diagnostics());
    if (checked.refused(project.settings().strict())) {
      talk.remark("");
      talk.remark(talk.tally() + "; nothing was written");
      return runs.done() > 0 ? Exit.PARTIAL : Exit.REFUSED;
    }
    if (chosen.scripts().isEmpty()) {
      boolean nothing = runs.done() == 0 && chosen.unfinished().isEmpty();
      talk.line(nothing ? "nothing is pending" : "nothing else is pending");
      return Exit.DONE;
    }
    return agreed(talk, checked.diagnostics())
        ? run(talk, project, runs, checked, waiting)
        : Exit.REFUSED;
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

  private Exit run(Talk talk, Project project, Runs runs, Checked checked, Waiting waiting) {
    List<Diagnostic> wait = new ArrayList<>(checked.waiting());
    for (int i = 0; i < checked.compiled().size(); i++) {
      Compiled compiled = checked.compiled().get(i);
      if (i > 0) {
        // What ran meanwhile, here or elsewhere, is what this one really finds.
        Again again = Again.check(project, compiled, waiting);
        if (again.applied()) {
          continue;
        }
        if (again.checked().refused(project.settings().strict())) {
          talk.complain(again.checked().diagnostics());
          return Exit.PARTIAL;
        }
        if (!again.checked().waiting().isEmpty()) {
          wait.addAll(again.checked().waiting());
          continue;
        }
        compiled = again.checked().compiled().getFirst();
      }
      Prepared prepared = Prepared.of(compiled, project.database().dialect(), !plain);
      RunResult result = runs.run(compiled.name(), "applied", runner -> runner.up(prepared));
      if (!result.done()) {
        return runs.exitAfter(result);
      }
      if (result.outcome() == RunResult.Outcome.HANDED_OVER) {
        waiting.begun(new Jobs(project.database()).unfinished());
      }
    }
    talk.complain(wait);
    if (!wait.isEmpty()) {
      return checked.compiled().isEmpty() && runs.done() == 0 ? Exit.REFUSED : Exit.PARTIAL;
    }
    talk.line("");
    talk.line(end(talk, runs));
    return Exit.DONE;
  }

  private static String end(Talk talk, Runs runs) {
    Colour colour = talk.colour();
    String handed =
        runs.handedOver() == 0
            ? ""
            : ", "
                + runs.handedOver()
                + " half done in the background; mig work does the rest, mig jobs shows it";
    return runs.done() == 0 && !handed.isEmpty()
        ? colour.yellow("begun") + handed
        : colour.green("done")
            + ", "
            + Words.count(runs.done(), "migration")
            + (handed.isEmpty() ? "; mig down takes the last one back" : handed);
  }

  /** The check of one script right before it runs. */
  private record Again(boolean applied, Checked checked) {
    static Again check(Project project, Compiled before, Waiting waiting) {
      boolean applied =
          Standing.applied(project).stream().anyMatch(a -> a.name().equals(before.name()));
      if (applied) {
        return new Again(true, Checked.NOTHING);
      }
      Project.Script script =
          Project.script(dev.mig.compile.Compiler.read(before.source()), before.name());
      return new Again(false, Checked.of(project, List.of(script), waiting));
    }
  }
}
