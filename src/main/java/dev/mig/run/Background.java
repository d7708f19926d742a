package dev.mig.run;

import dev.mig.compile.Probe;
import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.plan.Stages;
import dev.mig.plan.Step;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run has left to {@code mig work}. Any number of processes may be at it: they share the
 * ranges of a job without the runner lock. Once all its rows are moved, the rest of its migration
 * is for {@link Runner#goOn}, which has the lock and does it once.
 */
public final class Background {
  private final Database database;
  private final Runner.Settings settings;

  public Background(Database database, Runner.Settings settings) {
    this.database = database;
    this.settings = settings;
  }

  /**
   * The next thing to do.
   *
   * @param way {@code up} or {@code down}
   * @param job whose batches are to be done; its state is {@code done} where the rest of its
   *     migration is to be gone on with
   */
  public record Task(String migration, String way, Job job) {
    /** Whether rows are to be moved; else it is for {@link Runner#goOn}. */
    public boolean moves() {
      return job.background() && job.state() == Job.State.RUNNING;
    }
  }

  /**
   * What came of working on a job.
   *
   * @param keys how many rows this process has gone past
   * @param stopped why it is not done, or null
   */
  public record Worked(long keys, Duration taken, @Nullable Diagnostic stopped) {}

  /**
   * The first thing that is to be done; empty when there is nothing.
   *
   * @param leave migrations that are left alone
   * @param only the id of the one job that is meant, or null for all
   */
  public Optional<Task> next(Set<String> leave, @Nullable Long only) {
    for (Unfinished half : new Jobs(database).unfinished()) {
      // What went into the background once is finished there, whatever follows behind the walk.
      boolean ours =
          half.jobs().stream().anyMatch(j -> j.background() && (only == null || j.id() == only));
      if (!ours || leave.contains(half.name())) {
        continue;
      }
      Job job = half.jobs().getLast();
      boolean goesOn = job.state() == Job.State.DONE || job.state() == Job.State.RUNNING;
      if (goesOn) {
        return Optional.of(new Task(half.name(), half.way(), job));
      }
    }
    return Optional.empty();
  }

  /**
   * Does batches of a job until all are done, it is held, or this thread is interrupted; then the
   * batch at hand is still finished.
   *
   * @param parallel how many workers, or 0 for as many as the script says
   */
  public Worked work(Task task, int parallel) {
    long start = System.nanoTime();
    try {
      Found found = found(task);
      if (found == null) {
        return new Worked(0, Duration.ZERO, null);
      }
      Walking walking =
          new Walking(database, settings, found.attempt(), task.job().stage(), found.walk());
      Progression progression = new Progression(found.walk(), task.job(), settings.listener());
      Diagnostic stopped = walking.help(task.job(), parallel, progression);
      return new Worked(progression.own(), Duration.ofNanos(System.nanoTime() - start), stopped);
    } catch (Refused e) {
      return new Worked(0, Duration.ZERO, e.diagnostic());
    } catch (SQLException e) {
      throw new Probe.Failed(Failure.explain(e), e);
    }
  }

  private record Found(Attempt attempt, Step.Walk walk) {}

  /** Null where it was finished meanwhile. */
  private @Nullable Found found(Task task) throws SQLException, Refused {
    try (Connection connection = database.connect()) {
      Optional<Begun> begun = new BegunTable(connection, database.name()).find(task.migration());
      if (begun.isEmpty()) {
        return null;
      }
      Ledger ledger = Ledger.open(connection, database.name());
      Attempt attempt = begun.get().attempt(ledger, database.name());
      List<List<Step>> stages = Stages.of(attempt.plan().steps());
      int stage = task.job().stage();
      if (stage < stages.size() && stages.get(stage).getFirst() instanceof Step.Walk walk) {
        return new Found(attempt, walk);
      }
      throw new Refused(
          Diagnostic.error(Code.LEDGER, "job " + task.job().id() + " is no part of its migration")
              .note("it was changed by hand; nothing was changed")
              .build());
    }
  }
}
