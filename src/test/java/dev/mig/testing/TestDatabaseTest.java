package dev.mig.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestDatabaseTest {
  static List<Integer> majors() {
    return TestPostgres.majors();
  }

  @ParameterizedTest
  @MethodSource("majors")
  void postgresDatabasesAreNewAndOfTheMajorAsked(int major) throws SQLException {
    try (TestDatabase one = TestPostgres.create(major);
        TestDatabase other = TestPostgres.create(major)) {
      assertKeepsARow(one);
      assertKeepsARow(other);
      try (Connection connection = one.connection()) {
        assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(major);
      }
    }
  }

  @Test
  void aClosedPostgresDatabaseIsGoneEvenWhileSomebodyIsConnected() throws SQLException {
    TestDatabase database = TestPostgres.create();
    try (Connection connection = database.connection()) {
      database.close();
      assertThat(connection.isValid(1)).isFalse();
    }
    assertThatThrownBy(database::connection).hasMessageContaining("does not exist");
  }

  @Test
  void sqliteDatabasesAreNew() throws SQLException {
    try (TestDatabase one = TestSqlite.create();
        TestDatabase other = TestSqlite.create()) {
      assertKeepsARow(one);
      assertKeepsARow(other);
    }
  }

  private static void assertKeepsARow(TestDatabase database) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (name varchar(20))");
      statement.execute("INSERT INTO t VALUES ('Čapek')");
    }
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name FROM t")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("Čapek");
    }
  }
}
