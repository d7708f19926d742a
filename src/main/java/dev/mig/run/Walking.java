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
    return jobs.find(jobs.insert(made(connection), ends(connection))).orElseThrow();
  }

  private <T> T insisting(Insistence.Work<T> work) throws SQLException, Refused {
    return Insistence.on(work, settings.listener()::waiting);
  }

  private interface Short<T> {
    T run(Connection connection) throws SQLException, Refused;
  }

  /** All of it or nothing: ending a connection's transaction would commit what it has done. */
  private <T> T committed(Short<T> work) throws SQLException, Refused {
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
    long rows = database.estimate(connection, walk.name());
    return new Job(
        0,
        attempt.name(),
        attempt.way(),
        stage,
        walk.why(),
        walk.name().toString(),
        walk.method().name().toLowerCase(java.util.Locale.ROOT),
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

  /** The ends of the ranges: the last one is the greatest key of this moment; empty for no rows. */
  private List<List<String>> ends(Connection connection) throws SQLException {
    List<List<String>> ends = new ArrayList<>();
    // By the columns of the table: their texts bear the same names, and sort otherwise.
    List<String> order = walk.key().stream().map(k -> "mig_rows." + k.column() + " desc").toList();
    String read = String.join(", ", walk.key().stream().map(Step.Key::read).toList());
    String greatest =
        "select %s from %s as mig_rows order by %s limit 1"
            .formatted(read, walk.table(), String.join(", ", order));
    List<List<String>> last = keys(connection, greatest);
    Pace pace = walk.pace();
    int ranges =
        pace.background()
            ? RANGES_IN_BACKGROUND
            : pace.parallel() == 1 ? 1 : pace.parallel() * RANGES_A_WORKER;
    String sample = walk.sample();
    if (ranges > 1 && sample != null && walk.method() != Pace.Method.SINGLE) {
      List<List<String>> keys = keys(connection, sample);
      // Of few rows that were looked at, nothing can be told of the others.
      for (int i = 1; i < ranges && keys.size() >= ranges; i++) {
        List<String> end = keys.get((int) ((long) keys.size() * i / ranges));
        if (!ends.contains(end) && !last.contains(end)) {
          ends.add(end);
        }
      }
    }
    ends.addAll(last);
    return ends;
  }

  private List<List<String>> keys(Connection connection, String sql) throws SQLException {
    List<List<String>> keys = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<String> key = new ArrayList<>();
        for (int i = 1; i <= walk.key().size(); i++) {
          key.add(row.getString(i));
        }
        keys.add(key);
      }
    }
    return keys;
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
    Progression progression = new Progression(walk, job, settings.listener());
    int workers = walk.method() == Pace.Method.SINGLE ? 1 : walk.pace().parallel();
    resume(job);
    Diagnostic problem =
        workers == 1
            ? new Worker(database, settings, walk, job, progression).run()
            : together(job, workers, progression);
    if (problem != null) {
      return problem.in(attempt.source());
    }
    finish(job);
    return null;
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
      throw new SQLException("interrupted", e);
    } finally {
      threads.shutdownNow();
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
            List.of(List.copyOf(failure.last()))));
    return problem.note("mend the row, or the script cannot go on").build();
  }
}
