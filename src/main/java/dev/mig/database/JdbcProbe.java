package dev.mig.database;

import dev.mig.compile.Probe;
import dev.mig.expression.Expr;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.operation.Answer;
import dev.mig.operation.Batch;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.Question.NoRows;
import dev.mig.operation.Question.Same;
import dev.mig.operation.Question.Unchanged;
import dev.mig.plan.Plan;
import dev.mig.plan.Step;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlWords;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The probe behind a check: one connection, one transaction that only reads, so that all answers
 * are of one moment. It is opened by the first question. Or it asks inside of a transaction that is
 * open, and sees what that has changed. Not for several threads.
 */
public final class JdbcProbe implements Probe, AutoCloseable {
  /** Is there while a transaction of somebody else's is asked in. */
  private static final String MARK = "mig_probe";

  private final Database database;
  private final DataCheck data;
  private final Map<QName, Long> estimates = new HashMap<>();
  private final @Nullable Connection within;
  private final Runnable wanted;
  private @Nullable Connection reading;

  /** Asks of every row. */
  public JdbcProbe(Database database) {
    this(database, DataCheck.FULL);
  }

  public JdbcProbe(Database database, DataCheck data) {
    this(database, data, null, () -> {});
  }

  private JdbcProbe(
      Database database, DataCheck data, @Nullable Connection within, Runnable wanted) {
    this.database = database;
    this.data = data;
    this.within = within;
    this.wanted = wanted;
  }

  /**
   * Asks inside of an open transaction, where it leaves nothing but a savepoint.
   *
   * @param within on it the transaction is open
   * @param wanted is called before each question, and throws when no answer is wanted any more
   */
  public static JdbcProbe within(
      Database database, DataCheck data, Connection within, Runnable wanted) throws SQLException {
    execute(within, "SAVEPOINT " + MARK);
    return new JdbcProbe(database, data, within, wanted);
  }

  @Override
  public String dialect() {
    return database.name();
  }

  @Override
  public String version() {
    try {
      return version(database, connection());
    } catch (SQLException e) {
      close();
      throw new Failed(Failure.explain(e), e);
    }
  }

  /** What {@link Probe#version} says, of a connection. PostgreSQL counts by the first number. */
  public static String version(Database database, Connection connection) throws SQLException {
    DatabaseMetaData meta = connection.getMetaData();
    return database.name().equals("sqlite")
        ? meta.getDatabaseMajorVersion() + "." + meta.getDatabaseMinorVersion()
        : String.valueOf(meta.getDatabaseMajorVersion());
  }

  @Override
  public List<List<@Nullable String>> rows(Query query, int most) {
    try {
      return new Asker(connection()).rows(database.sql().query(query), most);
    } catch (SQLException e) {
      close();
      throw new Failed(Failure.explain(e), e);
    }
  }

  @Override
  public boolean allHold(List<Question> questions) {
    return data.extent() != DataCheck.Extent.SKIP
        && OnePass.of(questions).stream().map(this::ask).allMatch(a -> a.told() && a.holds());
  }

  @Override
  public Answer ask(Question question) {
    if (data.extent() == DataCheck.Extent.SKIP) {
      return Answer.UNTOLD;
    }
    for (QName table : tables(question)) {
      if (rows(table) >= data.large()) {
        if (data.extent() == DataCheck.Extent.SAMPLE) {
          return sample(question, table);
        }
        break;
      }
    }
    return askAll(question);
  }

  /** What is found among some rows is so; what is not found there, the run must tell. */
  private Answer sample(Question question, QName table) {
    Answer some =
        question instanceof NoRows q
            ? Sampling.of(q, table).map(this::askAll).orElse(Answer.UNTOLD)
            : Answer.UNTOLD;
    return some.holds() ? Answer.UNTOLD : some;
  }

  private static Set<QName> tables(Question question) {
    return switch (question) {
      case NoRows q -> Queries.tables(q.offending());
      case Same q -> {
        Set<QName> both = new LinkedHashSet<>(Queries.tables(q.left()));
        both.addAll(Queries.tables(q.right()));
        yield both;
      }
      case Unchanged q -> Queries.tables(q.now());
    };
  }

  @Override
  public long estimate(QName table) {
    Long known = estimates.get(table);
    if (known != null) {
      return known;
    }
    try {
      long rows = database.estimate(connection(), table);
      estimates.put(table, rows);
      return rows;
    } catch (SQLException e) {
      close();
      throw new Failed(Failure.explain(e), e);
    }
  }

  @Override
  public boolean takesTriggers(QName table) {
    try {
      return database.takesTriggers(connection(), table);
    } catch (SQLException e) {
      close();
      throw new Failed(Failure.explain(e), e);
    }
  }

  @Override
  public List<String> onlyHere(List<Expr> expressions) {
    Set<String> found = new LinkedHashSet<>();
    for (Expr expression : expressions) {
      for (SqlWords.Word word : SqlWords.of(database.sql().expr(expression))) {
        // A name of the user's is quoted.
        if (word.kind() == SqlWords.Kind.NAME && word.value().startsWith("mig_")) {
          found.add(word.value());
        }
      }
    }
    return List.copyOf(found);
  }

  /** About how many rows a table has; tells of a large one when it is first met. */
  private long rows(QName table) {
    if (data.large() == Long.MAX_VALUE) {
      return 0;
    }
    boolean first = !estimates.containsKey(table);
    long rows = estimate(table);
    if (first && rows >= data.large()) {
      String about = "%s has about %,d rows: ".formatted(table, rows).replace(',', ' ');
      data.remark()
          .accept(
              about
                  + (data.extent() == DataCheck.Extent.SAMPLE
                      ? "the check looks at some of them, the run at all"
                      : "this takes a while; --data=sample looks at some of them,"
                          + " --data=skip leaves it to the run"));
    }
    return rows;
  }

  private Answer askAll(Question question) {
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
      if (isOfTheRows(e) || isOfTheTypes(e, question)) {
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

  /**
   * Whether PostgreSQL finds no operator or function for what the catalog's text is asked of. The
   * values in the places of its columns may be of a type that only an assignment converts; the
   * database itself will ask.
   */
  private static boolean isOfTheTypes(SQLException e, Question question) {
    return question instanceof NoRows q
        && q.enforced()
        && ("42883".equals(e.getSQLState()) || "42804".equals(e.getSQLState()));
  }

  @Override
  public Schema after(List<Operation> operations, Schema before) {
    if (within != null) {
      Plan inside = database.dialect().planInside(operations, before);
      return tried(
          () -> {
            execute(inside, within);
            return database.read(within);
          });
    }
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

  @Override
  public Optional<String> refusesViews(List<Table> tables, List<View> views) {
    if (within != null) {
      return tried(() -> database.refusesViews(within, tables, views));
    }
    try (Connection trial = database.connect()) {
      database.begin(trial, false);
      try {
        return database.refusesViews(trial, tables, views);
      } finally {
        trial.rollback();
        database.end(trial);
      }
    } catch (SQLException e) {
      throw new Failed(Failure.explain(e), e);
    }
  }

  private interface Trial<T> {
    T run() throws SQLException;
  }

  /** Does something in the open transaction that leaves no trace there. */
  private <T> T tried(Trial<T> trial) {
    wanted.run();
    try {
      T result = trial.run();
      close();
      return result;
    } catch (SQLException e) {
      close();
      throw new Failed(Failure.explain(e), e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void execute(Plan plan, Connection trial) throws SQLException {
    try (Statement statement = trial.createStatement()) {
      // SQL of the user's own may hold braces, which JDBC would take for its escapes.
      statement.setEscapeProcessing(false);
      for (Step step : plan.steps()) {
        if (step instanceof Step.Execute execute) {
          statement.execute(execute.sql());
        } else if (step instanceof Step.Walk walk) {
          for (Step.Part part : walk.parts()) {
            statement.execute(Batch.put(part.sql(), "true"));
          }
        }
      }
    }
  }

  private Connection connection() throws SQLException {
    if (within != null) {
      wanted.run();
      return within;
    }
    if (reading == null) {
      Connection opened = database.connect();
      reading = opened;
      database.beginReading(opened);
    }
    return reading;
  }

  /** Ends asking inside of an open transaction, which is as it was before. */
  public void leave() throws SQLException {
    close();
    if (within != null) {
      execute(within, "RELEASE SAVEPOINT " + MARK);
    }
  }

  /**
   * Lets the connection go; the next question opens another one, which sees a later moment. Inside
   * of an open transaction: takes back what asking left there, an error as well.
   */
  @Override
  public void close() {
    if (within != null) {
      try {
        execute(within, "ROLLBACK TO SAVEPOINT " + MARK);
      } catch (SQLException e) {
        throw new Failed(Failure.explain(e), e);
      }
      return;
    }
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
