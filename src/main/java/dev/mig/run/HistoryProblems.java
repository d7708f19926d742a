package dev.mig.run;

import dev.mig.schema.Definitions;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.util.List;

/** What the user is told when the history is not in order. */
final class HistoryProblems {
  private static final int MOST_LINES = 10;

  private HistoryProblems() {}

  static Diagnostic rowChanged(Applied row) {
    return Diagnostic.error(
            Code.LEDGER_EDITED, "the ledger's row of " + row.name() + " was changed by hand")
        .note("which part of it was changed cannot be told; mig down does not trust it")
        .note(
            "put the old row back from a backup; or let it count as it is: mig repair "
                + row.name()
                + " --accept-row")
        .build();
  }

  static Diagnostic rowGone(String name, Event event) {
    return Diagnostic.error(
            Code.LEDGER_EDITED, "the ledger's row of " + name + " was removed by hand")
        .note("the log says that it was applied at " + Ledger.instant(event.at()))
        .note(
            "put the row back from a backup; or let it count as never applied: mig repair "
                + name
                + " --forget")
        .build();
  }

  static Diagnostic rowAdded(Applied row) {
    return Diagnostic.error(
            Code.LEDGER_EDITED, "the ledger's row of " + row.name() + " was added by hand")
        .note("the log does not say that it was applied")
        .note(
            "let it count: mig repair "
                + row.name()
                + " --accept-row; or not: mig repair "
                + row.name()
                + " --forget")
        .build();
  }

  static Diagnostic savedGone(Applied row, List<String> tables) {
    return Diagnostic.error(
            Code.SAVED_GONE, "what " + row.name() + " saved is gone: " + String.join(", ", tables))
        .note("without it mig down cannot bring the old values back")
        .note(
            "put the rows back from a backup; or give the way back up: mig saved purge "
                + String.join(" ", tables))
        .build();
  }

  static Diagnostic events(List<String> breaks) {
    Diagnostic.Builder problem =
        Diagnostic.error(Code.EVENTS_EDITED, "the log of events was changed by hand");
    breaks.stream().limit(MOST_LINES).forEach(problem::note);
    if (breaks.size() > MOST_LINES) {
      problem.note("and " + (breaks.size() - MOST_LINES) + " more");
    }
    return problem.note("let it count as it is: mig repair --reseal-events").build();
  }

  static Diagnostic snapshot() {
    return Diagnostic.error(
            Code.SNAPSHOT_EDITED, "the ledger's record of the schema was changed by hand")
        .note("what is said of the schema may be wrong: its rows were changed, added or removed")
        .note("let the schema of now count: mig repair --accept-schema")
        .build();
  }

  /**
   * A thing that is not as the history left it.
   *
   * @param before whether the history has it
   * @param after whether it is there
   */
  static Diagnostic schema(Definitions.Key key, boolean before, boolean after) {
    return Diagnostic.error(
            Code.CHANGED_BY_HAND,
            key
                + (before
                    ? after ? " was changed by hand" : " was dropped or renamed by hand"
                    : " was made by hand"))
        .note("no migration did that")
        .note("take it back by hand; or let the schema of now count: mig repair --accept-schema")
        .build();
  }

  /** A way out that leads out of nothing. */
  static Diagnostic nothingToRepair(Repairs.Decision decision, List<Finding> found) {
    String about = decision.name() == null ? "" : " of " + decision.name();
    Diagnostic.Builder problem =
        Diagnostic.error(
            Code.NOTHING_TO_REPAIR,
            "nothing" + about + " is put right by --" + decision.mend().option());
    found.stream()
        .filter(f -> decision.name() == null || decision.name().equals(f.name()))
        .limit(MOST_LINES)
        .forEach(f -> problem.note("found: " + f.diagnostic().summary()));
    return problem.note("nothing was changed; mig verify tells what is not in order").build();
  }
}
