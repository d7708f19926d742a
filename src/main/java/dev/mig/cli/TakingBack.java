package dev.mig.cli;

import com.google.gson.JsonArray;
import dev.mig.run.Applied;
import dev.mig.run.RunResult;
import dev.mig.run.Unfinished;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applied migrations that are to be taken back.
 *
 * @param rows of the ledger, the last one first
 */
record TakingBack(List<Applied> rows) {
  TakingBack {
    rows = List.copyOf(rows);
  }

  List<String> names() {
    return rows.stream().map(Applied::name).toList();
  }

  /** Ends the command where one of them has no way back, or something else must go first. */
  void mustBePossible(List<Unfinished> unfinished) {
    // What was begun after one of these has to be finished before they can go.
    Instant first = rows.isEmpty() ? Instant.MIN : rows.getLast().at();
    unfinished.stream()
        .filter(u -> u.way().equals("up") && u.at().isAfter(first))
        .findFirst()
        .ifPresent(
            half -> {
              throw Stop.because(
                  HalfDone.problem(
                      half, "nothing was changed; take that back first, or let it finish"));
            });
    for (Applied row : rows) {
      if (row.planDown() == null) {
        throw Stop.because(noWayBack(row));
      }
    }
  }

  private static Diagnostic noWayBack(Applied row) {
    Diagnostic.Builder problem =
        Diagnostic.error(Code.NO_REVERSE, row.name() + " cannot be taken back")
            .in(Objects.requireNonNull(row.source()));
    if (!row.reverseNote().isEmpty()) {
      problem.note(row.reverseNote());
    }
    return problem.note("nothing was changed").build();
  }

  /** Says what would be done, for {@code --dry-run}. */
  void show(Talk talk) {
    JsonArray names = new JsonArray();
    names().forEach(names::add);
    talk.put("migrations", names);
    rows.forEach(row -> talk.line("would take back  " + row.name() + "  (" + row.reverse() + ")"));
  }

  /**
   * Whether somebody at a terminal agrees; without one nobody is asked.
   *
   * @param what is asked: {@code Take it back?}
   */
  boolean agreed(Talk talk, String what) {
    if (!talk.around().interactive()) {
      return true;
    }
    rows.forEach(row -> talk.remark("  " + row.name() + "  (" + row.reverse() + ")"));
    boolean agrees =
        talk.agrees(what + " What was written to added columns and tables since then is lost.");
    if (!agrees) {
      talk.remark("nothing was changed");
    }
    return agrees;
  }

  /** {@code it} or {@code these 3}. */
  String pronoun() {
    return rows.size() == 1 ? "it" : "these " + rows.size();
  }

  /** Whether all of them were begun to be taken back before, so that nothing is to be asked. */
  boolean isBegun(Set<String> begun) {
    return begun.containsAll(names());
  }

  /** Takes them back one after the other, up to the first that does not go at once. */
  Taken take(Runs runs) {
    for (int i = 0; i < rows.size(); i++) {
      String name = rows.get(i).name();
      RunResult result = runs.run(name, Runs.Way.DOWN, runner -> runner.down(name));
      if (!result.done() || result.outcome() == RunResult.Outcome.HANDED_OVER) {
        return new Taken(rows.subList(0, i), result);
      }
    }
    return new Taken(rows, null);
  }

  /**
   * How far it came.
   *
   * @param rows that are gone
   * @param stopped what came of the one behind them, or null when they are all gone
   */
  record Taken(List<Applied> rows, @Nullable RunResult stopped) {
    /** The exit of a command that does nothing else. */
    Exit exit(Runs runs) {
      return stopped == null || stopped.done() ? Exit.DONE : runs.exitAfter(stopped);
    }
  }
}
