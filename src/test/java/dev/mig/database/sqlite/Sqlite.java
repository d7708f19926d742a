package dev.mig.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.database.Asker;
import dev.mig.database.DatabaseUrl;
import dev.mig.operation.Answer;
import dev.mig.operation.Operation;
import dev.mig.plan.Plan;
import dev.mig.plan.Step;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SchemaDiff;
import dev.mig.schema.Table;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestSqlite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One database file with a connection, and what a runner does to it. */
final class Sqlite implements AutoCloseable {
  private final TestDatabase file = TestSqlite.create();
  final SqliteDatabase database =
      new SqliteDatabase((DatabaseUrl.Sqlite) DatabaseUrl.parse(file.url(), Map.of()));
  final Connection connection;

  Sqlite(String... statements) throws SQLException {
    connection = database.connect();
    execute(statements);
  }

  void execute(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  Schema schema() throws SQLException {
    return database.read(connection);
  }

  Table table(QName name) throws SQLException {
    return schema().table(name).orElseThrow();
  }

  Plan plan(Operation... operations) throws SQLException {
    return new SqliteDialect().plan(List.of(operations), schema());
  }

  /** Plans and runs it, and compares what is there then with what was predicted. */
  Plan run(Operation... operations) throws SQLException {
    Plan plan = plan(operations);
    List<String> refused = run(plan);
    assertThat(refused).isEmpty();
    assertThat(SchemaDiff.between(plan.after(), schema())).as(sql(plan)).isEmpty();
    return plan;
  }

  /** Runs a plan; the questions that do not hold roll it back and are the result. */
  List<String> run(Plan plan) throws SQLException {
    List<String> refused = new ArrayList<>();
    database.begin(connection, plan.foreignKeysOff());
    boolean done = false;
    try {
      Asker asker = new Asker(connection);
      Map<Integer, @Nullable String> slots = new HashMap<>();
      for (Step step : plan.steps()) {
        switch (step) {
          case Step.Execute s -> statement(s.sql());
          case Step.AskNone s -> ask(asker.none(s.sql(), s.ofSql()), s, refused);
          case Step.AskSame s -> ask(asker.same(s.left(), s.right()), s, refused);
          case Step.Remember s -> slots.put(s.slot(), asker.value(s.sql()));
          case Step.AskUnchanged s ->
              ask(asker.unchanged(slots.get(s.slot()), s.sql(), s.within()), s, refused);
          case Step.Walk s -> throw new AssertionError("no transaction of its own: " + s.why());
        }
      }
      done = refused.isEmpty();
    } finally {
      if (done) {
        connection.commit();
      } else {
        connection.rollback();
      }
      database.end(connection);
    }
    return refused;
  }

  private static void ask(Answer answer, Step step, List<String> refused) {
    if (!answer.holds()) {
      refused.add(
          step instanceof Step.AskNone none ? none.refusal().explain(answer).summary() : "" + step);
    }
  }

  private void statement(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + " in: " + sql, e);
    }
  }

  static String sql(Plan plan) {
    List<String> all = new ArrayList<>();
    for (Step step : plan.steps()) {
      if (step instanceof Step.Execute s) {
        all.add(s.sql());
      }
    }
    return String.join(";\n", all);
  }

  static long count(Plan plan, String start) {
    return plan.steps().stream()
        .filter(s -> s instanceof Step.Execute e && e.sql().startsWith(start))
        .count();
  }

  /** The rows of a query, each as its values with bars between. */
  List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(String.join("|", row));
      }
    }
    return rows;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    file.close();
  }
}
