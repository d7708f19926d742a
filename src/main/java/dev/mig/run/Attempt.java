package dev.mig.run;

import dev.mig.schema.Schema;
import dev.mig.source.Source;
import java.sql.SQLException;

/** One migration in one direction, as the transactions around it see it. */
sealed interface Attempt permits UpAttempt, DownAttempt, HalfBackAttempt {
  String name();

  /** {@code up}, {@code down} or {@code back}; see {@link Begun#way()}. */
  String way();

  /** What the spans of the steps are about. */
  Source source();

  StoredPlan plan();

  /** Refuses a schema that is not the one that the plan was made for. */
  void compareBefore(Schema live) throws Refused;

  /** Refuses a schema that is not the one that the plan should have left. */
  void compareAfter(Schema live) throws Refused;

  /** What a run that stops half-way needs to go on, after {@link #compareBefore}; JSON. */
  String record();

  /**
   * Writes what was done.
   *
   * @param event says when, how long and how many rows
   */
  void record(Ledger ledger, Schema live, Event event, Who who) throws SQLException;

  /** The event's kind when it is done. */
  Event.Kind kind();

  /** Whether the ledger says that it was committed. */
  boolean isIn(Ledger ledger) throws SQLException;
}
