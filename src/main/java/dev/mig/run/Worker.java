package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.plan.Step;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Does batches of a job until none is left, whatever comes in between: gives way to others, waits
 * where it is held up, connects again, and finds the row that the database refuses.
 */
final class Worker {
  /** How long it goes on trying without a single batch coming through. */
  static final Duration STUBBORN = Duration.ofMinutes(5);

  private static final long FIRST_WAIT_MILLIS = 50;
  private static final long LONGEST_WAIT_MILLIS = 5_000;
  private static final long LOOK_AGAIN_MILLIS = 20;
  private static final long PAUSED_MILLIS = 500;
  private static final long SIZE_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

  private final Database database;
  private final Step.Walk walk;
  private final Job job;
  private final Progression progression;
  private final BatchSize size;
  private final Mover mover;
  private @Nullable Connection connection;
  private long lastMove = System.nanoTime();
  private long sizeKept = System.nanoTime();
  private int waits;

  Worker(
      Database database,
      Runner.Settings settings,
      Step.Walk walk,
      Job job,
      Progression progression) {
    this.database = database;
    this.walk = walk;
    this.job = job;
    this.progression = progression;
    this.size = new BatchSize(walk.pace(), walk.pace().auto() ? job.batchSize() : 0);
    this.mover = new Mover(database, walk, job.id(), size);
  }

  /** Works; answers why it stopped before all was done, or null. */
  @Nullable Diagnostic run() {
    try {
      while (true) {
        try {
          Mover.Outcome outcome = mover.batch(connect());
          switch (outcome) {
            case Mover.Moved moved -> moved(moved);
            case Mover.Held held -> {
              if (held.state() != Job.State.PAUSED) {
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
      return stopped(Job.State.CANCELLED);
    } finally {
      disconnect();
    }
  }

  private void moved(Mover.Moved moved) throws InterruptedException, SQLException {
    waits = 0;
    lastMove = System.nanoTime();
    size.took(moved.keys(), moved.time());
    progression.moved(moved.keys(), moved.rows(), size.usual());
    if (lastMove - sizeKept > SIZE_EVERY_NANOS) {
      sizeKept = lastMove;
      new JobTable(connect(), database.name()).size(job.id(), size.usual());
    }
    if (!walk.pace().pause().isZero()) {
      sleep(walk.pace().pause().toMillis());
    }
  }

  private long open() throws SQLException {
    return new JobTable(connect(), database.name()).sums(job.id()).open();
  }

  /** What becomes of a failed batch, which was rolled back; null to try again. */
  private @Nullable Diagnostic failed(SQLException e) throws InterruptedException {
    switch (Failure.kind(e)) {
      case OTHERS -> {
        size.gaveWay();
        return again(e, "waiting for others: " + Failure.explain(e).summary());
      }
      case CONNECTION -> {
        disconnect();
        return again(e, "connecting again: " + Failure.explain(e).summary());
      }
      case ROW -> {
        if (e instanceof Mover.Failed failure) {
          long keys = failure.turn().keys();
          if (keys >= 0 && !failure.turn().inStripe() && size.refused(keys)) {
            return null;
          }
          return given(keys < 0 ? Failure.explain(e) : Walking.refusedRow(walk, failure));
        }
        return given(Failure.explain(e));
      }
      case FATAL -> {
        return given(Failure.explain(e));
      }
    }
    throw new IllegalStateException("no such kind of failure", e);
  }

  private @Nullable Diagnostic again(SQLException e, String why) throws InterruptedException {
    if (System.nanoTime() - lastMove > STUBBORN.toNanos()) {
      return given(Failure.explain(e));
    }
    progression.holding(why);
    long longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(waits, 10));
    waits++;
    // Two that stopped each other shall not meet again.
    sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
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
    if (open != null) {
      try {
        open.close();
      } catch (SQLException alreadyGone) {
        // Nothing is left to close.
      }
    }
  }
}
