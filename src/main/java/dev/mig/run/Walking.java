package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.operation.Pace;
import dev.mig.plan.Step;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Samples;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Moves the rows of one stage: notes the job down, has workers do its batches, and says that it is
 * done once no range is left.
 */
final class Walking {
  /** More ranges than workers, so that the last ones to finish have something to take over. */
  private static final int RANGES_A_WORKER = 4;

  /** Nobody knows how many workers a job in the background will have. */
  private static final int RANGES_IN_BACKGROUND = 32;

  private final Database database;
  private final Runner.Settings settings;
  private final Attempt attempt;
  private final int stage;
  private final Step.Walk walk;

  Walking(Database database, Runner.Settings settings, Attempt attempt, int stage, Step.Walk walk) {
    this.database = database;
    this.settings = settings;
    this.attempt = attempt;
    this.stage = stage;
    this.walk = walk;
  }

  /**
   * The job, which is made if this is the first time that anybody comes here.
   *
   * @param begun how far the attempt is, as this run knows it
   * @throws Refused when another run has gone on with it
   */
  Job job(Begun begun) throws SQLException, Refused {
    return insisting(
        () -> {
          try (Connection connection = database.connect()) {
            Optional<Job> known = known(begun, connection);
            return known.isPresent()
                ? known.get()
                // Of two runs that come here at once, one makes the job and the other finds it.
                : committed(writing -> made(begun, writing));
          }
        });
  }

  private Optional<Job> known(Begun begun, Connection connection) throws SQLException, Refused {
    if (!new BegunTable(connection, database.name()).stillAt(begun)) {
      throw new Refused(Problems.goneOn(attempt.name()).in(attempt.source()));
    }
    return new JobTable(connection, database.name()).last(attempt.name(), attempt.way(), stage);
  }

  private Job made(Begun begun, Connection connection) throws SQLException, Refused {
    Optional<Job> known = known(begun, connection);
    if (known.isPresent()) {
      return known.get();
    }
    JobTable jobs = new JobTable(connection, database.name());
    return jobs.find(jobs.insert(made(connection), ranges(connection, jobs))).orElseThrow();
  }

  private <T> T insisting(Insistence.Work<T> work) throws SQLException, Refused {
    return Insistence.on(work, settings.listener()::waiting);
  }

  private interface InOne<T> {
    T run(Connection connection) throws SQLException, Refused;
  }

  /** All of it or nothing: ending a connection's transaction would commit what it has done. */
  private <T> T committed(InOne<T> work) throws SQLException, Refused {
    try (Connection connection = database.connect()) {
      database.begin(connection, false);
      boolean open = true;
      try {
        T result = work.run(connection);
        connection.commit();
        open = false;
        return result;
      } finally {
        leave(connection, open);
      }
    }
  }

  private void leave(Connection connection, boolean open) throws SQLException {
    try {
      if (open) {
        connection.rollback();
      }
      database.end(connection);
    } catch (SQLException broken) {
      connection.close();
    }
  }

  private Job made(Connection connection) throws SQLException {
    long rows =
        settings.count()
            ? counted(connection)
            : Math.max(database.estimate(connection, walk.name()), walk.rows());
    return new Job(
        0,
        attempt.name(),
        attempt.way(),
        stage,
        walk.why(),
        walk.name().toString(),
        walk.method().word(),
        walk.pace().background(),
        Job.State.RUNNING,
        0,
        rows,
        0,
        0,
        0,
        null,
        Instant.now(),
        null);
  }

  private long counted(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + walk.table())) {
      return row.next() ? row.getLong(1) : -1;
    }
  }

  /** The ranges that are to be done, in order. */
  private List<JobTable.KeyRange> ranges(Connection connection, JobTable jobs) throws SQLException {
    if (attempt instanceof HalfBackAttempt back && back.isPartial(stage)) {
      Optional<Job> up = jobs.last(attempt.name(), "up", back.stopped());
      if (up.isEmpty() || up.get().state() != Job.State.DONE) {
        return up.isEmpty() ? List.of() : jobs.done(up.get().id());
      }
    }
    List<JobTable.KeyRange> ranges = new ArrayList<>();
    List<String> after = null;
    for (List<String> end : ends(connection)) {
      ranges.add(new JobTable.KeyRange(after, end));
      after = end;
    }
    return ranges;
  }

  /** The ends of the ranges: the last one is the greatest key of this moment; empty for no rows. */
  private List<List<String>> ends(Connection connection) throws SQLException {
    List<List<String>> ends = new ArrayList<>();
    if (walk.method() == Pace.Method.NONE) {
      return ends;
    }
    WalkKeys keys = new WalkKeys(walk);
    List<List<String>> last = keys.greatest(connection);
    Pace pace = walk.pace();
    int ranges =
        pace.background()
            ? RANGES_IN_BACKGROUND
            : pace.parallel() == 1 ? 1 : pace.parallel() * RANGES_A_WORKER;
    String sample = walk.sample();
    if (ranges > 1 && sample != null && !walk.method().inOne()) {
      List<List<String>> some = keys.list(connection, sample);
      // Of few rows that were looked at, nothing can be told of the others.
      for (int i = 1; i < ranges && some.size() >= ranges; i++) {
        List<String> end = some.get((int) ((long) some.size() * i / ranges));
        if (!ends.contains(end) && !last.contains(end)) {
          ends.add(end);
        }
      }
    }
    ends.addAll(last);
    return ends;
  }

  /**
   * Does all of it, or as much as can be done.
   *
   * @return why it stopped half-way, or null when it is done
   */
  @Nullable Diagnostic run(Job job) throws SQLException, Refused {
    if (job.state() == Job.State.DONE) {
      return null;
    }
    whole(job);
    Progression progression = progression(job);
    int workers = walk.method().inOne() ? 1 : walk.pace().parallel();
    resume(job);
    Diagnostic problem =
        workers == 1
            ? new Worker(database, settings, walk, job, progression).run()
            : together(job, workers, progression);
    return completed(job, problem, progression);
  }

  private Progression progression(Job job) {
    return new Progression(walk, job, settings.listener());
  }

  /**
   * Looks for what is left once all ranges have come to their ends, and says that the job is done.
   *
   * @param problem why they have not, or null
   */
  private @Nullable Diagnostic completed(
      Job job, @Nullable Diagnostic problem, Progression progression) throws SQLException, Refused {
    Diagnostic why =
        problem == null ? new Sweeping(database, settings, walk, job, progression).run() : problem;
    if (why != null) {
      return why.in(attempt.source());
    }
    finish(job);
    return null;
  }

  /**
   * Whether a job in the background is done; where all its ranges are and nobody has said so, it is
   * said. One that has failed is let go on: this run is a new attempt.
   */
  boolean isFinished(Job job) throws SQLException, Refused {
    if (job.state() == Job.State.DONE) {
      return true;
    }
    try (Connection connection = database.connect()) {
      JobTable jobs = new JobTable(connection, database.name());
      if (jobs.sums(job.id()).open() > 0) {
        if (job.state() == Job.State.FAILED) {
          jobs.state(job.id(), Job.State.RUNNING, null);
        }
        return false;
      }
    }
    return completed(job, null, progression(job)) == null;
  }

  /**
   * Does batches of a job in the background beside whoever else does, until it is done or held.
   *
   * @param parallel how many workers, or 0 for as many as the script says
   * @return why it is not done, or null when it is
   */
  @Nullable Diagnostic help(Job job, int parallel, Progression progression)
      throws SQLException, Refused {
    whole(job);
    int workers = walk.method().inOne() ? 1 : parallel > 0 ? parallel : walk.pace().parallel();
    return completed(job, together(job, workers, progression), progression);
  }

  /** A new run tries again what failed. */
  private void resume(Job job) throws SQLException, Refused {
    if (job.state() == Job.State.FAILED || job.state() == Job.State.CANCELLED) {
      insisting(
          () ->
              committed(
                  connection ->
                      new JobTable(connection, database.name())
                          .state(job.id(), Job.State.RUNNING, null)));
    }
  }

  private void whole(Job job) throws SQLException, Refused {
    insisting(
        () -> {
          try (Connection connection = database.connect()) {
            return whole(job, connection);
          }
        });
  }

  /** What was taken away by hand must not look like what is done. */
  private JobTable whole(Job job, Connection connection) throws SQLException, Refused {
    JobTable jobs = new JobTable(connection, database.name());
    if (!jobs.whole(job.id())) {
      throw new Refused(Problems.damagedJob(job).in(attempt.source()));
    }
    return jobs;
  }

  private @Nullable Diagnostic together(Job job, int workers, Progression progression)
      throws SQLException {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    try {
      List<Future<@Nullable Diagnostic>> all = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        Worker worker = new Worker(database, settings, walk, job, progression);
        all.add(threads.submit(worker::run));
      }
      Diagnostic problem = null;
      for (Future<@Nullable Diagnostic> one : all) {
        problem = worse(problem, one.get());
      }
      return problem;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Worker.interrupted(job, walk);
    } finally {
      // Each still finishes the batch that it is at.
      threads.shutdownNow();
      threads.close();
    }
  }

  /** Where one worker failed, the others only say that the job was stopped. */
  private static @Nullable Diagnostic worse(@Nullable Diagnostic one, @Nullable Diagnostic other) {
    boolean better = one == null || (other != null && one.code() == Code.JOB_STOPPED);
    return better ? other : one;
  }

  void finish(Job job) throws SQLException, Refused {
    insisting(
        () ->
            committed(
                connection -> {
                  whole(job, connection).finish(job.id(), Instant.now());
                  return job;
                }));
  }

  /** A row that the database refuses, found by halving. */
  static Diagnostic refusedRow(Step.Walk walk, Mover.Failed failure) {
    Diagnostic why = Failure.explain(failure);
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.ROW_REFUSED,
                "1 row of " + walk.name() + " cannot be changed: " + why.summary())
            .at(walk.span());
    problem.note("it happened at: " + failure.part().why());
    problem.samples(
        new Samples(
            1,
            -1,
            walk.key().stream().map(k -> k.column().replace("\"", "")).toList(),
            List.of(List.copyOf(failure.turn().last()))));
    return problem.note("mend the row, or the script cannot go on").build();
  }
}
