package dev.mig.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs what is pending, each migration in a transaction of its own. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Run all that is pending, the next N, or all up to NAME, each migration in a transaction of"
          + " its own.",
      "All of it is checked before the first is run, and each again right before it runs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig up --dry-run      what would be sent",
      "  mig up",
      "  mig up 2              the next two",
      "  mig up add_status     this one and all that comes before it",
      "  mig up --yes          ask nothing",
      "  mig up --wait 300     in a deployment with several runners"
    })
final class UpCommand extends Action {
  @Parameters(
      arity = "0..1",
      paramLabel = "N|NAME",
      description = "How many, or up to which. Default: all.")
  private @Nullable String target;

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

  @Override
  Exit act(Talk talk) {
    Target upTo = target == null ? null : Target.of(target);
    Project project = Project.open(talk, options());
    Standing standing = Standing.sound(project);
    if (upTo != null && standing.isApplied(upTo.text())) {
      talk.put("migrations", new com.google.gson.JsonArray());
      talk.line(upTo.text() + " is applied already");
      return Exit.DONE;
    }
    GoingUp up =
        new GoingUp(
            talk, project, new GoingUp.How(yes, plain, false), now -> Chosen.upTo(now, upTo));
    if (dryRun) {
      return up.show();
    }
    // A wrong name is told before anything is done.
    Chosen.upTo(standing, upTo);
    try (Runs runs = new Runs(talk, options(), project, count)) {
      Exit stopped = GoingUp.finish(standing.unfinished(), runs);
      return stopped != null ? stopped : up.run(runs);
    }
  }
}
