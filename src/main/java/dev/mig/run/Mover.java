package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.operation.Batch;
import dev.mig.operation.Pace;
import dev.mig.plan.Step;
import dev.mig.plan.Stretch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
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
  private int range = NO_RANGE;

  Mover(Database database, Step.Walk walk, long job, BatchSize size) {
    this.database = database;
    this.walk = walk;
    this.job = job;
    this.size = size;
  }

  /** What came of trying to do a batch. */
  sealed interface Outcome {}

  /** It is committed. */
  record Moved(long keys, long rows, Duration time) implements Outcome {}

  /** No range is left that nobody is at. */
  record Nothing() implements Outcome {}

  /** Somebody has paused or cancelled the job. */
  record Held(Job.State state) implements Outcome {}

  /** Thrown when a statement over a stretch fails, with what it was about. */
  static final class Failed extends SQLException {
    private static final long serialVersionUID = 1;
    private final transient Step.Part part;
    private final long keys;
    private final transient List<String> last;

    /**
     * @param keys how many keys the stretch has, or -1 where nobody counted
     * @param last the last one
     */
    Failed(SQLException cause, Step.Part part, long keys, List<String> last) {
      super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
      this.part = part;
      this.keys = keys;
      this.last = last;
    }

    Step.Part part() {
      return part;
    }

    long keys() {
      return keys;
    }

    List<String> last() {
      return last;
    }
  }

  /** Where a batch ends. */
  private record Page(List<String> upto, long keys, boolean last) {}

  Outcome batch(Connection connection) throws SQLException {
    database.begin(connection, false);
    // Where one writer at a time is all there is, waiting for it says nothing about the size.
    long start = System.nanoTime();
    boolean open = true;
    try {
      JobTable jobs = new JobTable(connection, database.name());
      Optional<JobTable.Range> claimed = jobs.claim(job, range);
      if (claimed.isEmpty()) {
        return new Nothing();
      }
      JobTable.Range at = claimed.get();
      if (at.state() != Job.State.RUNNING) {
        return new Held(at.state());
      }
      range = at.number();
      Page page = page(connection, at);
      long rows = 0;
      if (page.keys() != 0) {
        rows = change(connection, new Stretch(literals(at.after()), literal(page.upto())), page);
      }
      long keys = page.keys() < 0 ? rows : page.keys();
      jobs.move(job, at.number(), page.upto(), null, 0, keys, rows, page.last());
      connection.commit();
      open = false;
      return new Moved(keys, rows, Duration.ofNanos(System.nanoTime() - start));
    } finally {
      leave(connection, open);
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

  private long change(Connection connection, Stretch stretch, Page page) throws SQLException {
    long rows = 0;
    for (Step.Part part : walk.parts()) {
      String sql = part.sql().replace(Batch.STRETCH, "(" + stretch.condition(part.key()) + ")");
      try (Statement statement = connection.createStatement()) {
        statement.setEscapeProcessing(false);
        statement.execute(sql);
        if (part.rows()) {
          rows += Math.max(0, statement.getLargeUpdateCount());
        }
      } catch (SQLException e) {
        throw new Failed(e, part, page.keys(), page.upto());
      }
    }
    return rows;
  }

  /** The next rows of a range, as many as a batch has. */
  private Page page(Connection connection, JobTable.Range at) throws SQLException {
    if (walk.method() == Pace.Method.SINGLE) {
      return new Page(at.last(), -1, true);
    }
    int wanted = size.rows();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(nextKeys(at, wanted))) {
      if (!row.next()) {
        return new Page(at.last(), 0, true);
      }
      List<String> upto = new ArrayList<>();
      for (int i = 1; i <= walk.key().size(); i++) {
        upto.add(Objects.requireNonNull(row.getString(i)));
      }
      long found = row.getLong(walk.key().size() + 1);
      boolean last = found < wanted;
      return new Page(last ? at.last() : upto, found, last);
    }
  }

  /** The last key of the next rows, and how many they are. */
  private String nextKeys(JobTable.Range at, int wanted) {
    List<String> columns = walk.key().stream().map(Step.Key::column).toList();
    List<String> read = walk.key().stream().map(Step.Key::read).toList();
    String names = String.join(", ", columns);
    Stretch rest = new Stretch(literals(at.after()), literal(at.last()));
    return "select "
        + String.join(", ", read)
        + ", mig_n from (select "
        + names
        + ", row_number() over (order by "
        + names
        + ") as mig_n from "
        + walk.table()
        + " where "
        + rest.condition(columns)
        + " order by "
        + names
        + " limit "
        + wanted
        + ") as mig_page order by mig_n desc limit 1";
  }

  private @Nullable List<String> literals(@Nullable List<String> key) {
    return key == null ? null : literal(key);
  }

  /** The values of a key, read before as text, as SQL. */
  private List<String> literal(List<String> key) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      String cast = walk.key().get(i).cast();
      all.add(cast == null ? key.get(i) : "'" + key.get(i).replace("'", "''") + "'::" + cast);
    }
    return all;
  }
}
