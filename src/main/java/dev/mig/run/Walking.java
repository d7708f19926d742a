package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.operation.Pace;
import dev.mig.plan.Step;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Samples;
import java.sql.Connection;
import java.sql.SQLException;
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

  /** The job, which is made if this is the first time that anybody comes here. */
  Job job() throws SQLException {
    try (Connection connection = database.connect()) {
      database.begin(connection, false);
      try {
        JobTable jobs = new JobTable(connection, database.name());
        Optional<Job> known = jobs.last(attempt.name(), attempt.way(), stage);
        if (known.isPresent()) {
          connection.rollback();
          return known.get();
        }
        Job made = made(connection);
        long id = jobs.insert(made, ranges(connection, jobs));
        connection.commit();
        return jobs.find(id).orElseThrow();
      } finally {
        database.end(connection);
      }
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
    WalkKeys keys = new WalkKeys(walk);
    List<List<String>> last = keys.greatest(connection);
    Pace pace = walk.pace();
    int ranges =
        pace.background()
            ? RANGES_IN_BACKGROUND
            : pace.parallel() == 1 ? 1 : pace.parallel() * RANGES_A_WORKER;
    String sample = walk.sample();
    if (ranges > 1 && sample != null && walk.method() != Pace.Method.SINGLE) {
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
  @Nullable Diagnostic run(Job job) throws SQLException {
    if (job.state() == Job.State.DONE) {
      return null;
    }
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
  private void resume(Job job) throws SQLException {
    if (job.state() == Job.State.FAILED || job.state() == Job.State.CANCELLED) {
      try (Connection connection = database.connect()) {
        new JobTable(connection, database.name()).state(job.id(), Job.State.RUNNING, null);
      }
    }
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
        Diagnostic said = one.get();
        problem = problem == null ? said : problem;
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

  void finish(Job job) throws SQLException {
    try (Connection connection = database.connect()) {
      database.begin(connection, false);
      try {
        new JobTable(connection, database.name()).finish(job.id(), Instant.now());
        connection.commit();
      } finally {
        database.end(connection);
      }
    }
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
