package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.database.Secrets;
import dev.mig.run.RunResult.Outcome;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs migrations on one database, up and down, each wholly or not at all. It takes the runner lock
 * before it does anything and keeps it until it is closed, so that what it found stays true between
 * two migrations. Not for several threads.
 */
public final class Runner implements AutoCloseable {
  /** How PostgreSQL begins the details of a violated constraint. */
  private static final Pattern SHOWS_A_ROW = Pattern.compile("Key \\(|Failing row contains");

  private final Database database;
  private final Settings settings;
  private Database.@Nullable RunnerLock lock;
  private @Nullable Connection connection;

  /**
   * How to run.
   *
   * @param tool the version of this program, for the ledger
   * @param patience how long to wait for another runner
   */
  public record Settings(String tool, Duration patience, RunListener listener) {}

  public Runner(Database database, Settings settings) {
    this.database = database;
    this.settings = settings;
  }

  /** Applies a migration. */
  public RunResult up(Prepared migration) {
    return guarded(
        migration.source(),
        () -> {
          Optional<Applied> known = ledger().find(migration.name());
          if (known.isEmpty()) {
            return attempt(new UpAttempt(migration, database.name()));
          }
          if (known.get().fingerprint().equals(migration.fingerprint())) {
            return new RunResult(Outcome.ALREADY, 0, Duration.ZERO, List.of(), List.of());
          }
          throw new Refused(Problems.edited(known.get(), migration.source()));
        });
  }

  /** Takes back the migration that was applied last, by the plan that the ledger keeps. */
  public RunResult down(String name) {
    return guarded(
        null,
        () -> {
          Ledger ledger = ledger();
          Optional<Applied> row = ledger.find(name);
          if (row.isEmpty()) {
            throw new Refused(
                Problems.notApplied(name, ledger.applied().stream().map(Applied::name).toList()));
          }
          List<String> later = ledger.later(name);
          if (!later.isEmpty()) {
            throw new Refused(Problems.notTheLast(name, later));
          }
          return attempt(new DownAttempt(row.get()));
        });
  }

  /** Lets the lock and the connection go. */
  @Override
  public void close() throws SQLException {
    disconnect();
    Database.RunnerLock held = lock;
    lock = null;
    if (held != null) {
      held.close();
    }
  }

  private interface Work {
    RunResult run() throws SQLException, Refused;
  }

  /** What goes wrong outside of a transaction has begun and changed nothing: it is refused. */
  private RunResult guarded(@Nullable Source source, Work work) {
    try {
      if (lock == null) {
        lock = database.lock(settings.patience(), settings.listener()::waiting);
      }
      return work.run();
    } catch (Refused e) {
      return RunResult.refused(e.diagnostic());
    } catch (SQLException e) {
      disconnect();
      Diagnostic why = Failure.explain(e);
      return RunResult.refused(source == null ? why : why.in(source));
    }
  }

  private Ledger ledger() throws SQLException, Refused {
    return Ledger.open(connect(), database.name());
  }

  private RunResult attempt(Attempt attempt) throws SQLException, Refused {
    Transaction transaction = new Transaction(database, connect(), settings, attempt);
    RunResult result = transaction.run();
    if (result.outcome() != Outcome.FAILED) {
      return result;
    }
    // The failure may have been the connection's, so what follows is done on another one.
    disconnect();
    return afterwards(attempt, result, transaction.commitSent());
  }

  /**
   * A commit may have come through although its answer did not; else the failure is recorded, in a
   * transaction of its own.
   */
  private RunResult afterwards(Attempt attempt, RunResult failed, boolean commitSent) {
    Diagnostic why = failed.diagnostics().getFirst();
    try {
      Connection fresh = connect();
      if (commitSent && attempt.isIn(ledger())) {
        return new RunResult(
            Outcome.DONE, failed.rows(), failed.duration(), failed.steps(), List.of());
      }
      database.begin(fresh, false);
      try {
        Ledger ledger = ledger();
        ledger.create();
        ledger.append(failure(attempt, failed, why), Who.on(fresh, settings.tool()));
        fresh.commit();
      } catch (SQLException e) {
        fresh.rollback();
        throw e;
      } finally {
        database.end(fresh);
      }
      return failed;
    } catch (SQLException e) {
      disconnect();
      String note =
          commitSent
              ? "whether it was committed is not known; mig status tells, once the database answers"
              : "the ledger could not be told of it: " + Failure.explain(e).summary();
      return new RunResult(
          failed.outcome(),
          failed.rows(),
          failed.duration(),
          failed.steps(),
          List.of(Problems.noting(why, note)));
    } catch (Refused e) {
      return failed;
    }
  }

  /** Without rows of the user's: what is in the ledger stays there. */
  private static Event failure(Attempt attempt, RunResult failed, Diagnostic why) {
    List<String> said = new ArrayList<>();
    said.add(why.summary());
    why.notes().stream().filter(n -> !SHOWS_A_ROW.matcher(n).lookingAt()).forEach(said::add);
    return new Event(
        Instant.now(),
        Event.Kind.FAILED,
        attempt.name(),
        why.code().id(),
        Secrets.scrub(String.join("\n", said)),
        failed.duration().toMillis(),
        failed.rows());
  }

  private Connection connect() throws SQLException {
    Connection open = connection;
    if (open == null || open.isClosed()) {
      open = database.connect();
      connection = open;
    }
    return open;
  }

  private void disconnect() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException alreadyGone) {
        // Nothing is left to close.
      }
    }
  }
}
