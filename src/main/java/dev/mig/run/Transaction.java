package dev.mig.run;

import com.google.gson.JsonParseException;
import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.plan.Step;
import dev.mig.run.RunListener.Phase;
import dev.mig.run.RunResult.Outcome;
import dev.mig.schema.Schema;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in which an attempt is made, or one stage of it: its steps, what is compared before
 * and after, and its rows in the ledger.
 */
final class Transaction {
  /** Is there as long as the transaction is: SQL of the user's own may have ended it. */
  private static final String MARK = "mig_run";

  private final Database database;
  private final Connection connection;
  private final Runner.Settings settings;
  private final Attempt attempt;
  private final Stage stage;
  private final Begun begun;
  private final @Nullable Event resumed;
  private final Map<Integer, @Nullable String> remembered;
  private final StepRunner steps;
  private final long start = System.nanoTime();
  private boolean commitSent;
  private @Nullable Begun left;
  private Schema before = Schema.EMPTY;

  /**
   * @param begun how far the attempt was before this stage
   * @param resumed what is told of a stop before it, if there was one
   */
  Transaction(
      Database database,
      Connection connection,
      Runner.Settings settings,
      Attempt attempt,
      Stage stage,
      Begun begun,
      @Nullable Event resumed) {
    this.stage = stage;
    this.begun = begun;
    this.resumed = resumed;
    this.remembered = new HashMap<>(begun.remembered());
    this.database = database;
    this.connection = connection;
    this.settings = settings;
    this.attempt = attempt;
    boolean sqlite = database.name().equals("sqlite");
    this.steps =
        new StepRunner(connection, sqlite, attempt.source(), settings.listener(), remembered);
  }

  /**
   * Makes the attempt. Whatever comes of it, the transaction is over afterwards.
   *
   * @throws Refused when nothing was begun
   * @throws SQLException when the transaction cannot be begun
   */
  RunResult run() throws SQLException, Refused {
    database.begin(connection, attempt.plan().foreignKeysOff());
    boolean open = true;
    try {
      settings.listener().entered(Phase.COMPARING);
      before = database.read(connection);
      compareBefore(before);
      RunResult failed = write();
      if (failed != null) {
        return failed;
      }
      settings.listener().entered(Phase.COMMITTING);
      commitSent = true;
      connection.commit();
      open = false;
      settings.listener().entered(Phase.COMMITTED);
      return result(Outcome.DONE, List.of());
    } catch (SQLException e) {
      return failed(e);
    } finally {
      leave(open);
    }
  }

  private void compareBefore(Schema live) throws SQLException, Refused {
    if (stage.first()) {
      attempt.compareBefore(live);
      return;
    }
    if (!new BegunTable(connection, database.name()).stillAt(begun)) {
      throw new Refused(Problems.goneOn(attempt.name()).in(attempt.source()));
    }
    compareLeft(begun, attempt, live);
  }

  /** The schema must be as the stage before this one left it. */
  static void compareLeft(Begun begun, Attempt attempt, Schema live) throws Refused {
    Fingerprints left;
    try {
      left = Fingerprints.read(begun.schemaNow());
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      // What gson throws on a text of another shape.
      throw new Refused(Problems.damagedAttempt(begun.migration()));
    }
    List<String> changes = left.changes(Fingerprints.of(live, attempt.plan().touched()));
    if (!changes.isEmpty()) {
      throw new Refused(Problems.changedMeanwhile(attempt.name(), changes).in(attempt.source()));
    }
  }

  /** Whether a failure may be one of hearing that the commit came through. */
  boolean commitSent() {
    return commitSent;
  }

  /** Everything between the comparison and the commit; null when it went well. */
  private @Nullable RunResult write() throws SQLException {
    try {
      execute("SAVEPOINT " + MARK);
      steps.run(stage.steps());
      if (!stillInside()) {
        return result(Outcome.FAILED, List.of(Problems.leftTransaction(attempt.source())));
      }
      settings.listener().entered(Phase.VERIFYING);
      Schema live = database.read(connection);
      Ledger ledger = Ledger.open(connection, database.name());
      ledger.create();
      ledger.snapshot().follow(before, live);
      if (resumed != null) {
        ledger.append(resumed, Who.on(connection, settings.tool()));
      }
      if (!stage.last()) {
        goOn(ledger, live);
        return null;
      }
      attempt.compareAfter(live);
      Event event =
          new Event(
              Instant.now(),
              attempt.kind(),
              attempt.name(),
              null,
              null,
              begun.millis() + elapsed().toMillis(),
              begun.rows() + steps.rows());
      Who who = Who.on(connection, settings.tool());
      attempt.record(ledger, live, event, who);
      ledger.append(event, who);
      if (!stage.first() || attempt instanceof HalfBackAttempt) {
        new BegunTable(connection, database.name()).delete(attempt.name());
      }
      return null;
    } catch (Refused e) {
      Source source = e.diagnostic().source();
      return result(
          Outcome.FAILED,
          List.of(source == null ? e.diagnostic().in(attempt.source()) : e.diagnostic()));
    }
  }

  /** Writes down how far the attempt is, for this run or the next one to go on from. */
  private void goOn(Ledger ledger, Schema live) throws SQLException {
    Begun now =
        new Begun(
            attempt.name(),
            attempt.way(),
            begun.stopped(),
            stage.number() + 1,
            remembered,
            Fingerprints.of(live, attempt.plan().touched()).json(),
            begun.rows() + steps.rows(),
            begun.millis() + elapsed().toMillis(),
            begun.at(),
            attempt.record());
    BegunTable table = new BegunTable(connection, database.name());
    if (stage.first() && !(attempt instanceof HalfBackAttempt)) {
      table.insert(now);
      Event event =
          new Event(
              Instant.now(),
              Event.Kind.BEGUN,
              attempt.name(),
              null,
              null,
              now.millis(),
              now.rows());
      ledger.append(event, Who.on(connection, settings.tool()));
    } else {
      table.update(now);
    }
    left = now;
  }

  /** How far the attempt is after this stage; null when it is finished, or failed. */
  @Nullable Begun left() {
    return left;
  }

  private boolean stillInside() throws SQLException {
    try {
      execute("RELEASE SAVEPOINT " + MARK);
      return true;
    } catch (SQLException e) {
      if (Failure.explain(e).code() == Code.CANNOT_CONNECT) {
        throw e;
      }
      return false;
    }
  }

  private RunResult failed(SQLException e) {
    Step step = steps.current();
    Diagnostic why = Problems.at(Failure.explain(e), attempt.source(), step);
    // A read-only database let the transaction begin, but nothing in it.
    return result(why.code() == Code.READ_ONLY ? Outcome.REFUSED : Outcome.FAILED, List.of(why));
  }

  private RunResult result(Outcome outcome, List<Diagnostic> diagnostics) {
    return new RunResult(outcome, steps.rows(), elapsed(), steps.results(), diagnostics);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** A connection that cannot even roll back is closed, which rolls back as well. */
  private void leave(boolean open) throws SQLException {
    try {
      if (open) {
        connection.rollback();
      }
      database.end(connection);
    } catch (SQLException broken) {
      connection.close();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
