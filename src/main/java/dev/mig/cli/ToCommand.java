package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.project.MigrationScript;
import dev.mig.project.Standing;
import dev.mig.run.Applied;
import dev.mig.run.Unfinished;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Goes up or down until one migration is the last that is applied. */
@Command(
    name = "to",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Make NAME the last migration that is applied.",
      "If it is pending, go up to it; if it is applied, take back all that was applied after it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig to add_status --dry-run      what would be run, or taken back",
      "  mig to add_status",
      "  mig to add_status --yes          ask nothing"
    })
final class ToCommand extends Action {
  @Parameters(
      paramLabel = "NAME|TAG",
      description = "The migration that is to be the last one, or the tag that it bears.")
  private String name = "";

  @Mixin private final Caution caution = new Caution();

  @Override
  Exit act(Talk talk) {
    Project project = Project.open(talk, options());
    Standing standing = Standings.of(project);
    Target.tagged(name, standing.applied()).ifPresent(tagged -> name = tagged.name());
    return standing.isApplied(name) ? down(talk, project, standing) : up(talk, project, standing);
  }

  private Exit up(Talk talk, Project project, Standing standing) {
    Target target = new Target(name, 0);
    Standings.mustBeSound(standing);
    if (!standing.isHalfDone(name) && standing.pending().stream().noneMatch(this::isMeant)) {
      throw Stop.because(Target.unknown(name, "applied or pending", standing.names()));
    }
    GoingUp up =
        new GoingUp(
            talk, project, GoingUp.How.usual(caution.yes), now -> Chosen.upTo(now, target, false));
    if (caution.dryRun) {
      return up.show();
    }
    try (Runs runs = new Runs(talk, options(), project, false)) {
      Exit stopped = GoingUp.finish(standing.unfinished(), runs);
      return stopped != null ? stopped : up.run(runs);
    }
  }

  private boolean isMeant(MigrationScript script) {
    return script.name().equals(name);
  }

  private Exit down(Talk talk, Project project, Standing standing) {
    List<Applied> fromIt = new Target(name, 0).lastOf(standing.applied());
    TakingBack back = new TakingBack(fromIt.subList(1, fromIt.size()).reversed());
    for (Unfinished half : standing.unfinished()) {
      throw Stop.because(
          HalfDone.problem(half, "nothing was changed; finish that first, or take it back"));
    }
    back.mustBePossible(List.of());
    if (back.rows().isEmpty()) {
      talk.put("migrations", new JsonArray());
      talk.line(name + " is the last one already");
      return Exit.DONE;
    }
    if (caution.dryRun) {
      back.show(talk);
      return Exit.DONE;
    }
    if (!caution.yes && !back.agreed(talk, "Take " + back.pronoun() + " back?")) {
      return Exit.REFUSED;
    }
    try (Runs runs = new Runs(talk, options(), project, false)) {
      return back.take(runs).exit(runs);
    }
  }
}
