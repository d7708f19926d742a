package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.operation.Pace;
import dev.mig.plan.Step;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does batches of a job until none is left, whatever comes in between: gives way to others, waits
 * where it is held up, connects again, and finds the row that the database refuses.
 */
final class Worker {
  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final long PAUSED_MILLIS = 500;

  private static final long SIZE_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  private final Database database;
  private final Step.Walk walk;
  private final Job job;
  private final Progression progression;
  private final BatchSize size;
  private final Mover mover;
  private final Throttle throttle;
  private final Courtesy courtesy;
  private @Nullable Connection connection;
  private long lastMove = System.nanoTime();
  private long sizeKept = System.nanoTime();
  private long lookedAt = System.nanoTime();
  private int waits;

  Worker(
      Database database,
      Runner.Settings settings,
      Step.Walk walk,
      Job job,
      Progression progression) {
    this(database, settings, walk, job, progression, null);
  }

  /**
   * One that may sweep.
   *
   * @param last the greatest key of the rows that a sweep has found, which are what the walk goes
   *     through; or null for the walk itself
   */
  Worker(
      Database database,
      Runner.Settings settings,
      Step.Walk walk,
      Job job,
      Progression progression,
      @Nullable List<String> last) {
    this.database = database;
    this.walk = walk;
    this.job = job;
    this.progression = progression;
    this.size = new BatchSize(walk.pace(), walk.pace().auto() ? job.batchSize() : 0);
    this.mover =
        last == null
            ? new Mover(database, walk, job, size)
            : Mover.sweeping(database, walk, job, size, last);
    this.courtesy = new Courtesy(database);
    this.throttle =
        new Throttle(
            database,
            walk.name(),
            settings.limits(),
            Throttle.INTERVAL,
            new Throttle.Listener(s -> progression.holding(s.reason()), s -> {}));
    mover.look(throttle);
  }

  /** Works; answers why it stopped before all was done, or null. */
  @Nullable Diagnostic run() {
    try {
      while (true) {
        if (Thread.currentThread().isInterrupted()) {
          return interrupted(job, walk);
        }
        try {
          throttle.pass(connect());
          Mover.Outcome outcome = mover.batch(connect());
          switch (outcome) {
            case Mover.Moved moved -> moved(moved);
            case Mover.Held held -> {
              if (held.state() != Job.State.PAUSED || walk.pace().background()) {
                return stopped(held.state());
              }
              progression.holding("paused; mig jobs resume " + job.id() + " lets it go on");
              lastMove = System.nanoTime();
              sleep(PAUSED_MILLIS);
            }
            case Mover.Nothing nothing -> {
              if (open() == 0) {
                return null;
              }
              sleep(LOOK_AGAIN_MILLIS);
            }
          }
        } catch (SQLException e) {
          Diagnostic problem = failed(e);
          if (problem != null) {
            return problem;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return interrupted(job, walk);
    } finally {
      disconnect();
    }
  }

  private void moved(Mover.Moved moved) throws InterruptedException, SQLException {
    waits = 0;
    lastMove = System.nanoTime();
    if (walk.pace().background() && lastMove - lookedAt > LOOK_NANOS) {
      // Others are at it, too.
      lookedAt = lastMove;
      progression.together(new JobTable(connect(), database.name()).sums(job.id()));
    }
    progression.moved(moved.keys(), moved.rows(), size.usual(), moved.locked());
    if (lastMove - sizeKept > SIZE_EVERY_NANOS) {
      sizeKept = lastMove;
      new JobTable(connect(), database.name()).size(job.id(), size.usual());
    }
    Duration rest = courtesy.rest(connect(), moved.time());
    if (walk.pace().time().equals(Pace.TIME)) {
      size.aim(courtesy.turn());
    }
    Duration pause = walk.pace().pause().isZero() ? rest : walk.pace().pause();
    if (!pause.isZero()) {
      sleep(Math.max(1, pause.toMillis()));
    }
  }

  private long open() throws SQLException {
    return new JobTable(connect(), database.name()).sums(job.id()).open();
  }

  /** What becomes of a failed batch, which was rolled back; null to try again. */
  private @Nullable Diagnostic failed(SQLException e) throws InterruptedException {
    return switch (Failure.kind(e)) {
      case OTHERS -> {
        if (!mover.split()) {
          size.gaveWay();
        }
        yield again(e);
      }
      case CONNECTION -> {
        disconnect();
        yield again(e);
      }
      case ROW -> e instanceof Mover.Failed failure ? refused(failure) : given(Failure.explain(e));
      case FATAL -> given(Failure.explain(e));
    };
  }

  /** Of some rows one was refused: fewer of them tell which. */
  private @Nullable Diagnostic refused(Mover.Failed failure) throws InterruptedException {
    Mover.Turn turn = failure.turn();
    if (turn.inStripe()) {
      // It was looked for, and is fine by now.
      return again(failure);
    }
    if (turn.keys() < 0) {
      return mover.split() ? null : given(Failure.explain(failure));
    }
    return size.refused(turn.keys()) ? null : given(Walking.refusedRow(walk, failure));
  }

  private @Nullable Diagnostic again(SQLException e) throws InterruptedException {
    if (System.nanoTime() - lastMove > Insistence.LONGEST.toNanos()) {
      return given(Failure.explain(e));
    }
    progression.holding(Insistence.why(e));
    sleep(Insistence.wait(waits++));
    return null;
  }

  /** Gives up, and says so beside the job, for others to read. */
  private Diagnostic given(Diagnostic why) {
    try {
      new JobTable(connect(), database.name()).state(job.id(), Job.State.FAILED, why.summary());
    } catch (SQLException lost) {
      disconnect(); // it is only said here, then
    }
    return why.span().equals(dev.mig.source.Span.NONE)
        ? why.toBuilder().at(walk.span()).build()
        : why;
  }

  private Diagnostic stopped(Job.State state) {
    return Diagnostic.error(
            Code.JOB_STOPPED, "job " + job.id() + " over " + walk.name() + " is " + state.word())
        .at(walk.span())
        .build();
  }

  /** Said of a process that was asked to stop; others may be at the job all the same. */
  static Diagnostic interrupted(Job job, Step.Walk walk) {
    return Diagnostic.error(
            Code.JOB_STOPPED, "this process was asked to stop before job " + job.id() + " was done")
        .at(walk.span())
        .note("the batch it was at is committed or rolled back whole")
        .build();
  }

  private static void sleep(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }

  private Connection connect() throws SQLException {
    Connection open = connection;
    if (open == null || open.isClosed()) {
      open = database.connect();
      // What is saved or copied first must be what is changed or deleted then.
      database.prepareForBatches(open, walk.parts().size() > 1);
      connection = open;
    }
    return open;
  }

  private void disconnect() {
    Connection open = connection;
    connection = null;
    courtesy.forget();
    if (open != null) {
      try {
        open.close();
      } catch (SQLException alreadyGone) {
        // Nothing is left to close.
      }
    }
  }
}
