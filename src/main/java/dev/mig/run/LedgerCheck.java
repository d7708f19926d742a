package dev.mig.run;

import dev.mig.source.LineDiff;
import dev.mig.source.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What of the ledger is not in order, as far as its rows and the files tell. */
public final class LedgerCheck {
  /** Lines around each difference. */
  static final int CONTEXT = 2;

  private LedgerCheck() {}

  /** Rows and events that were changed, removed or added by hand. */
  public static List<Finding> rows(Status status) {
    List<Applied> applied = new ArrayList<>();
    for (Status.Line line : status.lines()) {
      if (line.applied() != null) {
        applied.add(line.applied());
      }
    }
    return rows(applied, status.history());
  }

  static List<Finding> rows(List<Applied> applied, History history) {
    List<Finding> found = new ArrayList<>();
    Map<String, Event> told = history.applied();
    for (Applied row : applied) {
      boolean said = told.remove(row.name()) != null;
      if (!said) {
        found.add(
            new Finding(
                Finding.Kind.ROW_ADDED,
                row.name(),
                null,
                HistoryProblems.rowAdded(row),
                List.of(),
                List.of(Mend.ACCEPT_ROW, Mend.FORGET)));
      } else if (!row.sealed()) {
        found.add(
            new Finding(
                Finding.Kind.ROW_CHANGED,
                row.name(),
                null,
                HistoryProblems.rowChanged(row),
                List.of(),
                List.of(Mend.ACCEPT_ROW, Mend.FORGET)));
      }
    }
    told.forEach(
        (name, event) ->
            found.add(
                new Finding(
                    Finding.Kind.ROW_GONE,
                    name,
                    null,
                    HistoryProblems.rowGone(name, event),
                    List.of(),
                    List.of(Mend.FORGET))));
    List<String> breaks = history.breaks();
    if (!breaks.isEmpty()) {
      found.add(
          new Finding(
              Finding.Kind.EVENTS,
              null,
              null,
              HistoryProblems.events(breaks),
              List.of(),
              List.of(Mend.RESEAL_EVENTS)));
    }
    return found;
  }

  /** Files that say something else than what was run, or are gone. */
  static List<Finding> files(List<Applied> applied, List<Status.Known> project) {
    Map<String, Status.Known> files = new LinkedHashMap<>();
    project.forEach(known -> files.put(known.name(), known));
    List<Finding> found = new ArrayList<>();
    for (Applied row : applied) {
      Status.Known file = files.get(row.name());
      if (file == null) {
        found.add(
            new Finding(
                Finding.Kind.MISSING,
                row.name(),
                null,
                Problems.missing(row),
                List.of(),
                List.of(Mend.RESTORE_FILE, Mend.FORGET)));
      } else if (!file.fingerprint().equals(row.fingerprint()) && !file.repeatable()) {
        Source now = file.source();
        found.add(
            new Finding(
                Finding.Kind.EDITED,
                row.name(),
                null,
                Problems.edited(row, now),
                LineDiff.of(row.source().text(), now.text(), CONTEXT),
                List.of(Mend.RESTORE_FILE, Mend.ACCEPT_EDIT)));
      }
    }
    return found;
  }
}
