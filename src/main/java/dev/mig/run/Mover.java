package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.database.Walks;
import dev.mig.operation.Batch;
import dev.mig.operation.Pace;
import dev.mig.plan.Step;
import dev.mig.plan.Stretch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Does one batch after the other on one connection. A batch is one transaction: it takes a range
 * that nobody is at, changes the rows of the next stretch of it and moves the range's cursor, so
 * that whatever happens to this process, rows and cursor agree. Not for several threads.
 */
final class Mover {
  private static final int NO_RANGE = -1;

  private final Database database;
  private final Step.Walk walk;
  private final long job;
  private final BatchSize size;
  private final WalkKeys keys;
  private final Stripes stripes;
  private @Nullable Throttle throttle;
  private int range = NO_RANGE;
  private boolean inOne;

  /** What is being changed. */
  private @Nullable Turn now;

  /** When that began. */
  private long changing;

  /** Of a mover that sweeps: where it is, which needs no memory because it can begin anew. */
  private @Nullable Sweep sweep;

  /** Where it will be once the open transaction is committed. */
  private @Nullable Sweep swept;

  /**
   * How far a sweep is.
   *
   * @param after the key behind which it goes on, or null for the beginning
   * @param last the greatest key that was found
   */
  private record Sweep(@Nullable List<String> after, List<String> last, boolean done) {}

  /**
   * One for rows that are still to be changed after all ranges have come to their ends.
   *
   * @param walk over these rows alone, whose parts can be done again
   * @param last the greatest of their keys
   */
  static Mover sweeping(
      Database database, Step.Walk walk, Job job, BatchSize size, List<String> last) {
    Mover mover = new Mover(database, walk, job, size);
    mover.sweep = new Sweep(null, last, false);
    return mover;
  }

  Mover(Database database, Step.Walk walk, Job job, BatchSize size) {
    this.database = database;
    this.walk = walk;
    this.job = job.id();
    this.size = size;
    this.keys = new WalkKeys(walk);
    this.stripes = new Stripes(database, walk, keys, size);
    // There may be more rows by now than there were when it was planned.
    boolean few = insisted() || job.estimate() <= Walks.FEW;
    this.inOne = walk.method().inOne() && few;
  }

  /**
   * Goes along the key from now on, where all rows in one transaction were only the quickest way;
   * whether that is new.
   */
  boolean split() {
    boolean may = inOne && !insisted();
    inOne = inOne && !may;
    return may;
  }

  private boolean insisted() {
    return walk.pace().method() == Pace.Method.SINGLE || rewrites();
  }

  private boolean rewrites() {
    return walk.method() == Pace.Method.REWRITE;
  }

  /** What came of trying to do a batch. */
  sealed interface Outcome {}

  /**
   * It is committed.
   *
   * @param time what it took in all
   * @param locked for how long its rows were locked
   */
  record Moved(long keys, long rows, Duration time, Duration locked) implements Outcome {}

  /** No range is left that nobody is at. */
  record Nothing() implements Outcome {}

  /** Somebody has paused or cancelled the job. */
  record Held(Job.State state) implements Outcome {}

  /**
   * What one batch does.
   *
   * @param stretch its rows, or null for none
   * @param keys how many keys the stretch has, or -1 where nobody counted
   * @param last the last one
   */
  record Turn(@Nullable Stretch stretch, long keys, List<String> last) {
    /** Whether its rows are not all that lie between two keys. */
    boolean inStripe() {
      return stretch != null && !(stretch instanceof Stretch.Between) && keys != 1;
    }
  }

  /** Thrown when a statement over a stretch fails, with what it was about. */
  static final class Failed extends SQLException {
    private static final long serialVersionUID = 1;
    private final transient Step.Part part;
    private final transient Turn turn;

    Failed(SQLException cause, Step.Part part, Turn turn) {
      super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
      this.part = part;
      this.turn = turn;
    }

    Step.Part part() {
      return part;
    }

    Turn turn() {
      return turn;
    }
  }

  /** Whether rows are moved in stripes at the moment, and not one after the other. */
  boolean striped() {
    return stripes.used();
  }

  Outcome batch(Connection connection) throws SQLException {
    database.begin(connection, false);
    // Where one writer at a time is all there is, waiting for it says nothing about the size.
    long start = System.nanoTime();
    boolean open = true;
    try {
      JobTable jobs = new JobTable(connection, database.name());
      Sweep left = sweep;
      Optional<JobTable.Range> claimed = left == null ? jobs.claim(job, range) : rest(left, jobs);
      if (claimed.isEmpty()) {
        return new Nothing();
      }
      JobTable.Range at = claimed.get();
      if (at.state() != Job.State.RUNNING) {
        return new Held(at.state());
      }
      range = at.number();
      Counts moved = left == null ? turn(connection, jobs, at) : sweep(connection, jobs, at);
      commit(connection);
      open = false;
      sweep = swept;
      stripes.judge();
      long end = System.nanoTime();
      // What is read before a change locks nobody out, but on SQLite everybody waits from the
      // start.
      long since = database.name().equals("sqlite") ? start : Math.max(start, changing);
      Duration locked = Duration.ofNanos(end - since);
      if (at.stripe() == 0) {
        // It is the first stripe that brings the pages of the table in; those behind it are quick.
        size.took(moved.keys(), locked);
      }
      return new Moved(moved.keys(), moved.rows(), Duration.ofNanos(end - start), locked);
    } catch (Failed e) {
      leave(connection, true);
      open = false;
      if (e.turn().inStripe() && Failure.kind(e) == Failure.Kind.ROW) {
        find(connection, e);
      }
      throw e;
    } finally {
      leave(connection, open);
    }
  }

  /** Says which row of a stripe it was. */
  private void find(Connection connection, Failed e) throws SQLException {
    Stretch stretch = Objects.requireNonNull(e.turn().stretch());
    database.begin(connection, false);
    try {
      new Culprit(keys, turn -> change(connection, turn))
          .find(connection, keys.list(connection, stretch));
    } finally {
      leave(connection, true);
    }
  }

  private record Counts(long keys, long rows) {}

  private Counts turn(Connection connection, JobTable jobs, JobTable.Range at) throws SQLException {
    // A row that is refused is looked for in its order; a page that was begun is finished first.
    if (at.page() != null || (stripes.used() && !size.searching())) {
      Stripes.Stripe stripe = stripes.next(connection, at, jobs, job);
      long rows = stripes.watching(connection, () -> change(connection, stripe.turn()));
      long gone = gone(stripe.turn(), rows);
      if (stripe.next() >= 0) {
        jobs.stripe(job, at.number(), stripe.next(), gone, rows);
      } else {
        jobs.move(job, at.number(), stripe.turn().last(), gone, rows, stripe.end());
      }
      return new Counts(gone, rows);
    }
    WalkKeys.Next next = keys.next(connection, at, wanted());
    Turn turn = next.turn();
    long rows = change(connection, turn);
    long gone = gone(turn, rows);
    jobs.move(job, at.number(), turn.last(), gone, rows, next.end());
    stripes.rest();
    return new Counts(gone, rows);
  }

  private Counts sweep(Connection connection, JobTable jobs, JobTable.Range at)
      throws SQLException {
    WalkKeys.Next next = keys.next(connection, at, wanted());
    long rows = change(connection, next.turn());
    long gone = gone(next.turn(), rows);
    jobs.swept(job, gone, rows);
    swept = new Sweep(next.turn().last(), at.last(), next.end());
    return new Counts(gone, rows);
  }

  private int wanted() {
    return inOne ? WalkKeys.ALL : size.rows();
  }

  /** Before each commit a throttle sees who waits for the locks of the batch. */
  void look(Throttle by) {
    throttle = by;
  }

  /** What is deferred is checked here. */
  private void commit(Connection connection) throws SQLException {
    if (throttle != null) {
      throttle.look(connection);
    }
    try {
      connection.commit();
    } catch (SQLException e) {
      Turn turn = now;
      throw Failure.kind(e) == Failure.Kind.ROW && turn != null
          ? new Failed(e, walk.parts().getLast(), turn)
          : e;
    }
  }

  private static long gone(Turn turn, long rows) {
    return turn.keys() < 0 ? rows : turn.keys();
  }

  private Optional<JobTable.Range> rest(Sweep sweep, JobTable jobs) throws SQLException {
    if (sweep.done()) {
      return Optional.empty();
    }
    Job.State state = jobs.find(job).map(Job::state).orElse(Job.State.CANCELLED);
    return Optional.of(new JobTable.Range(NO_RANGE, sweep.after(), sweep.last(), null, 0, state));
  }

  private void leave(Connection connection, boolean open) throws SQLException {
    try {
      if (open) {
        connection.rollback();
        stripes.forget();
      }
      database.end(connection);
    } catch (SQLException broken) {
      connection.close();
    }
  }

  private long change(Connection connection, Turn turn) throws SQLException {
    now = turn;
    Stretch stretch = turn.stretch();
    long rows = 0;
    changing = System.nanoTime();
    if (stretch == null) {
      return 0;
    }
    for (Step.Part part : walk.parts()) {
      String sql = Batch.put(part.sql(), "(" + stretch.condition(part.key()) + ")");
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.execute(sql);
        if (part.rows()) {
          rows += rewrites() ? keys.all(connection) : Math.max(0, statement.getLargeUpdateCount());
        }
      } catch (SQLException e) {
        throw new Failed(e, part, turn);
      }
    }
    return rows;
  }
}
