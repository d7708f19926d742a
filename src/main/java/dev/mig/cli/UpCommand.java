package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.project.Standing;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
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
      "All of it is checked before the first is run, and each again right before it runs.",
      "With --plan it is what mig plan -o wrote to a file, if nothing has changed since."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig up --dry-run      what would be sent",
      "  mig up",
      "  mig up 2              the next two",
      "  mig up add_status     this one and all that comes before it",
      "  mig up --plan release.json",
      "  mig up --yes          ask nothing",
      "  mig up --tag v1.2     and mig down v1.2 comes back to here",
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

  @Option(
      names = "--contract",
      description = "Apply the parts, too, that wait until no old release runs.")
  private boolean contract;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Name the state that this leaves, for mig down TAG.")
  private @Nullable String tag;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Run exactly what mig plan -o wrote there, or nothing.")
  private @Nullable String plan;

  @Override
  Exit act(Talk talk) {
    if (plan != null) {
      return planned(talk, plan);
    }
    Target upTo = target == null ? null : Target.of(target);
    Project project = Project.open(talk, options());
    Standing standing = Standings.sound(project);
    Tagging tagging = new Tagging(tag);
    tagging.check(standing);
    if (upTo != null && standing.isApplied(upTo.text())) {
      talk.put("migrations", new JsonArray());
      talk.line(upTo.text() + " is applied already");
      return Exit.DONE;
    }
    GoingUp up =
        new GoingUp(
            talk,
            project,
            new GoingUp.How(yes, plain, false),
            now -> Chosen.upTo(now, upTo, contract));
    if (dryRun) {
      return up.show();
    }
    // A wrong name is told before anything is done.
    Chosen.upTo(standing, upTo, contract);
    try (Runs runs = new Runs(talk, options(), project, count)) {
      Exit stopped = GoingUp.finish(standing.unfinished(), runs);
      return stopped != null ? stopped : tagging.after(up.run(runs), talk, project, runs);
    }
  }

  private Exit planned(Talk talk, String file) {
    if (target != null || plain) {
      throw Stop.because(
          Diagnostic.error(Code.WRONG_CALL, "--plan says all of what is run and how")
              .note("leave N, NAME and --no-optimise to mig plan -o")
              .build());
    }
    PlanFiles.Reviewed reviewed = PlanFiles.read(talk, file);
    Project project = Project.open(talk, options());
    Standing standing = Standings.sound(project);
    Tagging tagging = new Tagging(tag);
    tagging.check(standing);
    if (reviewed.isApplied(standing)) {
      talk.put("migrations", new JsonArray());
      talk.line(
          reviewed.plan().migrations().isEmpty()
              ? file + " holds no migration, so there is nothing to run"
              : "all of " + file + " is applied already");
      return Exit.DONE;
    }
    GoingUp up =
        new GoingUp(
            talk,
            project,
            new GoingUp.How(yes, !reviewed.plan().optimised(), true),
            now -> reviewed.choose(project, now),
            reviewed::compare);
    if (dryRun) {
      return up.show();
    }
    try (Runs runs = new Runs(talk, options(), project, count)) {
      Exit exit = tagging.after(up.run(runs), talk, project, runs);
      reviewed.tellOthers(talk, standing);
      return exit;
    }
  }
}
