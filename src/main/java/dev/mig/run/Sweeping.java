package dev.mig.run;

import dev.mig.database.Database;
import dev.mig.database.Failure;
import dev.mig.operation.Pace;
import dev.mig.operation.Templates;
import dev.mig.plan.Step;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for rows that are still to be changed after a walk has come to its end, and changes them:
 * they were written meanwhile, in front of a cursor or behind the last key. What it does can be
 * done again, so it keeps no place of its own: a run that stops here asks anew.
 */
final class Sweeping {
  /** Who writes faster than this many sweeps will do so for ever. */
  static final int ROUNDS = 5;

  private final Database database;
  private final Runner.Settings settings;
  private final Step.Walk walk;
  private final Job job;
  private final Progression progression;

  Sweeping(
      Database database,
      Runner.Settings settings,
      Step.Walk walk,
      Job job,
      Progression progression) {
    this.database = database;
    this.settings = settings;
    this.walk = walk;
    this.job = job;
    this.progression = progression;
  }

  /** What a look has found: so many rows, up to this key. */
  private record Found(long rows, List<String> last) {}

  /** Sweeps until nothing is found; answers why it stopped before that, or null. */
  @Nullable Diagnostic run() {
    String left = walk.proof().sql();
    try {
      return left == null ? null : run(left);
    } catch (SQLException e) {
      // The rows of the walk are done and stay so; the next run asks anew.
      return Failure.explain(e).toBuilder().at(walk.span()).build();
    }
  }

  private @Nullable Diagnostic run(String left) throws SQLException {
    Found found = look(left);
    for (int round = 0; found != null && round < ROUNDS; round++) {
      Diagnostic problem =
          new Worker(database, settings, over(left), job, progression, found.last()).run();
      if (problem != null) {
        return problem;
      }
      found = look(left);
    }
    return found == null ? null : keepComing(found.rows());
  }

  /** A walk through the rows alone that a look finds. */
  private Step.Walk over(String left) {
    return new Step.Walk(
        walk.name(),
        "(" + left + ") as mig_left",
        walk.key(),
        null,
        walk.proof().parts(),
        walk.proof(),
        walk.pace(),
        Pace.Method.KEYSET,
        walk.why(),
        -1,
        walk.span());
  }

  /** One read of the table, outside of any transaction that writes; null when nothing is left. */
  private @Nullable Found look(String left) throws SQLException {
    String columns = String.join(", ", walk.key().stream().map(Step.Key::column).toList());
    String back = String.join(" desc, ", walk.key().stream().map(Step.Key::column).toList());
    String read = Step.Key.asTexts(walk.key());
    String sql =
        """
        select %s, mig_all
        from (select %s, count(*) over () as mig_all from (%s) as mig_left) as mig_found
        order by %s desc
        limit 1
        """
            .formatted(read, columns, left, back);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        return null;
      }
      List<String> last = new ArrayList<>();
      for (int i = 1; i <= walk.key().size(); i++) {
        last.add(row.getString(i));
      }
      return new Found(row.getLong(walk.key().size() + 1), last);
    }
  }

  private Diagnostic keepComing(long rows) throws SQLException {
    String said =
        Templates.grouped(rows)
            + (rows == 1 ? " row of " : " rows of ")
            + walk.name()
            + (rows == 1 ? " is" : " are")
            + " still to be changed after "
            + ROUNDS
            + " sweeps";
    try (Connection connection = database.connect()) {
      new JobTable(connection, database.name()).state(job.id(), Job.State.FAILED, said);
    }
    return Diagnostic.error(Code.ROWS_KEEP_COMING, said)
        .at(walk.span(), "others go on writing such rows")
        .note("keep in sync treats rows alike that are written meanwhile")
        .build();
  }
}
