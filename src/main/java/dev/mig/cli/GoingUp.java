package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.compile.Compiled;
import dev.mig.compile.Probe;
import dev.mig.project.Checked;
import dev.mig.project.MigrationScript;
import dev.mig.project.Standing;
import dev.mig.project.Waiting;
import dev.mig.run.Applied;
import dev.mig.run.Jobs;
import dev.mig.run.Prepared;
import dev.mig.run.RunResult;
import dev.mig.run.Unfinished;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks what is pending, asks where values would be lost, and runs it. */
final class GoingUp {
  private final Talk talk;
  private final Project project;
  private final How how;
  private final Function<Standing, Chosen> choice;
  private final Guard guard;

  /** Looks at what was checked and planned; ends the command where it must not be run. */
  @FunctionalInterface
  interface Guard {
    void look(List<Prepared> prepared);
  }

  /**
   * How it is done.
   *
   * @param yes whether nobody is asked
   * @param plain whether each statement of the script stays by itself
   * @param asPlanned whether the plans that are made first are run, and not those that could be
   *     made right before
   */
  record How(boolean yes, boolean plain, boolean asPlanned) {
    /** As {@code mig up} does it without options. */
    static How usual(boolean yes) {
      return new How(yes, false, false);
    }
  }

  /**
   * @param choice which of the pending ones; made again when another runner was faster
   */
  GoingUp(Talk talk, Project project, How how, Function<Standing, Chosen> choice) {
    this(talk, project, how, choice, prepared -> {});
  }

  GoingUp(Talk talk, Project project, How how, Function<Standing, Chosen> choice, Guard guard) {
    this.guard = guard;
    this.talk = talk;
    this.project = project;
    this.how = how;
    this.choice = choice;
  }

  /**
   * Goes on with what is half done, as everything that is pending may need it; null when it is
   * done, else how the command ends.
   */
  static @Nullable Exit finish(List<Unfinished> unfinished, Runs runs) {
    for (Unfinished half : unfinished) {
      if (half.way().equals("down")) {
        throw Stop.because(HalfDone.problem(half, "nothing can be run before it is taken back"));
      }
      RunResult result = runs.run(half.name(), Runs.Way.UP, r -> r.goOn(half.name()));
      if (!result.done()) {
        return runs.exitAfter(result);
      }
    }
    // A question may come, and others need not wait for its answer.
    runs.letGo();
    return null;
  }

  /** Shows what would be sent, and sends none of it. */
  Exit show() {
    Chosen chosen = choice.apply(Standings.of(project));
    chosen.unfinished().forEach(half -> talk.remark("first  " + HalfDone.line(half)));
    Checked checked = Checks.of(project, chosen.scripts(), chosen.waiting(project));
    JsonArray plans = new JsonArray();
    talk.put("plans", plans);
    boolean refused = refused(chosen, checked);
    talk.complain(checked.waiting());
    if (refused) {
      talk.remark("");
      talk.remark(talk.tally() + "; nothing was written");
      return Exit.REFUSED;
    }
    guard.look(prepared(checked));
    if (chosen.scripts().isEmpty()) {
      talk.line(chosen.unfinished().isEmpty() ? "nothing is pending" : "nothing else is pending");
    }
    PlanCommand.Shown shown = new PlanCommand.Shown(false, !how.plain());
    PlanCommand.show(talk, project.database(), chosen, checked, shown, plans);
    return checked.waiting().isEmpty() ? Exit.DONE : Exit.REFUSED;
  }

  private List<Prepared> prepared(Checked checked) {
    return checked.prepared(project.database().dialect(), !how.plain());
  }

  /** Tells what was found; whether that keeps them from being run. */
  private boolean refused(Chosen chosen, Checked checked) {
    List<Diagnostic> late = chosen.tellLate(checked, project.database().name());
    talk.complain(late);
    talk.complain(checked.diagnostics());
    boolean strict = project.settings().strict();
    return checked.refused(strict) || (strict && !late.isEmpty());
  }

  /** Checks and runs them, each in a transaction of its own. */
  Exit run(Runs runs) {
    Standing standing = Standings.of(project);
    Chosen chosen = choice.apply(standing);
    Waiting waiting = chosen.waiting(project);
    Checked checked = null;
    try {
      checked = Checks.of(project, chosen.scripts(), waiting);
    } catch (Probe.Failed failed) {
      if (!Standings.isPast(standing, project)) {
        throw failed;
      }
    }
    if (checked == null
        || (checked.refused(project.settings().strict()) && Standings.isPast(standing, project))) {
      // Another runner applied some of them between the look at the ledger and the last question.
      return run(runs);
    }
    boolean refused = refused(chosen, checked);
    if (refused) {
      talk.remark("");
      talk.remark(
          talk.tally()
              + (runs.done() > 0 ? "; nothing more was written" : "; nothing was written"));
      return runs.done() > 0 ? Exit.PARTIAL : Exit.REFUSED;
    }
    guard.look(prepared(checked));
    if (chosen.scripts().isEmpty()) {
      boolean nothing = runs.done() == 0 && chosen.unfinished().isEmpty();
      talk.line(nothing ? "nothing is pending" : "nothing else is pending");
      return Exit.DONE;
    }
    return agreed(checked.diagnostics()) ? run(runs, chosen, checked, waiting) : Exit.REFUSED;
  }

  private boolean agreed(List<Diagnostic> diagnostics) {
    boolean loss = diagnostics.stream().anyMatch(d -> d.code() == Code.LOSS_UNSAID);
    if (!loss || how.yes() || !talk.around().interactive()) {
      return true;
    }
    boolean agrees = talk.agrees("Values will be lost, as said above. Run it all the same?");
    if (!agrees) {
      talk.remark("nothing was written");
    }
    return agrees;
  }

  private Exit run(Runs runs, Chosen chosen, Checked checked, Waiting waiting) {
    List<Diagnostic> wait = new ArrayList<>(checked.waiting());
    for (int i = 0; i < checked.compiled().size(); i++) {
      Compiled compiled = checked.compiled().get(i);
      if (i > 0) {
        // What ran meanwhile, here or elsewhere, is what this one really finds.
        Again again = Again.check(project, chosen.script(compiled.name()), waiting);
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
        compiled = how.asPlanned() ? compiled : again.checked().compiled().getFirst();
      }
      Prepared prepared = Prepared.of(compiled, project.database().dialect(), !how.plain());
      RunResult result = runs.run(compiled.name(), Runs.Way.UP, runner -> runner.up(prepared));
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
    talk.line(runs.summary());
    for (String name : Standings.of(project).waiting()) {
      talk.line("left  " + name + ", until no old release runs: mig up " + name);
    }
    return Exit.DONE;
  }

  /** The check of one script right before it runs. */
  private record Again(boolean applied, Checked checked) {
    static Again check(Project project, MigrationScript script, Waiting waiting) {
      boolean repeatable = script.read().migration().repeatable();
      boolean applied =
          Standings.applied(project).stream()
              .filter(a -> !repeatable || a.fingerprint().equals(script.read().fingerprint()))
              .map(Applied::name)
              .anyMatch(script.name()::equals);
      if (applied) {
        return new Again(true, Checked.NOTHING);
      }
      return new Again(false, Checks.of(project, List.of(script), waiting));
    }
  }
}
