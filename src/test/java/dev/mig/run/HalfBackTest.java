package dev.mig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.JdbcProbe;
import dev.mig.source.Samples;
import dev.mig.source.Source;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A migration that stopped in its batches is taken back, or finished. */
class HalfBackTest {
  private static final int ROWS = 400;

  private static Stream<List<String>> ways() {
    return Stream.of("postgres", "sqlite")
        .flatMap(
            d ->
                Stream.of(
                        // Saved values tell which rows were done.
                        "in batches of 50 { update t set word = upper(word) saving }",
                        // The way back must stop where the way up did.
                        "in batches of 50 { map values t.word {"
                            + " 'one' -> 'uno', 'two' -> 'due', 'bad' -> 'malo' } }",
                        "add column t.new text\n"
                            + "in batches of 50 using striped { fill t.new = word || '!' }")
                    .map(s -> List.of(d, s)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatIsDoneIsTakenBack(List<String> way) throws Exception {
    try (Half half = new Half(way.getFirst(), way.getLast())) {
      List<String> start = half.rows();
      RunResult stopped = half.up();
      assertThat(stopped.outcome())
          .as(stopped.diagnostics() + " " + stopped.steps())
          .isEqualTo(RunResult.Outcome.PARTIAL);
      Samples samples = Objects.requireNonNull(stopped.diagnostics().getFirst().samples());
      assertThat(samples.rows().getFirst()).contains("317");
      assertThat(half.rows()).isNotEqualTo(start);
      RunResult back = half.run(r -> r.down("half"));
      assertThat(back.done()).as(back.diagnostics().toString()).isTrue();
      assertThat(half.rows()).isEqualTo(start);
      assertThat(half.up().outcome()).as("as if nothing had been").isEqualTo(stopped.outcome());
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void itGoesOnWhenTheRowIsMended(List<String> way) throws Exception {
    try (Half half = new Half(way.getFirst(), way.getLast())) {
      assertThat(half.up().outcome()).isEqualTo(RunResult.Outcome.PARTIAL);
      half.execute("update t set other = 'mended' where id = 317");
      RunResult done = half.run(r -> r.goOn("half"));
      assertThat(done.done()).as(done.diagnostics().toString()).isTrue();
      assertThat(done.rows()).isGreaterThanOrEqualTo(ROWS);
      RunResult down = half.run(r -> r.down("half"));
      assertThat(down.done()).as(down.diagnostics().toString()).isTrue();
    }
  }

  /** A database with a table one row of which a trigger refuses. */
  private static final class Half implements AutoCloseable {
    private final TestDatabase test;
    private final Database database;
    private final String script;

    Half(String dialect, String script) throws SQLException {
      this.script = script;
      boolean sqlite = dialect.equals("sqlite");
      this.test = sqlite ? TestSqlite.create() : TestPostgres.create();
      this.database = Databases.open(test.url(), Map.of());
      execute("create table t (id integer primary key, word text, other text)");
      execute("create index t_other on t (other)");
      execute(
          "insert into t (id, word, other) with recursive n(i) as (select 1 union all"
              + " select i + 1 from n where i < "
              + ROWS
              + ") select i, case when i = 317 then 'bad' when i % 2 = 0 then 'two' else 'one' end,"
              + " 'x' || i from n");
      if (sqlite) {
        execute(
            "create trigger refuse before update on t when new.other = 'x317' begin"
                + " select raise(abort, 'not this one'); end");
      } else {
        execute(
            "create function refuse() returns trigger language plpgsql as $$ begin"
                + " raise exception 'not this one'; end $$");
        execute(
            "create trigger refuse before update on t for each row when (new.other = 'x317')"
                + " execute function refuse()");
        execute("analyze t");
      }
    }

    void execute(String sql) throws SQLException {
      try (Connection connection = test.connection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    List<String> rows() throws SQLException {
      List<String> rows = new ArrayList<>();
      try (Connection connection = test.connection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("select * from t order by id")) {
        while (row.next()) {
          StringBuilder text = new StringBuilder();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            text.append(row.getString(i)).append('|');
          }
          rows.add(text.toString());
        }
      }
      return rows;
    }

    RunResult up() throws Exception {
      Compiler.Read read = Compiler.read(new Source("half.mig", script));
      Prepared prepared;
      try (Connection connection = database.connect();
          JdbcProbe probe = new JdbcProbe(database)) {
        World world = World.live(database.read(connection));
        Compiled compiled = new Compiler(probe, false).compile(read, "half", world);
        assertThat(compiled.refused()).as(compiled.diagnostics().toString()).isFalse();
        prepared = Prepared.of(compiled, database.dialect());
      }
      return run(r -> r.up(prepared));
    }

    interface Run {
      RunResult with(Runner runner);
    }

    RunResult run(Run run) throws SQLException {
      Runner.Settings settings =
          new Runner.Settings("test", Duration.ofSeconds(10), RunListener.SILENT);
      try (Runner runner = new Runner(database, settings)) {
        return run.with(runner);
      }
    }

    @Override
    public void close() throws SQLException {
      test.close();
    }
  }
}
