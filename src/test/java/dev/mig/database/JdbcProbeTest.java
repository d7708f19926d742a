package dev.mig.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mig.compile.Probe;
import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Typing;
import dev.mig.operation.Answer;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.plan.Step;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Samples;
import dev.mig.source.Span;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcProbeTest {
  private static final QName USERS = QName.of("users");
  private static final Refusal REFUSAL =
      Refusal.of(Diagnostic.error(Code.ASSERTION_FAILED, "{n} of {of} rows").build());

  private TestDatabase server;
  private Database database;
  private JdbcProbe probe;

  @BeforeEach
  void open() throws SQLException {
    server = TestPostgres.create();
    database = Databases.open(server.url(), Map.of());
    probe = new JdbcProbe(database);
    execute("CREATE TABLE users (id int PRIMARY KEY, name text, ok boolean)");
    execute("INSERT INTO users SELECT n, 'u' || n, n > 7 FROM generate_series(1, 9) n");
    execute("UPDATE users SET name = NULL WHERE id = 3");
  }

  @AfterEach
  void close() {
    probe.close();
    server.close();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Expr ref(String name, SqlType type) {
    return new Expr.Column("u", name, Typing.of(type, true), Span.NONE);
  }

  private static Query users(Expr where) {
    return Select.of(
        List.of(
            new Item(ref("id", SqlType.INTEGER), "id"),
            new Item(ref("name", SqlType.TEXT), "name"),
            new Item(ref("ok", SqlType.BOOLEAN), "ok")),
        new TableFrom(USERS, "u"),
        where);
  }

  private static Query count() {
    return Select.of(List.of(new Item(Exprs.countAll(), "count")), new TableFrom(USERS, "u"), null);
  }

  private static Query constant(Expr value) {
    return Select.of(List.of(new Item(value, "value")), null, null);
  }

  private static Question.NoRows none(Expr where) {
    return new Question.NoRows(users(where), count(), false, REFUSAL, Span.NONE);
  }

  private static Expr less(int than) {
    return Exprs.binary(BinaryOp.LT, ref("id", SqlType.INTEGER), Exprs.number(than));
  }

  @Test
  void offendingRowsAreCountedAndFiveOfThemShown() {
    assertThat(probe.ask(none(less(1)))).isEqualTo(Answer.YES);
    Answer answer = probe.ask(none(less(8)));
    assertThat(answer.holds()).isFalse();
    assertThat(answer.samples())
        .isEqualTo(
            new Samples(
                7,
                9,
                List.of("id", "name", "ok"),
                List.of(
                    List.of("1", "u1", "false"),
                    List.of("2", "u2", "false"),
                    Arrays.asList("3", null, "false"),
                    List.of("4", "u4", "false"),
                    List.of("5", "u5", "false"))));
  }

  @Test
  void valuesAreCompared() {
    Question same = new Question.Same(count(), constant(Exprs.number(9)), REFUSAL, Span.NONE);
    assertThat(probe.ask(same)).isEqualTo(new Answer(true, null, "9", "9"));
    Question other = new Question.Same(count(), constant(Exprs.number(8)), REFUSAL, Span.NONE);
    assertThat(probe.ask(other)).isEqualTo(new Answer(false, null, "9", "8"));
    Question nulls =
        new Question.Same(constant(Exprs.NULL), constant(Exprs.NULL), REFUSAL, Span.NONE);
    assertThat(probe.ask(nulls).holds()).isTrue();
  }

  @Test
  void aRunRemembersEachQueryOnceAndAllowsWhatIsWithin() throws SQLException {
    Question unchanged = new Question.Unchanged(count(), count(), "2", REFUSAL, Span.NONE);
    List<Step> steps =
        database.dialect().plan(List.of(unchanged, none(less(1)), unchanged), Schema.EMPTY).steps();
    assertThat(steps).hasSize(4);
    Step.Remember remember = (Step.Remember) steps.getFirst();
    assertThat(steps.get(2)).isInstanceOf(Step.AskNone.class);
    Step.AskUnchanged ask = (Step.AskUnchanged) steps.get(3);
    assertThat(ask.slot()).isEqualTo(remember.slot());
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      Asker asker = new Asker(connection);
      String before = asker.value(remember.sql());
      statement.execute("DELETE FROM users WHERE id > 7");
      assertThat(asker.unchanged(before, ask.sql(), ask.within()).holds()).isTrue();
      assertThat(asker.unchanged(before, ask.sql(), null))
          .isEqualTo(new Answer(false, null, "9", "7"));
    }
  }

  @Test
  void allAnswersAreOfOneMomentAndNothingCanBeWritten() throws SQLException {
    assertThat(probe.ask(none(less(1))).holds()).isTrue();
    execute("INSERT INTO users VALUES (0)");
    assertThat(probe.ask(none(less(1))).holds()).isTrue();
    probe.close();
    assertThat(probe.ask(none(less(1))).holds()).isFalse();
  }

  @Test
  void theSchemaAfterSqlOfTheUsersOwnIsTriedAndTakenBack() throws SQLException {
    assertThat(probe.ask(none(less(1))).holds()).isTrue();
    Schema before;
    try (Connection connection = database.connect()) {
      before = database.read(connection);
    }
    String sql = "ALTER TABLE users ADD tags text[] DEFAULT '{a}'; CREATE TABLE more (a int)";
    Schema after =
        probe.after(List.of(new NativeSql("postgres", sql, null, null, Span.NONE)), before);
    assertThat(after.table(USERS).orElseThrow().column("tags")).isPresent();
    assertThat(after.tables()).containsKey(QName.of("more"));
    try (Connection connection = database.connect()) {
      assertThat(database.read(connection)).isEqualTo(before);
    }
  }

  @Test
  void whatTheDatabaseRefusesIsExplained() {
    NativeSql bad =
        new NativeSql("postgres", "ALTER TABLE nobody ADD a int", null, null, Span.NONE);
    assertThatThrownBy(() -> probe.after(List.of(bad), Schema.EMPTY))
        .isInstanceOfSatisfying(
            Probe.Failed.class,
            e -> {
              assertThat(e.diagnostic().code()).isEqualTo(Code.DATABASE_REFUSED);
              assertThat(e.diagnostic().summary()).contains("relation \"nobody\" does not exist");
            });
  }
}
