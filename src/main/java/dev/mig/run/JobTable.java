package dev.mig.run;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code mig.job} and {@code mig.range} over one connection. */
final class JobTable {
  /** Made once: it takes longer than all else that moving a cursor takes here. */
  private static final Gson GSON = new Gson();

  private final Connection connection;
  private final JobSql sql;

  JobTable(Connection connection, String dialect) {
    this.connection = connection;
    this.sql = JobSql.of(dialect);
  }

  /**
   * A part of a walk that a worker holds.
   *
   * @param after the key behind which it goes on, or null for the beginning
   * @param last its last key
   * @param page the page whose stripes are being done, or null between pages
   * @param stripe the next stripe of it
   * @param state of the whole job
   */
  record Range(
      int number,
      @Nullable List<String> after,
      List<String> last,
      @Nullable Page page,
      int stripe,
      Job.State state) {}

  /**
   * The rows behind one key up to another.
   *
   * @param after null for the beginning
   */
  record KeyRange(@Nullable List<String> after, List<String> last) {}

  /** How far the ranges of a job are, all together. */
  record Sums(long open, long keys, long rows, long batches) {}

  boolean exists() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql.exists())) {
      return found.next() && found.getBoolean(1);
    }
  }

  void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String part : sql.create()) {
        statement.execute(part);
      }
    }
  }

  /**
   * Writes a new job.
   *
   * @param stretches its ranges, in order
   */
  long insert(Job job, List<KeyRange> stretches) throws SQLException {
    long id;
    try (PreparedStatement insert = connection.prepareStatement(sql.insertJob())) {
      Ledger.set(
          insert,
          job.migration(),
          job.way(),
          job.stage(),
          job.what(),
          job.table(),
          job.method(),
          job.background(),
          job.batchSize(),
          job.estimate(),
          stretches.size(),
          Ledger.instant(job.beganAt()));
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        id = row.getLong(1);
      }
    }
    for (int i = 0; i < stretches.size(); i++) {
      List<String> after = stretches.get(i).after();
      try (PreparedStatement insert = connection.prepareStatement(sql.insertRange())) {
        Ledger.set(
            insert, id, i, after == null ? null : json(after), json(stretches.get(i).last()));
        insert.executeUpdate();
      }
    }
    return id;
  }

  /** That of a stage of the attempt that goes on; empty where it is not begun. */
  Optional<Job> last(String migration, String way, int stage) throws SQLException {
    return select(sql.ofStage(), migration, way, stage).stream().findFirst();
  }

  /** What is done of a job that is not finished and began at the beginning of the key. */
  List<KeyRange> done(long job) throws SQLException {
    List<KeyRange> done = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql.selectRanges())) {
      select.setLong(1, job);
      try (ResultSet row = select.executeQuery()) {
        List<String> begin = null;
        while (row.next()) {
          List<String> cursor = keys(row.getString(1));
          if (cursor != null && !cursor.equals(begin)) {
            done.add(new KeyRange(begin, cursor));
          }
          Page page = page(row.getString(3));
          for (int i = 0; page != null && i < row.getInt(4); i++) {
            Range range = new Range(0, cursor, List.of(), page, i, Job.State.RUNNING);
            done.addAll(page.runs(range, i));
          }
          begin = keys(row.getString(2));
        }
      }
    }
    return done;
  }

  Optional<Job> find(long id) throws SQLException {
    return select(sql.byId(), id).stream().findFirst();
  }

  /** All of them, the oldest first; none where there is no such table. */
  List<Job> all() throws SQLException {
    return exists() ? select(sql.inOrder()) : List.of();
  }

  private List<Job> select(String which, @Nullable Object... values) throws SQLException {
    List<Job> jobs = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql.selectJobs() + which)) {
      Ledger.set(select, values);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          jobs.add(job(row));
        }
      }
    }
    List<Job> summed = new ArrayList<>();
    for (Job job : jobs) {
      summed.add(job.state() == Job.State.DONE ? job : summed(job));
    }
    return summed;
  }

  private Job summed(Job job) throws SQLException {
    Sums sums = sums(job.id());
    return new Job(
        job.id(),
        job.migration(),
        job.way(),
        job.stage(),
        job.what(),
        job.table(),
        job.method(),
        job.background(),
        job.state(),
        job.batchSize(),
        job.estimate(),
        sums.keys(),
        sums.rows(),
        sums.batches(),
        job.error(),
        job.beganAt(),
        job.endedAt());
  }

  private static Job job(ResultSet row) throws SQLException {
    String ended = row.getString(15);
    long rows = row.getLong(12);
    return new Job(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getInt(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getBoolean(8),
        Job.State.valueOf(row.getString(9).toUpperCase(java.util.Locale.ROOT)),
        row.getInt(10),
        row.getLong(11),
        rows,
        rows,
        0,
        row.getString(13),
        Instant.parse(row.getString(14)),
        ended == null ? null : Instant.parse(ended));
  }

  Sums sums(long job) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql.sums())) {
      select.setLong(1, job);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new Sums(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
      }
    }
  }

  /**
   * Takes a range that nobody is at, to be held until the end of the transaction; empty when there
   * is none.
   *
   * @param preferred the number of the one that is wanted if it is free
   */
  Optional<Range> claim(long job, int preferred) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql.claim())) {
      select.setLong(1, job);
      select.setInt(2, preferred);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new Range(
                row.getInt(1),
                keys(row.getString(2)),
                java.util.Objects.requireNonNull(keys(row.getString(3))),
                page(row.getString(4)),
                row.getInt(5),
                Job.State.valueOf(row.getString(6).toUpperCase(java.util.Locale.ROOT))));
      }
    }
  }

  /** Begins a page of a range. */
  void begin(long job, int number, Page page) throws SQLException {
    execute(sql.updatePage(), page.json(), job, number);
  }

  /**
   * Says which stripe of its page a range is at now.
   *
   * @param keys how many keys this batch has gone past
   * @param rows how many rows it changed
   */
  void stripe(long job, int number, int next, long keys, long rows) throws SQLException {
    execute(sql.updateStripe(), next, keys, rows, job, number);
  }

  private static @Nullable Page page(@Nullable String json) {
    return json == null ? null : Page.read(json);
  }

  /**
   * Says how far a range is now, between two pages.
   *
   * @param keys how many keys this batch has gone past
   * @param rows how many rows it changed
   */
  void move(long job, int number, List<String> after, long keys, long rows, boolean done)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql.updateRange())) {
      Ledger.set(update, json(after), keys, rows, done, job, number);
      update.executeUpdate();
    }
  }

  /** Whether nobody has taken a row of it away by hand. */
  boolean whole(long job) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql.whole())) {
      select.setLong(1, job);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Counts rows that were moved after all ranges had come to their ends. */
  void swept(long job, long keys, long rows) throws SQLException {
    execute(sql.updateSwept(), keys, rows, job, job);
  }

  void size(long job, int rows) throws SQLException {
    execute(sql.updateJobSize(), rows, job);
  }

  /** Changes the state of a job that is not done; whether there was such a one. */
  boolean state(long job, Job.State state, @Nullable String error) throws SQLException {
    return execute(sql.updateJobState(), state.word(), error, job) > 0;
  }

  /** Says that it is done, unless that was said before; its ranges are no longer needed. */
  void finish(long job, Instant at) throws SQLException {
    execute(sql.finishJob(), Ledger.instant(at), job);
    execute(sql.deleteRanges(), job);
  }

  private int execute(String statement, @Nullable Object... values) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(statement)) {
      Ledger.set(update, values);
      return update.executeUpdate();
    }
  }

  private static String json(List<String> key) {
    return GSON.toJson(key);
  }

  private static @Nullable List<String> keys(@Nullable String json) {
    if (json == null) {
      return null;
    }
    JsonArray array = JsonParser.parseString(json).getAsJsonArray();
    return array.asList().stream().map(JsonElement::getAsString).toList();
  }
}
