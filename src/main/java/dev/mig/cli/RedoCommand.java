package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.project.MigrationScript;
import dev.mig.project.Standing;
import dev.mig.run.Applied;
import dev.mig.run.Status;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.statement.WrittenName;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes migrations back and applies them again, as their files are now. */
@Command(
    name = "redo",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = {
      "Take back the last migration, the last N, or all down to NAME, and apply them again.",
      "Their files may have been edited: taken back is what was run, applied is what is there now.",
      "What the schema and the rows say to it is checked when they are taken back; where they"
          + " refuse, the migrations stay pending."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  mig redo                 the last one, after its file was edited",
      "  mig redo 3",
      "  mig redo add_status      this one and all after it",
      "  mig redo --dry-run"
    })
final class RedoCommand extends Action {
  @Parameters(
      arity = "0..1",
      paramLabel = "N|NAME",
      defaultValue = "1",
      description = "How many, or down to which. Default: 1.")
  private String target = "1";

  @Mixin private final Caution caution = new Caution();

  @Override
  Exit act(Talk talk) {
    Target downTo = Target.of(target);
    Project project = Project.open(talk, options());
    Standing standing = Standings.of(project);
    if (!standing.unfinished().isEmpty()) {
      throw Stop.because(
          HalfDone.problem(
              standing.unfinished().getFirst(),
              "nothing was changed; finish that first, or take it back"));
    }
    TakingBack back = new TakingBack(downTo.lastOf(standing.applied()).reversed());
    if (back.rows().isEmpty()) {
      talk.put("migrations", new JsonArray());
      talk.line("nothing is applied, so there is nothing to do again");
      return Exit.DONE;
    }
    back.mustBePossible(List.of());
    List<MigrationScript> again = again(project, standing, new HashSet<>(back.names()));
    if (caution.dryRun) {
      back.show(talk);
      JsonArray names = new JsonArray();
      again.forEach(script -> names.add(script.name()));
      talk.put("again", names);
      again.forEach(script -> talk.line("would apply again  " + script.name()));
      return Exit.DONE;
    }
    String question = "Take " + back.pronoun() + " back and apply " + them(back) + " again?";
    if (!caution.yes && !back.agreed(talk, question)) {
      return Exit.REFUSED;
    }
    try (Runs runs = new Runs(talk, options(), project, false)) {
      return redo(talk, project, back, runs);
    }
  }

  private static String them(TakingBack back) {
    return back.rows().size() == 1 ? "it" : "them";
  }

  private static Exit redo(Talk talk, Project project, TakingBack back, Runs runs) {
    TakingBack.Taken taken = back.take(runs);
    Set<String> gone = new LinkedHashSet<>();
    taken.rows().forEach(row -> gone.add(row.name()));
    if (taken.stopped() != null) {
      if (taken.stopped().done()) {
        talk.remark("mig up applies it again, once it is taken back");
        return Exit.PARTIAL;
      }
      Exit exit = runs.exitAfter(taken.stopped());
      tellPending(talk, gone);
      return exit;
    }
    GoingUp up =
        new GoingUp(
            talk, project, GoingUp.How.usual(true), standing -> Chosen.only(standing, gone));
    Exit exit = up.run(runs);
    if (exit == Exit.DONE) {
      return exit;
    }
    Standings.applied(project).stream().map(Applied::name).forEach(gone::remove);
    tellPending(talk, gone);
    return Exit.PARTIAL;
  }

  private static void tellPending(Talk talk, Set<String> names) {
    if (!names.isEmpty()) {
      talk.remark(
          "taken back and not applied again: "
              + String.join(", ", names)
              + "; mig up applies "
              + (names.size() == 1 ? "it" : "them")
              + " once what is said above is mended");
    }
  }

  /** Their scripts, in order; ends the command where it is plain that they cannot go up again. */
  private static List<MigrationScript> again(
      Project project, Standing standing, Set<String> names) {
    List<Diagnostic> problems =
        standing.status().problems().stream().filter(d -> d.code() != Code.EDITED).toList();
    if (!problems.isEmpty()) {
      throw Stop.because(problems);
    }
    for (Status.Line line : standing.status().lines()) {
      if (line.state() == Status.State.EDITED && !names.contains(line.name())) {
        // It would keep them from going up again.
        Standings.mustBeSound(standing);
      }
    }
    List<MigrationScript> again =
        standing.scripts().stream().filter(s -> names.contains(s.name())).toList();
    List<Diagnostic> unread =
        again.stream().flatMap(s -> s.faults(project.parameters()).stream()).toList();
    if (!unread.isEmpty()) {
      throw new Stop(Exit.REFUSED, unread);
    }
    for (MigrationScript script : again) {
      for (WrittenName after : script.read().migration().after()) {
        if (!standing.isApplied(after.text())) {
          throw Stop.because(
              Diagnostic.error(
                      Code.OUT_OF_ORDER,
                      script.name() + " comes after " + after.text() + ", which is pending")
                  .in(script.read().source())
                  .at(after.span(), "not applied")
                  .note("nothing was changed; mig down takes it back, mig up applies both")
                  .build());
        }
      }
    }
    return again;
  }
}
