package dev.mig.run;

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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one transaction in which an attempt is made: its steps, what is compared before and after,
 * and its rows in the ledger.
 */
final class Transaction {
  /** Is there as long as the transaction is: SQL of the user's own may have ended it. */
  private static final String MARK = "mig_run";

  private final Database database;
  private final Connection connection;
  private final Runner.Settings settings;
  private final Attempt attempt;
  private final StepRunner steps;
  private final long start = System.nanoTime();
  private boolean commitSent;

  Transaction(Database database, Connection connection, Runner.Settings settings, Attempt attempt) {
    this.database = database;
    this.connection = connection;
    this.settings = settings;
    this.attempt = attempt;
    boolean sqlite = database.name().equals("sqlite");
    this.steps = new StepRunner(connection, sqlite, attempt.source(), settings.listener());
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
      attempt.compareBefore(database.read(connection));
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

  /** Whether a failure may be one of hearing that the commit came through. */
  boolean commitSent() {
    return commitSent;
  }

  /** Everything between the comparison and the commit; null when it went well. */
  private @Nullable RunResult write() throws SQLException {
    try {
      execute("SAVEPOINT " + MARK);
      steps.run(attempt.plan().steps());
      if (!stillInside()) {
        return result(Outcome.FAILED, List.of(Problems.leftTransaction(attempt.source())));
      }
      settings.listener().entered(Phase.VERIFYING);
      Schema live = database.read(connection);
      attempt.compareAfter(live);
      Ledger ledger = Ledger.open(connection, database.name());
      ledger.create();
      Event event =
          new Event(
              Instant.now(),
              attempt.kind(),
              attempt.name(),
              null,
              null,
              elapsed().toMillis(),
              steps.rows());
      Who who = Who.on(connection, settings.tool());
      attempt.record(ledger, live, event, who);
      ledger.append(event, who);
      return null;
    } catch (Refused e) {
      Source source = e.diagnostic().source();
      return result(
          Outcome.FAILED,
          List.of(source == null ? e.diagnostic().in(attempt.source()) : e.diagnostic()));
    }
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
