package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.compile.Compiled;
import dev.mig.project.Checked;
import dev.mig.project.MigrationScript;
import dev.mig.run.Applied;
import dev.mig.run.Jobs;
import dev.mig.run.Prepared;
import dev.mig.run.RunResult;
import dev.mig.run.Unfinished;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import dev.mig.statement.WrittenName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks and runs one script, whatever folder it lies in; the ledger knows it like any other. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Check and run one script, wherever it lies.",
      "It is recorded as by mig up, and mig down takes it back."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig run fix_emails.mig",
      "  mig run fix_emails.mig --dry-run",
      "  mig run - < fix_emails.mig"
    })
final class RunCommand extends Action {
  @Parameters(paramLabel = "FILE", description = "The script; - is standard input.")
  private String file = "";

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
      names = "--contract",
      description = "Run the part that waits until no old release runs, and not the first.")
  private boolean contract;

  @Override
  Exit act(Talk talk) {
    return act(talk, options());
  }

  /** Runs what comes in, for a command that is nothing else without a terminal. */
  static Exit input(Talk talk, GlobalOptions options) {
    RunCommand run = new RunCommand();
    run.file = "-";
    return run.act(talk, options);
  }

  private Exit act(Talk talk, GlobalOptions options) {
    Project project = Project.open(talk, options);
    List<MigrationScript> parts = Chosen.read(talk, project, file);
    MigrationScript script = contract ? contract(parts) : parts.getFirst();
    List<Applied> applied = Standings.applied(project);
    for (Applied row : applied) {
      if (row.name().equals(script.name())
          && row.fingerprint().equals(script.read().fingerprint())) {
        talk.put("migrations", new JsonArray());
        talk.line(script.name() + " is applied already");
        return Exit.DONE;
      }
    }
    List<Unfinished> unfinished = new Jobs(project.database()).unfinished();
    for (Unfinished half : unfinished) {
      if (half.name().equals(script.name())) {
        return goOn(talk, options, project, script, half);
      }
    }
    missingBefore(script, applied, unfinished);
    Chosen chosen = new Chosen(List.of(script), Set.of(script.name()), List.of(), unfinished);
    Checked checked = Checks.of(project, chosen.scripts(), chosen.waiting(project));
    talk.complain(checked.diagnostics());
    talk.complain(checked.waiting());
    if (!checked.waiting().isEmpty()) {
      return Exit.REFUSED;
    }
    if (checked.refused(project.settings().strict())) {
      talk.remark("");
      talk.remark(talk.tally() + " in " + chosen.words() + "; nothing was written");
      return Exit.REFUSED;
    }
    if (dryRun) {
      JsonArray plans = new JsonArray();
      talk.put("plans", plans);
      PlanCommand.Shown shown = new PlanCommand.Shown(false, !plain);
      PlanCommand.show(talk, project.database(), chosen, checked, shown, plans);
      return Exit.DONE;
    }
    boolean loss = checked.diagnostics().stream().anyMatch(d -> d.code() == Code.LOSS_UNSAID);
    if (loss
        && !yes
        && talk.around().interactive()
        && !talk.agrees("Values will be lost, as said above. Run it all the same?")) {
      return Exit.REFUSED;
    }
    Compiled compiled = checked.compiled().getFirst();
    Prepared prepared = Prepared.of(compiled, project.database().dialect(), !plain);
    try (Runs runs = new Runs(talk, options, project, count)) {
      RunResult result = runs.run(compiled.name(), Runs.Way.UP, runner -> runner.up(prepared));
      return result.done() ? Exit.DONE : runs.exitAfter(result);
    }
  }

  private static MigrationScript contract(List<MigrationScript> parts) {
    MigrationScript last = parts.getLast();
    if (!last.isContract()) {
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, last.name() + " has no part called contract").build());
    }
    return last;
  }

  private Exit goOn(
      Talk talk, GlobalOptions options, Project project, MigrationScript script, Unfinished half) {
    if (half.way().equals("down")) {
      throw Stop.because(HalfDone.problem(half, "it can be run again once it is taken back"));
    }
    if (!half.fingerprint().equals(script.read().fingerprint())) {
      throw Stop.because(
          HalfDone.problem(half, "this file says something else than what was begun"));
    }
    if (dryRun) {
      talk.line("would go on  " + HalfDone.line(half));
      return Exit.DONE;
    }
    try (Runs runs = new Runs(talk, options, project, count)) {
      RunResult result = runs.run(half.name(), Runs.Way.UP, r -> r.goOn(half.name()));
      return result.done() ? Exit.DONE : runs.exitAfter(result);
    }
  }

  private static void missingBefore(
      MigrationScript script, List<Applied> applied, List<Unfinished> unfinished) {
    Set<String> names = new HashSet<>();
    applied.forEach(a -> names.add(a.name()));
    unfinished.forEach(half -> names.add(half.name()));
    for (WrittenName after : script.read().migration().after()) {
      if (!names.contains(after.text())) {
        List<String> near = Nearest.to(after.text(), names);
        throw Stop.because(
            Diagnostic.error(Code.UNKNOWN_AFTER, "no migration " + after.text() + " is applied")
                .in(script.read().source())
                .at(after.span(), near.isEmpty() ? "" : "the nearest: " + String.join(", ", near))
                .build());
      }
    }
  }
}
