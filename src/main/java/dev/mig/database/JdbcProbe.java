package dev.mig.database;

import dev.mig.compile.Probe;
import dev.mig.operation.Answer;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.Question.NoRows;
import dev.mig.operation.Question.Same;
import dev.mig.operation.Question.Unchanged;
import dev.mig.plan.Plan;
import dev.mig.plan.Step;
import dev.mig.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The probe behind a check: one connection, one transaction that only reads, so that all answers
 * are of one moment. It is opened by the first question. Not for several threads.
 */
public final class JdbcProbe implements Probe, AutoCloseable {
  private final Database database;
  private @Nullable Connection reading;

  public JdbcProbe(Database database) {
    this.database = database;
  }

  @Override
  public String dialect() {
    return database.name();
  }

  @Override
  public Answer ask(Question question) {
    try {
      Asker asker = new Asker(connection());
      SqlWriter sql = database.sql();
      QuestionSql questions = new QuestionSql(sql);
      return switch (question) {
        case NoRows q -> asker.none(questions.rows(q), questions.count(q));
        case Same q -> asker.same(sql.query(q.left()), sql.query(q.right()));
        case Unchanged q -> asker.same(sql.query(q.atStart()), sql.query(q.now()));
      };
    } catch (SQLException e) {
      close();
      if (isOfTheRows(e)) {
        return Answer.UNTOLD;
      }
      throw new Failed(Failure.explain(e), e);
    }
  }

  /**
   * Whether evaluating a row failed, such as a cast: PostgreSQL's class 22; on SQLite only
   * functions can fail so.
   */
  private boolean isOfTheRows(SQLException e) {
    if (Failure.tooCostly(e)) {
      return false;
    }
    String state = e.getSQLState();
    if (state != null && state.startsWith("22")) {
      return true;
    }
    String message = String.valueOf(e.getMessage());
    return database.name().equals("sqlite")
        && e.getErrorCode() == 1
        && !message.contains("no such ")
        && !message.contains("syntax error")
        && !message.contains("ambiguous ");
  }

  @Override
  public Schema after(List<Operation> operations, Schema before) {
    // The trial would wait for the locks of our own reading.
    close();
    Plan plan = database.dialect().plan(operations, before);
    try (Connection trial = database.connect()) {
      database.begin(trial, plan.foreignKeysOff());
      try {
        execute(plan, trial);
        return database.read(trial);
      } finally {
        trial.rollback();
        database.end(trial);
      }
    } catch (SQLException e) {
      throw new Failed(Failure.explain(e), e);
    }
  }

  private static void execute(Plan plan, Connection trial) throws SQLException {
    try (Statement statement = trial.createStatement()) {
      // SQL of the user's own may hold braces, which JDBC would take for its escapes.
      statement.setEscapeProcessing(false);
      for (Step step : plan.steps()) {
        if (step instanceof Step.Execute execute) {
          statement.execute(execute.sql());
        }
      }
    }
  }

  private Connection connection() throws SQLException {
    if (reading == null) {
      Connection opened = database.connect();
      reading = opened;
      database.beginReading(opened);
    }
    return reading;
  }

  /** Lets the connection go; the next question opens another one, which sees a later moment. */
  @Override
  public void close() {
    Connection open = reading;
    reading = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        throw new Failed(Failure.explain(e), e);
      }
    }
  }
}
