package dev.mig.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a check asks, and that what it leaves out waits for the run. */
class DataCheckTest {
  private static final String SCRIPT =
      """
      on items {
        alter column state set not null
        add check amount_known (amount >= 0)
        add unique (label)
      }
      """;

  private static TestDatabase items(String dialect, String amount) throws SQLException {
    TestDatabase test = dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create();
    try (Connection connection = test.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table items (id integer primary key, label text, state text, amount bigint)");
      statement.execute(
          "insert into items with recursive n(i) as (select 1 union all select i + 1 from n where i"
              + " < 200000) select i, 'item ' || i, 's', "
              + amount
              + " from n");
      statement.execute("analyze items");
    }
    return test;
  }

  private static Compiled check(TestDatabase test, DataCheck data) throws SQLException {
    Database database = Databases.open(test.url(), Map.of());
    try (Connection connection = database.connect();
        JdbcProbe probe = new JdbcProbe(database, data)) {
      World world = World.live(database.read(connection));
      return new Compiler(probe, false)
          .compile(Compiler.read(new Source("a.mig", SCRIPT)), "a", world);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void whatIsLeftOutIsCounted(String dialect) throws SQLException {
    try (TestDatabase test = items(dialect, "i")) {
      List<String> said = new ArrayList<>();
      Compiled full = check(test, new DataCheck(DataCheck.Extent.FULL, DataCheck.LARGE, said::add));
      assertThat(full.diagnostics()).isEmpty();
      assertThat(full.deferred()).isZero();
      assertThat(said).isEmpty();
      int questions = check(test, new DataCheck(DataCheck.Extent.SKIP, 1, said::add)).deferred();
      assertThat(questions).isGreaterThanOrEqualTo(3);
      assertThat(said).isEmpty();
      Compiled sample = check(test, new DataCheck(DataCheck.Extent.SAMPLE, 100_000, said::add));
      assertThat(sample.deferred()).isEqualTo(questions);
      assertThat(said).singleElement().asString().contains("items has about 200 000 rows");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void aLargeTableIsNamedWithTheWayOut(String dialect) throws SQLException {
    try (TestDatabase test = items(dialect, "i")) {
      List<String> said = new ArrayList<>();
      check(test, new DataCheck(DataCheck.Extent.FULL, 100_000, said::add));
      assertThat(said).singleElement().asString().contains("--data=sample", "--data=skip");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void aFaultAmongTheRowsOfASampleIsFound(String dialect) throws SQLException {
    try (TestDatabase test = items(dialect, "case when i % 1000 = 7 then -1 else i end")) {
      DataCheck sample = new DataCheck(DataCheck.Extent.SAMPLE, 100_000, text -> {});
      Compiled found = check(test, sample);
      Compiled full = check(test, DataCheck.FULL);
      assertThat(full.diagnostics()).extracting(Diagnostic::code).contains(Code.CHECK_VIOLATED);
      assertThat(found.diagnostics()).extracting(Diagnostic::code).contains(Code.CHECK_VIOLATED);
      assertThat(check(test, new DataCheck(DataCheck.Extent.SKIP, 1, text -> {})).refused())
          .isFalse();
    }
  }
}
