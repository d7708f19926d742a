package dev.mig.run;

import dev.mig.compile.Probe;
import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.source.Code;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The walks of this and of former runs, as everybody may look at and hold them. Whatever the
 * database refuses is told by {@link Probe.Failed}.
 */
public final class Jobs {
  private final Database database;

  public Jobs(Database database) {
    this.database = database;
  }

  /** All of them, the oldest first; none where nothing was ever run in batches. */
  public List<Job> list() {
    return with(JobTable::all);
  }

  public Optional<Job> find(long id) {
    return list().stream().filter(j -> j.id() == id).findFirst();
  }

  /** Migrations that are half done, the oldest first. */
  public List<Unfinished> unfinished() {
    try (Connection connection = database.connect()) {
      return Unfinished.all(connection, Ledger.open(connection, database.name()), database.name());
    } catch (Refused e) {
      throw new Probe.Failed(e.diagnostic(), e);
    } catch (SQLException e) {
      throw new Probe.Failed(Failure.explain(e), e);
    }
  }

  /**
   * Pauses it, cancels it, or lets it go on. Workers hear of it before their next batch.
   *
   * @param patience how long to try where workers write all the time
   * @return whether there is such a job that is not done
   */
  public boolean change(long id, Job.State to, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return with(jobs -> jobs.exists() && jobs.state(id, to, null));
      } catch (Probe.Failed e) {
        boolean busy = e.diagnostic().code() == Code.LOCKED;
        if (!busy || System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }

  private interface Use<T> {
    T of(JobTable jobs) throws SQLException;
  }

  private <T> T with(Use<T> use) {
    try (Connection connection = database.connect()) {
      return use.of(new JobTable(connection, database.name()));
    } catch (SQLException e) {
      throw new Probe.Failed(Failure.explain(e), e);
    }
  }
}
