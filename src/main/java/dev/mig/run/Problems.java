package dev.mig.run;

import dev.mig.plan.Step;
import dev.mig.schema.QName;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the user is told when a run cannot be. */
final class Problems {
  private static final int MOST_LINES = 10;
  private static final String NOTHING_CHANGED = "everything was rolled back; nothing was changed";

  private Problems() {}

  static Diagnostic edited(Applied applied, @Nullable Source now) {
    Diagnostic.Builder problem =
        Diagnostic.error(
            Code.EDITED, applied.name() + " says something else than when it was applied");
    if (now != null) {
      problem.in(now);
    }
    return problem
        .note("it was applied at " + applied.at() + " by " + applied.by())
        .note(
            "put the old text back (mig repair "
                + applied.name()
                + " --restore-file) and write the change as a new migration")
        .note(
            "or let the file count as what was run: mig repair "
                + applied.name()
                + " --accept-edit")
        .build();
  }

  /** A run that goes on has the plan of the text that it began with. */
  static Diagnostic editedHalfWay(Unfinished begun, Source now) {
    return Diagnostic.error(
            Code.UNFINISHED, begun.name() + " is half done, and its file was edited since it began")
        .in(now)
        .note("it began at " + begun.at() + "; what it began is what it has to end")
        .note("put the old text back, let it finish, and write the change as a new migration")
        .build();
  }

  static Diagnostic missing(Applied applied) {
    return Diagnostic.error(
            Code.MISSING, applied.name() + " is applied, but there is no file of it any more")
        .note("it was " + applied.source().name())
        .note("it was applied at " + applied.at() + " by " + applied.by())
        .note(
            "put the file back (mig repair "
                + applied.name()
                + " --restore-file), or take it back with mig down")
        .build();
  }

  static Diagnostic changedSinceCheck(List<String> changes) {
    Diagnostic.Builder problem =
        Diagnostic.error(
            Code.SCHEMA_CHANGED, "the schema was changed since this migration was checked");
    lines(problem, changes);
    return problem.note("nothing was written; run it again, so that it is checked again").build();
  }

  static Diagnostic notAsPredicted(List<String> differences) {
    Diagnostic.Builder problem =
        Diagnostic.error(
            Code.NOT_AS_PREDICTED,
            "the schema after the last step is not the one that was planned");
    lines(problem, differences);
    return problem
        .note(NOTHING_CHANGED)
        .note("a trigger on schema changes or SQL of your own may do this; else please report it")
        .build();
  }

  static Diagnostic notAsBefore(Applied row, List<String> changes) {
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.NOT_AS_PREDICTED,
                "taking " + row.name() + " back does not leave the schema as it was before it")
            .in(row.source());
    lines(problem, changes);
    return problem.note(NOTHING_CHANGED).build();
  }

  static Diagnostic changedSinceUp(Applied row, List<String> changes) {
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.CHANGED_SINCE,
                "the schema was changed since "
                    + row.name()
                    + " was applied, so its way back does not fit")
            .in(row.source());
    lines(problem, changes);
    return problem
        .note("nothing was changed; take the change back by hand, or write a new migration")
        .build();
  }

  static Diagnostic noWayBack(Applied row) {
    Diagnostic.Builder problem =
        Diagnostic.error(Code.NO_REVERSE, row.name() + " cannot be taken back").in(row.source());
    if (!row.reverseNote().isEmpty()) {
      problem.note(row.reverseNote());
    }
    return problem.build();
  }

  static Diagnostic taken(QName table) {
    return Diagnostic.error(Code.NAME_TAKEN, "there is a table or view " + table + " already")
        .note("nothing was changed; --as names the new table")
        .build();
  }

  static Diagnostic damaged(Applied row, String why) {
    return Diagnostic.error(Code.LEDGER, "the ledger's row of " + row.name() + " cannot be trusted")
        .note(why)
        .note(
            "nothing was changed; mig verify tells more, mig repair "
                + row.name()
                + " puts it right")
        .build();
  }

  static Diagnostic unfinished(Begun begun) {
    return Diagnostic.error(Code.UNFINISHED, begun.migration() + " is half done")
        .note("it began at " + begun.at() + "; mig " + begun.way() + " goes on with it")
        .build();
  }

  static Diagnostic notHalfBack(String name) {
    return Diagnostic.error(Code.NO_REVERSE, "what is done of " + name + " cannot be taken back")
        .note("nothing was changed; mig up goes on with it")
        .build();
  }

  static Diagnostic damagedAttempt(String name) {
    return Diagnostic.error(
            Code.LEDGER, "what the database keeps of the unfinished " + name + " cannot be trusted")
        .note("it was changed by hand")
        .note("nothing was changed")
        .build();
  }

  /** The schema of a run that goes on is not the one that it left. */
  static Diagnostic changedMeanwhile(String name, List<String> changes) {
    Diagnostic.Builder problem =
        Diagnostic.error(
            Code.SCHEMA_CHANGED, "the schema was changed since " + name + " was interrupted");
    lines(problem, changes);
    return problem.note("nothing was written; take the change back by hand, then go on").build();
  }

  /** The lock was lost with its connection, and somebody else had it. */
  static Diagnostic goneOn(String name) {
    return Diagnostic.error(Code.UNFINISHED, "another run has gone on with " + name)
        .note("this run stops here, before it does anything twice; mig status tells how far it is")
        .build();
  }

  static Diagnostic damagedJob(Job job) {
    return Diagnostic.error(
            Code.LEDGER,
            "what the database keeps of job " + job.id() + " over " + job.table() + " is not whole")
        .note("rows of it were deleted by hand, so which rows are done can no longer be told")
        .note("nothing was changed")
        .build();
  }

  /** What is committed of a run of several transactions stays. */
  static Diagnostic partial(Diagnostic why, String name, String way) {
    return noting(
        why,
        "what was done before it stays; mig "
            + way
            + (way.equals("up") ? "" : " " + name)
            + " goes on from there");
  }

  static Diagnostic notApplied(String name, Collection<String> applied) {
    List<String> near = Nearest.to(name, applied);
    Diagnostic.Builder problem =
        Diagnostic.error(Code.UNKNOWN_MIGRATION, "no migration " + name + " is applied");
    return near.isEmpty()
        ? problem.build()
        : problem.note("the nearest that are: " + String.join(", ", near)).build();
  }

  static Diagnostic notTheLast(String name, List<String> later) {
    Diagnostic.Builder problem =
        Diagnostic.error(
            Code.NOT_THE_LAST,
            name + " is not the last one that was applied, so it cannot go first");
    return problem
        .note("applied after it: " + shortened(later))
        .note("take these back first, the last one first")
        .build();
  }

  static Diagnostic leftTransaction(Source source) {
    return Diagnostic.error(
            Code.DATABASE_REFUSED, "SQL of this migration ended the transaction of its run")
        .in(source)
        .note("what stands before it was committed and could not be rolled back")
        .note("leave COMMIT, ROLLBACK and END out of sql blocks")
        .build();
  }

  /** The same said of the step at which it happened. */
  static Diagnostic at(Diagnostic failure, Source source, @Nullable Step step) {
    Span span = step == null ? Span.NONE : step.span();
    Diagnostic placed =
        new Diagnostic(
            failure.code(),
            failure.severity(),
            failure.summary(),
            source,
            span,
            failure.label(),
            failure.labels(),
            failure.notes(),
            failure.samples(),
            failure.suggestions());
    return step instanceof Step.Execute execute
        ? noting(placed, "it happened at: " + execute.why())
        : placed;
  }

  static Diagnostic noting(Diagnostic diagnostic, String note) {
    List<String> notes = new ArrayList<>(diagnostic.notes());
    notes.add(note);
    return new Diagnostic(
        diagnostic.code(),
        diagnostic.severity(),
        diagnostic.summary(),
        diagnostic.source(),
        diagnostic.span(),
        diagnostic.label(),
        diagnostic.labels(),
        notes,
        diagnostic.samples(),
        diagnostic.suggestions());
  }

  /** What was saved is no old value of rows that are still there. */
  static Diagnostic notInPlace(SavedRows.Kept kept) {
    return Diagnostic.error(
            Code.WRONG_CALL, kept.name() + " holds no old values of an update, so it has no place")
        .note(
            "whole rows, dropped columns and what save keeps are copied: restore without"
                + " --in-place")
        .note("or taken back with their migration: mig down")
        .build();
  }

  private static void lines(Diagnostic.Builder problem, List<String> lines) {
    lines.stream().limit(MOST_LINES).forEach(problem::note);
    if (lines.size() > MOST_LINES) {
      problem.note("and " + (lines.size() - MOST_LINES) + " more");
    }
  }

  private static String shortened(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(MOST_LINES, names.size())));
    return names.size() > MOST_LINES
        ? shown + " and " + (names.size() - MOST_LINES) + " more"
        : shown;
  }
}
