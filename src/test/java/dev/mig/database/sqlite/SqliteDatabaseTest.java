package dev.mig.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mig.database.Database;
import dev.mig.database.Database.Locked;
import dev.mig.database.Database.RunnerLock;
import dev.mig.database.Databases;
import dev.mig.database.Failure;
import dev.mig.source.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
  @TempDir Path folder;

  private Database open(String name) {
    return Databases.open("sqlite:" + folder.resolve(name), Map.of());
  }

  private Code failure(Database database) {
    try (Connection connection = database.connect()) {
      database.begin(connection, false);
      connection.rollback();
      database.end(connection);
      throw new AssertionError("no failure");
    } catch (SQLException e) {
      return Failure.explain(e).code();
    }
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws IOException, SQLException {
    Files.createDirectory(folder.resolve("d.db"));
    Files.writeString(folder.resolve("text.db"), "no database ".repeat(200));
    assertThat(failure(open("d.db"))).isEqualTo(Code.CANNOT_CONNECT);
    assertThat(failure(open("none/x.db"))).isEqualTo(Code.CANNOT_CONNECT);
    assertThat(failure(open("text.db"))).isEqualTo(Code.CANNOT_CONNECT);
    assertThatThrownBy(() -> open("none/x.db").connect())
        .hasMessageContaining("there is no folder " + folder.resolve("none"));
    assertThat(Files.exists(folder.resolve("none"))).isFalse();
  }

  @Test
  void aTransactionHoldsTheDatabaseAndSwitchesForeignKeys() throws SQLException {
    Database database = open("x.db");
    try (Connection one = database.connect();
        Connection two = database.connect();
        Statement first = one.createStatement();
        Statement second = two.createStatement()) {
      second.execute("pragma busy_timeout = 50");
      database.begin(one, true);
      assertThat(first.executeQuery("pragma foreign_keys").getInt(1)).isZero();
      first.execute("create table t (a int)");
      assertThatThrownBy(() -> database.begin(two, false)).hasMessageContaining("SQLITE_BUSY");
      assertThat(two.getAutoCommit()).isTrue();
      one.commit();
      database.begin(two, false);
      second.execute("insert into t values (1)");
      two.rollback();
      database.end(two);
      database.end(one);
      assertThat(one.getAutoCommit()).isTrue();
      assertThat(first.executeQuery("pragma foreign_keys").getInt(1)).isEqualTo(1);
      assertThat(first.executeQuery("select count(*) from t").getInt(1)).isZero();
    }
  }

  @Test
  void readingLeavesNoTrace() throws SQLException {
    Database database = open("x.db");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      database.beginReading(connection);
      assertThatThrownBy(() -> statement.execute("create table t (a int)"))
          .hasMessageContaining("readonly");
    }
  }

  @Test
  void twoRunnersOfOneProcessExcludeEachOther() throws SQLException {
    Database database = open("x.db");
    List<String> told = new ArrayList<>();
    try (RunnerLock lock = database.lock(Duration.ZERO, told::add)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> open("x.db").lock(Duration.ofMillis(250), told::add))
          .isInstanceOf(Locked.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(told).hasSize(1);
    }
    assertThat(folder.resolve("x.db-mig.lock")).doesNotExist();
    database.lock(Duration.ZERO, told::add).close();
  }

  @Test
  void theLockOfAKilledProcessIsFree() throws Exception {
    Database database = open("x.db");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.resolve("x.db").toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(other.inputReader().readLine()).isEqualTo("held");
      assertThatThrownBy(() -> database.lock(Duration.ofMillis(200), w -> {}))
          .isInstanceOf(Locked.class)
          .hasMessageContaining("process " + other.pid());
    } finally {
      other.destroyForcibly();
      assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    try (RunnerLock lock = database.lock(Duration.ofSeconds(5), w -> {})) {
      assertThat(lock).isNotNull();
    }
    assertThat(folder.resolve("x.db-mig.lock")).doesNotExist();
  }

  /** Holds the lock of a database until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      try (RunnerLock lock =
          Databases.open("sqlite:" + arguments[0], Map.of()).lock(Duration.ZERO, w -> {})) {
        System.out.println(lock == null ? "none" : "held");
        Thread.sleep(60_000);
      }
    }
  }
}
