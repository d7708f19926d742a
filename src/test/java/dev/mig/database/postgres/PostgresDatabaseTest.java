package dev.mig.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mig.database.Database;
import dev.mig.database.Database.Locked;
import dev.mig.database.Database.RunnerLock;
import dev.mig.database.Databases;
import dev.mig.database.Failure;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresDatabaseTest {
  private TestDatabase server;
  private Database database;

  @BeforeEach
  void open() {
    server = TestPostgres.create();
    database = Databases.open(server.url(), Map.of());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Diagnostic failureOf(String... statements) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      return Failure.explain(
          catchThrowableOfType(
              SQLException.class,
              () -> {
                for (String sql : statements) {
                  statement.execute(sql);
                }
              }));
    }
  }

  @Test
  void aConnectionHasTheSettingsThatPlansRelyOn() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT current_setting('TimeZone'), current_setting('lock_timeout'),
                  current_setting('application_name'), current_setting('client_encoding')
                """)) {
      row.next();
      assertThat(List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
          .containsExactly("UTC", "5s", "mig", "UTF8");
      assertThat(connection.getAutoCommit()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INSERT INTO t VALUES (1, 1, 1)|a row would appear twice under the constraint t_pkey of t",
        "INSERT INTO t VALUES (2, 7, 1)|a reference has no counterpart: the constraint t_up_fkey of"
            + " t",
        "INSERT INTO t VALUES (2, 1, -1)|a row breaks the constraint t_n_check of t",
        "INSERT INTO t VALUES (NULL)|a NOT NULL column would be left without a value",
        "SELECT nonsense|the database says: column \"nonsense\" does not exist",
      })
  void whatTheServerRefusesIsToldInWords(String sql, String summary) throws SQLException {
    Diagnostic told =
        failureOf(
            """
            CREATE TABLE t (
              id int PRIMARY KEY, up int REFERENCES t, n int CHECK (n > 0));
            INSERT INTO t VALUES (1, 1, 1);
            """,
            sql);
    assertThat(told.code()).isEqualTo(Code.DATABASE_REFUSED);
    assertThat(told.summary()).isEqualTo(summary);
  }

  @Test
  void lackingRightsAndReadOnlyAreTold() throws SQLException {
    assertThat(failureOf("BEGIN READ ONLY", "CREATE TABLE t (a int)").code())
        .isEqualTo(Code.READ_ONLY);
    assertThat(
            failureOf("CREATE TABLE t (a int)", "SET ROLE pg_monitor", "SELECT * FROM t").summary())
        .isEqualTo("the database user lacks a permission");
    assertThat(failureOf("SET statement_timeout = 1", "SELECT pg_sleep(1)").summary())
        .isEqualTo("the database cancelled the statement");
  }

  @Test
  void aLockThatOthersHoldIsTold() throws SQLException {
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("CREATE TABLE t (a int)");
      other.commit();
      statement.execute("LOCK TABLE t");
      assertThat(failureOf("SET lock_timeout = 20", "ALTER TABLE t ADD b int").code())
          .isEqualTo(Code.LOCKED);
    }
  }

  @Test
  void aLostConnectionIsTold() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      Diagnostic told =
          Failure.explain(
              catchThrowableOfType(
                  SQLException.class,
                  () -> statement.execute("SELECT pg_terminate_backend(pg_backend_pid())")));
      assertThat(told.code()).isEqualTo(Code.CANNOT_CONNECT);
      assertThat(told.summary()).isEqualTo("the connection to the server was lost");
    }
  }

  private static Diagnostic cannotConnect(String url) {
    Database database = Databases.open(url, Map.of());
    SQLException failure = catchThrowableOfType(SQLException.class, database::connect);
    Diagnostic told = Failure.explain(failure);
    assertThat(told.code()).isEqualTo(Code.CANNOT_CONNECT);
    assertThat(told + database.shownUrl() + failure.getMessage()).doesNotContain("s3cret");
    return told;
  }

  @Test
  void serversThatCannotBeReachedAreToldApart() {
    assertThat(cannotConnect("postgres://ann:s3cret@localhost:1/x").summary())
        .isEqualTo("the server cannot be reached");
    assertThat(cannotConnect("postgres://ann:s3cret@no-such-host.invalid/x").summary())
        .isEqualTo("there is no host 'no-such-host.invalid'");
    String missing = server.url().replaceFirst("/mig_test[^?]*", "/nowhere");
    assertThat(cannotConnect(missing).summary()).isEqualTo("the server has no such database");
  }

  @Test
  void wrongPasswordsAreToldByTheirCode() {
    SQLException wrong =
        new SQLException("FATAL: password authentication failed for user \"ann\"", "28P01");
    assertThat(Failure.explain(wrong).summary())
        .isEqualTo("the server does not accept this user name and password");
    SQLException none =
        new SQLException(
            "The server requested SCRAM-based authentication, but no password was provided.",
            "08004");
    assertThat(Failure.explain(none).summary())
        .isEqualTo("the server asks for a password and none was given");
  }

  @Test
  void theRunnerLockIsHeldByOneAndSaysByWhom() throws SQLException {
    List<String> told = new ArrayList<>();
    try (RunnerLock held = database.lock(Duration.ZERO, told::add)) {
      Locked locked =
          catchThrowableOfType(
              Locked.class, () -> database.lock(Duration.ofMillis(500), told::add));
      assertThat(held).isNotNull();
      assertThat(locked.getMessage()).contains("mig, process ").contains("since 2");
      assertThat(Failure.explain(locked).code()).isEqualTo(Code.LOCKED);
      assertThat(told).hasSize(1);
    }
    database.lock(Duration.ofSeconds(5), told::add).close();
    assertThat(told).hasSize(1);
  }
}
