package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.run.Applied;
import dev.mig.run.Jobs;
import dev.mig.run.RunResult;
import dev.mig.run.Unfinished;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes applied migrations back, the last one first. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Take back the last migration, the last N, or all down to NAME, NAME included.",
      "With a tag in the place of NAME, all that came after the tag.",
      "Of one that stopped in its batches, what is done is taken back.",
      "The way back is the one that the ledger keeps; no file is needed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig down                      the last one",
      "  mig down 3                    the last three, the last one first",
      "  mig down split_full_name      this one and all after it",
      "  mig down v1.2                 back to the state that has this tag",
      "  mig plan split_full_name --down"
    })
final class DownCommand extends Action {
  @Parameters(
      arity = "0..1",
      paramLabel = "N|NAME|TAG",
      defaultValue = "1",
      description = "How many, or down to which. Default: 1.")
  private String target = "1";

  @Mixin private final Caution caution = new Caution();

  @Override
  Exit act(Talk talk) {
    Target downTo = Target.of(target);
    Project project = Project.open(talk, options());
    List<Applied> applied = Standings.applied(project);
    List<Unfinished> unfinished = new Jobs(project.database()).unfinished();
    Set<String> begun = new HashSet<>();
    Set<String> known = new HashSet<>();
    applied.forEach(row -> known.add(row.name()));
    Optional<Unfinished> half =
        unfinished.stream()
            .filter(u -> u.way().equals("up") || !known.contains(u.name()))
            .filter(u -> downTo.count() == 1 || downTo.text().equals(u.name()))
            .reduce((one, later) -> later);
    if (half.isPresent()) {
      return halfBack(talk, project, half.get());
    }
    unfinished.stream().filter(u -> u.way().equals("down")).forEach(u -> begun.add(u.name()));
    TakingBack back = new TakingBack(downTo.lastOf(lastOnes(applied, begun)).reversed());
    back.mustBePossible(unfinished);
    if (back.rows().isEmpty()) {
      talk.put("migrations", new JsonArray());
      talk.line(
          applied.isEmpty()
              ? "nothing is applied, so there is nothing to take back"
              : "nothing was applied after " + target);
      return Exit.DONE;
    }
    if (caution.dryRun) {
      back.show(talk);
      return Exit.DONE;
    }
    boolean agreed =
        caution.yes
            || back.isBegun(begun)
            || back.agreed(talk, "Take " + back.pronoun() + " back?");
    if (!agreed) {
      return Exit.REFUSED;
    }
    try (Runs runs = new Runs(talk, options(), project, false)) {
      return back.take(runs).exit(runs);
    }
  }

  /** Takes back what is done of a migration that never was applied as a whole. */
  private Exit halfBack(Talk talk, Project project, Unfinished half) {
    String name = half.name();
    if (caution.dryRun) {
      JsonArray names = new JsonArray();
      names.add(name);
      talk.put("migrations", names);
      talk.line("would take back what is done of " + name + ": " + HalfDone.far(half));
      return Exit.DONE;
    }
    String question = "Take back what is done of " + name + " (" + HalfDone.far(half) + ")?";
    if (!caution.yes && talk.around().interactive() && !talk.agrees(question)) {
      talk.remark("nothing was changed");
      return Exit.REFUSED;
    }
    try (Runs runs = new Runs(talk, options(), project, false)) {
      RunResult result = runs.run(name, Runs.Way.DOWN, runner -> runner.down(name));
      return result.done() ? Exit.DONE : runs.exitAfter(result);
    }
  }

  /** With those that are half taken back at the end: they go first. */
  private static List<Applied> lastOnes(List<Applied> applied, Set<String> begun) {
    List<Applied> all = new ArrayList<>(applied);
    all.sort(Comparator.comparing(row -> begun.contains(row.name())));
    return all;
  }
}
