package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.database.StrainLimits;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs migrations on one database, up and down, each wholly or not at all. It takes the runner lock
 * before it does anything and keeps it until it is closed, so that what it found stays true between
 * two migrations. Not for several threads.
 */
public final class Runner implements AutoCloseable {
  /** How often a transaction is begun whose connection is lost. */
  private static final int TRIES = 5;

  private final Database database;
  private final Settings settings;
  private final Session session;
  private boolean working;

  /** That a run goes on after a stop, until the ledger is told. */
  private @Nullable Event resumed;

  /**
   * How to run.
   *
   * @param tool the version of this program, for the ledger
   * @param patience how long to wait for another runner
   * @param count whether rows are counted before they are moved in batches, not estimated
   * @param limits the strain under which batches wait
   */
  public record Settings(
      String tool, Duration patience, RunListener listener, boolean count, StrainLimits limits) {
    /** Without counting, and with the limits that hold where nobody says others. */
    public Settings(String tool, Duration patience, RunListener listener) {
      this(tool, patience, listener, false, StrainLimits.DEFAULTS);
    }
  }

  public Runner(Database database, Settings settings) {
    this.database = database;
    this.settings = settings;
    this.session = new Session(database, settings);
  }

  /** Applies a migration. */
  public RunResult up(Prepared migration) {
    return guarded(
        migration.source(),
        () -> {
          Optional<Applied> known = session.ledger().find(migration.name());
          if (known.isEmpty()) {
            Optional<Begun> half = session.begun(migration.name());
            if (half.isPresent()) {
              throw new Refused(Problems.unfinished(half.get()));
            }
            return attempt(new UpAttempt(migration, database.name()), null);
          }
          if (known.get().fingerprint().equals(migration.fingerprint())) {
            return new RunResult(Outcome.ALREADY, 0, Duration.ZERO, List.of(), List.of());
          }
          if (migration.repeatable()) {
            return attempt(new UpAttempt(migration, database.name()), null);
          }
          throw new Refused(Problems.edited(known.get(), migration.source()));
        });
  }

  /** Goes on with a migration of which some transactions are committed, whichever way it went. */
  public RunResult goOn(String name) {
    return guarded(
        null,
        () -> {
          Optional<Begun> half = session.begun(name);
          if (half.isEmpty()) {
            return new RunResult(Outcome.ALREADY, 0, Duration.ZERO, List.of(), List.of());
          }
          Begun begun = half.get();
          return attempt(begun.attempt(session.ledger(), database.name()), begun);
        });
  }

  /** Goes on with a migration, and does here and now what it left to the background. */
  public RunResult workOff(String name) {
    working = true;
    try {
      return goOn(name);
    } finally {
      working = false;
    }
  }

  /**
   * Takes back the migration that was applied last, or what is done of one that is half done, by
   * the plan that the database keeps.
   */
  public RunResult down(String name) {
    return guarded(
        null,
        () -> {
          Ledger ledger = session.ledger();
          Optional<Begun> half = session.begun(name);
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
    session.close();
  }

  private interface Work {
    RunResult run() throws SQLException, Refused;
  }

  /** What goes wrong outside of a transaction has begun and changed nothing: it is refused. */
  private RunResult guarded(@Nullable Source source, Work work) {
    try {
      session.stayLocked();
      return work.run();
    } catch (Refused e) {
      return RunResult.refused(e.diagnostic());
    } catch (SQLException e) {
      session.disconnect();
      Diagnostic why = Failure.explain(e);
      return RunResult.refused(source == null ? why : why.in(source));
    }
  }

  private RunResult attempt(Attempt attempt, @Nullable Begun half) throws SQLException, Refused {
    List<List<Step>> stages = Stages.of(attempt.plan().steps());
    Begun begun =
        half != null
            ? half
            : new Begun(
                attempt.name(), attempt.way(), -1, 0, Map.of(), "", 0, 0, Instant.now(), "");
    resumed = null;
    if (half != null && !(attempt instanceof HalfBackAttempt && half.next() == 0)) {
      if (half.next() < 1 || half.next() >= stages.size()) {
        throw new Refused(Problems.damagedAttempt(half.migration()));
      }
      // Batches look at no schema, so that what they are to go on with is looked at here.
      Transaction.compareLeft(half, attempt, database.read(session.connect()));
      if (!working && !isInBackground(stages.get(half.next()))) {
        resumed = Event.now(Event.Kind.RESUMED, attempt.name(), null);
      }
    }
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
      Staged staged = stage.first() ? first(attempt, stage, begun) : later(attempt, stage, begun);
      RunResult result = staged.result();
      steps.addAll(result.steps());
      if (result.outcome() == Outcome.FAILED || result.outcome() == Outcome.PARTIAL) {
        // The failure may have been the connection's, so what follows is done on another one.
        session.disconnect();
        return afterwards(attempt, result, stage, staged.commitSent());
      }
      if (result.outcome() != Outcome.DONE || staged.left() == null) {
        return new RunResult(
            result.outcome(),
            begun.rows() + result.rows(),
            result.duration().plusMillis(begun.millis()),
            steps,
            result.diagnostics());
      }
      begun = staged.left();
      resumed = null;
    }
    throw new IllegalStateException("the last stage of a plan is a transaction");
  }

  /** What is left to workers did not stop. */
  private static boolean isInBackground(List<Step> stage) {
    return stage.getFirst() instanceof Step.Walk walk && walk.pace().background();
  }

  /**
   * What came of a transaction.
   *
   * @param commitSent whether a failure may be one of hearing that it is committed
   * @param left how far the attempt is after it; null when it is finished, or failed
   */
  private record Staged(RunResult result, boolean commitSent, @Nullable Begun left) {}

  /** The first one: what fails is rolled back, and nothing is left of the attempt. */
  private Staged first(Attempt attempt, Stage stage, Begun begun) throws SQLException, Refused {
    Transaction transaction =
        new Transaction(database, session.connect(), settings, attempt, stage, begun, resumed);
    RunResult result = transaction.run();
    if (!stage.last() && result.lost() && transaction.commitSent() && came(attempt, stage)) {
      return new Staged(result.asDone(), false, transaction.left());
    }
    return new Staged(result, transaction.commitSent(), transaction.left());
  }

  /** A later one, again and again where the connection is lost: what it goes on from is safe. */
  private Staged later(Attempt attempt, Stage stage, Begun begun) {
    for (int tries = 1; ; tries++) {
      RunResult result;
      Transaction transaction = null;
      try {
        Connection open =
            Insistence.on(
                () -> {
                  session.stayLocked();
                  return session.connect();
                },
                settings.listener()::waiting);
        transaction = new Transaction(database, open, settings, attempt, stage, begun, resumed);
        result = transaction.run();
        if (result.lost() && transaction.commitSent() && came(attempt, stage)) {
          result = result.asDone();
        }
      } catch (Refused e) {
        result = RunResult.refused(e.diagnostic());
      } catch (SQLException e) {
        result = RunResult.refused(Failure.explain(e).in(attempt.source()));
      }
      boolean sent = transaction != null && transaction.commitSent();
      if (result.done()) {
        return new Staged(result, false, Objects.requireNonNull(transaction).left());
      }
      if (!result.lost() || tries == TRIES) {
        return new Staged(result.partial(attempt), sent, null);
      }
      session.disconnect();
    }
  }

  /** Whether a transaction came through of whose commit no answer came. */
  private boolean came(Attempt attempt, Stage stage) throws SQLException, Refused {
    return Insistence.on(
        () -> {
          session.disconnect();
          return stage.last()
              ? attempt.isIn(session.ledger())
              : session
                  .begun(attempt.name())
                  .filter(b -> b.way().equals(attempt.way()) && b.next() == stage.number() + 1)
                  .isPresent();
        },
        settings.listener()::waiting);
  }

  /** Moves the rows of one stage; null when they are all moved. */
  private @Nullable RunResult walk(
      Attempt attempt, Begun begun, int stage, Step.Walk walk, List<StepResult> steps) {
    long start = System.nanoTime();
    Diagnostic why;
    try {
      Walking walking = new Walking(database, settings, attempt, stage, walk);
      Job job = walking.job(begun);
      boolean background = walk.pace().background() && !working;
      if (background && !walking.isFinished(job)) {
        return new RunResult(
            Outcome.HANDED_OVER, begun.rows(), Duration.ofMillis(begun.millis()), steps, List.of());
      }
      why = background ? null : walking.run(job);
      if (why == null) {
        Job done = walking.job(begun);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        if (background && done.endedAt() != null) {
          taken = Duration.between(done.beganAt(), done.endedAt());
        }
        steps.add(new StepResult(walk, done.rows(), taken));
        return null;
      }
    } catch (Refused e) {
      return new RunResult(
          Outcome.PARTIAL,
          begun.rows(),
          Duration.ofNanos(System.nanoTime() - start),
          steps,
          List.of(e.diagnostic()));
    } catch (SQLException e) {
      why = Problems.at(Failure.explain(e), attempt.source(), walk);
    }
    RunResult failed =
        new RunResult(
            Outcome.PARTIAL,
            begun.rows(),
            Duration.ofNanos(System.nanoTime() - start),
            steps,
            List.of(Problems.partial(why, attempt.name(), attempt.way())));
    session.disconnect();
    return afterwards(attempt, failed, new Stage(List.of(walk), stage, stage + 2), false);
  }

  /**
   * A commit may have come through although its answer did not; else the failure is recorded, in a
   * transaction of its own.
   */
  private RunResult afterwards(Attempt attempt, RunResult failed, Stage stage, boolean commitSent) {
    Diagnostic why = failed.diagnostics().getFirst();
    try {
      Connection fresh = session.connect();
      if (commitSent && stage.last() && attempt.isIn(session.ledger())) {
        return new RunResult(
            Outcome.DONE, failed.rows(), failed.duration(), failed.steps(), List.of());
      }
      database.begin(fresh, false);
      try {
        Ledger ledger = session.ledger();
        ledger.create();
        Who who = Who.on(fresh, settings.tool());
        if (resumed != null) {
          ledger.append(resumed, who);
        }
        ledger.append(Event.failed(attempt, failed, why), who);
        fresh.commit();
      } catch (SQLException e) {
        fresh.rollback();
        throw e;
      } finally {
        database.end(fresh);
      }
      return failed;
    } catch (SQLException e) {
      session.disconnect();
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
}
