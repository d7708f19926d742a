package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.database.Secrets;
import dev.mig.plan.Stages;
import dev.mig.plan.Step;
import dev.mig.run.RunResult.Outcome;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            Optional<Begun> half = begun(migration.name());
            if (half.isPresent()) {
              throw new Refused(Problems.unfinished(half.get()));
            }
            return attempt(new UpAttempt(migration, database.name()), null);
          }
          if (known.get().fingerprint().equals(migration.fingerprint())) {
            return new RunResult(Outcome.ALREADY, 0, Duration.ZERO, List.of(), List.of());
          }
          throw new Refused(Problems.edited(known.get(), migration.source()));
        });
  }

  /** Goes on with a migration of which some transactions are committed, whichever way it went. */
  public RunResult goOn(String name) {
    return guarded(
        null,
        () -> {
          Optional<Begun> half = begun(name);
          if (half.isEmpty()) {
            return new RunResult(Outcome.ALREADY, 0, Duration.ZERO, List.of(), List.of());
          }
          Begun begun = half.get();
          if (begun.way().equals("up")) {
            return attempt(new UpAttempt(begun, database.name()), begun);
          }
          if (begun.way().equals(HalfBackAttempt.WAY)) {
            return attempt(new HalfBackAttempt(begun), begun);
          }
          Optional<Applied> row = ledger().find(name);
          if (row.isEmpty()) {
            throw new Refused(Problems.damagedAttempt(name));
          }
          return attempt(new DownAttempt(row.get()), begun);
        });
  }

  /**
   * Takes back the migration that was applied last, or what is done of one that is half done, by
   * the plan that the database keeps.
   */
  public RunResult down(String name) {
    return guarded(
        null,
        () -> {
          Ledger ledger = ledger();
          Optional<Begun> half = begun(name);
          if (half.isPresent() && !half.get().way().equals("down")) {
            Begun back = half.get().stopped() < 0 ? half.get().turned() : half.get();
            return attempt(new HalfBackAttempt(back), back);
          }
          Optional<Applied> row = ledger.find(name);
          if (row.isEmpty()) {
            throw new Refused(
                Problems.notApplied(name, ledger.applied().stream().map(Applied::name).toList()));
          }
          List<String> later = ledger.later(name);
          if (!later.isEmpty()) {
            throw new Refused(Problems.notTheLast(name, later));
          }
          return attempt(new DownAttempt(row.get()), half.orElse(null));
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

  /** A plan of several transactions that was stopped half-way, if this migration is one. */
  private Optional<Begun> begun(String name) throws SQLException, Refused {
    return ledger().begun(name);
  }

  private RunResult attempt(Attempt attempt, @Nullable Begun half) throws SQLException, Refused {
    List<List<Step>> stages = Stages.of(attempt.plan().steps());
    Begun begun =
        half != null
            ? half
            : new Begun(
                attempt.name(), attempt.way(), -1, 0, Map.of(), "", 0, 0, Instant.now(), "");
    List<StepResult> steps = new ArrayList<>();
    for (int i = begun.next(); i < stages.size(); i++) {
      if (Stages.several(stages.get(i))) {
        Step.Walk walk = (Step.Walk) stages.get(i).getFirst();
        RunResult stopped = walk(attempt, begun, i, walk, steps);
        if (stopped != null) {
          return stopped;
        }
        begun = begun.moved(steps.getLast());
        continue;
      }
      Stage stage = new Stage(stages.get(i), i, stages.size());
      Transaction transaction =
          new Transaction(database, connect(), settings, attempt, stage, begun);
      RunResult result = i == 0 ? transaction.run() : goingOn(attempt, transaction);
      steps.addAll(result.steps());
      if (result.outcome() == Outcome.FAILED || result.outcome() == Outcome.PARTIAL) {
        // The failure may have been the connection's, so what follows is done on another one.
        disconnect();
        return afterwards(attempt, result, stage, transaction.commitSent());
      }
      if (result.outcome() != Outcome.DONE || transaction.left() == null) {
        return new RunResult(
            result.outcome(),
            begun.rows() + result.rows(),
            Duration.ofMillis(begun.millis()).plus(result.duration()),
            steps,
            result.diagnostics());
      }
      begun = transaction.left();
    }
    throw new IllegalStateException("the last stage of a plan is a transaction");
  }

  /** What fails behind a committed transaction leaves the migration half done. */
  private static RunResult goingOn(Attempt attempt, Transaction transaction) throws SQLException {
    RunResult result;
    try {
      result = transaction.run();
    } catch (Refused e) {
      result = RunResult.refused(e.diagnostic());
    }
    if (result.done()) {
      return result;
    }
    return new RunResult(
        Outcome.PARTIAL,
        result.rows(),
        result.duration(),
        result.steps(),
        result.diagnostics().stream()
            .map(d -> Problems.partial(d, attempt.name(), attempt.way()))
            .toList());
  }

  /** Moves the rows of one stage; null when they are all moved. */
  private @Nullable RunResult walk(
      Attempt attempt, Begun begun, int stage, Step.Walk walk, List<StepResult> steps)
      throws SQLException {
    long start = System.nanoTime();
    Walking walking = new Walking(database, settings, attempt, stage, walk);
    Job job = walking.job();
    if (walk.pace().background() && job.state() != Job.State.DONE) {
      return new RunResult(
          Outcome.HANDED_OVER, begun.rows(), Duration.ofMillis(begun.millis()), steps, List.of());
    }
    Diagnostic why = walking.run(job);
    if (why == null) {
      long rows = walking.job().rows();
      steps.add(new StepResult(walk, rows, Duration.ofNanos(System.nanoTime() - start)));
      return null;
    }
    RunResult failed =
        new RunResult(
            Outcome.PARTIAL,
            begun.rows(),
            Duration.ofNanos(System.nanoTime() - start),
            steps,
            List.of(Problems.partial(why, attempt.name(), attempt.way())));
    return afterwards(attempt, failed, new Stage(List.of(walk), stage, stage + 2), false);
  }

  /**
   * A commit may have come through although its answer did not; else the failure is recorded, in a
   * transaction of its own.
   */
  private RunResult afterwards(Attempt attempt, RunResult failed, Stage stage, boolean commitSent) {
    Diagnostic why = failed.diagnostics().getFirst();
    try {
      Connection fresh = connect();
      if (commitSent && stage.last() && attempt.isIn(ledger())) {
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
