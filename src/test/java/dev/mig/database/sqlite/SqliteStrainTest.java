package dev.mig.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.Failure;
import dev.mig.database.Strain;
import dev.mig.database.Strain.Kind;
import dev.mig.database.StrainLimits;
import dev.mig.database.StrainQuery;
import dev.mig.schema.QName;
import dev.mig.source.Code;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestSqlite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteStrainTest {
  private static final QName T = QName.of("t");
  private static final StrainLimits WAL =
      new StrainLimits(null, null, null, false, false, null, 100_000L, null);

  private TestDatabase home;
  private Database database;
  private Connection ours;

  @BeforeEach
  void open() throws SQLException {
    home = TestSqlite.create();
    database = Databases.open(home.url(), Map.of());
    ours = database.connect();
    execute(ours, "pragma journal_mode = wal", "create table t (id integer primary key, v text)");
  }

  @AfterEach
  void close() throws SQLException {
    ours.close();
    home.close();
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getInt(1);
    }
  }

  private void write() throws SQLException {
    execute(
        ours,
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)"
            + " insert into t (v) select printf('%.200c', 'x') from n");
  }

  private Optional<Strain> ask(StrainLimits limits) throws SQLException {
    return database.strain(ours, T, limits);
  }

  private Optional<Strain> asked(String query) throws SQLException {
    return ask(StrainLimits.OFF.withQuery(query));
  }

  @Test
  void aReaderThatKeepsTheWalFileIsStrainAsLongAsItReads() throws SQLException {
    try (Connection reader = home.connection()) {
      reader.setAutoCommit(false);
      assertThat(number(reader, "select count(*) from t")).isZero();
      write();
      Strain strain = ask(WAL).orElseThrow();
      assertThat(strain.kind()).isEqualTo(Kind.WAL_FILE);
      assertThat(strain.value()).isGreaterThan(100_000);
      assertThat(strain.reason())
          .matches("the WAL file has .* kB, more than 97.7 kB, and somebody who reads keeps it");
      assertThat(number(ours, "pragma busy_timeout")).isEqualTo(5000);
      assertThat(ask(StrainLimits.DEFAULTS)).isEmpty();
      reader.commit();
      assertThat(ask(WAL)).isEmpty();
    }
  }

  @Test
  void aLargeWalFileThatNobodyKeepsIsNone() throws SQLException {
    write();
    assertThat(ask(WAL)).isEmpty();
    execute(ours, "pragma journal_mode = delete");
    write();
    assertThat(ask(WAL)).isEmpty();
  }

  @Test
  void inMemoryThereIsTheQueryOnly() throws SQLException {
    Database memory = Databases.open("sqlite::memory:", Map.of());
    try (Connection connection = memory.connect()) {
      assertThat(memory.strain(connection, T, StrainLimits.DEFAULTS)).isEmpty();
      assertThat(memory.strain(connection, T, StrainLimits.DEFAULTS.withQuery("select 1")))
          .isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({"select true, 1", "select 2.5 ;, 2.5", "select count(*) + 1 from t -- rows, 1"})
  void theUsersQueryIsStrain(String query, double value) throws SQLException {
    Strain strain = asked(query).orElseThrow();
    assertThat(strain.kind()).isEqualTo(Kind.QUERY);
    assertThat(strain.value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"select false", "select 0", "select null", "select 1 where false", "values (-1)"})
  void theUsersQueryIsNoStrain(String query) throws SQLException {
    assertThat(asked(query)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1, 2 | it gives 2 columns",
        "select 1 union select 2 | it gives several rows",
        "select 'yes' | it gives text",
        "select nowhere | no such column: nowhere",
        "delete from t | syntax error",
        "select 1; delete from t | syntax error",
      })
  void aQueryThatDoesNotTellStopsTheJob(String query, String why) throws SQLException {
    StrainQuery.Failed failed = catchThrowableOfType(StrainQuery.Failed.class, () -> asked(query));
    assertThat(Failure.explain(failed).code()).isEqualTo(Code.BAD_SETTING);
    assertThat(String.join("\n", Failure.explain(failed).notes())).contains(why);
    // The connection is as before.
    execute(ours, "insert into t (v) values ('written')");
  }

  @Test
  void aQueryThatTakesTooLongIsEnded() throws SQLException {
    String endless =
        "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n";
    assertThatThrownBy(() -> SqliteStrain.ownQuery(ours, endless, Duration.ofMillis(50)))
        .isInstanceOf(StrainQuery.Failed.class);
    assertThat(asked("select 1")).isPresent();
  }

  @Test
  void nothingIsAskedWithinATransaction() throws SQLException {
    database.begin(ours, false);
    assertThatThrownBy(() -> asked("select 1")).isInstanceOf(IllegalStateException.class);
    assertThat(ask(StrainLimits.DEFAULTS.whileInTransaction())).isEmpty();
    ours.rollback();
    database.end(ours);
  }
}
