package dev.mig.compile.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.JdbcProbe;
import dev.mig.source.Code;
import dev.mig.source.Source;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestSqlite;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A script that would become too much is refused with one message, whatever it is made of. */
class BoundsTest {
  private static final int TABLES = 10_500;

  private static Compiled check(TestDatabase test, String script) throws SQLException {
    Database database = Databases.open(test.url(), Map.of());
    try (Connection connection = database.connect();
        JdbcProbe probe = new JdbcProbe(database)) {
      World world = World.live(database.read(connection));
      return new Compiler(probe, false)
          .compile(Compiler.read(new Source("script.mig", script)), "large", world);
    }
  }

  private static void isRefused(String script) throws SQLException {
    try (TestDatabase test = TestSqlite.create()) {
      assertThat(check(test, script).diagnostics())
          .extracting(d -> d.code())
          .containsExactly(Code.TOO_MUCH);
    }
  }

  @Test
  void aLoopOverTenThousandTablesAndMore() throws SQLException {
    try (TestDatabase test = TestSqlite.create()) {
      try (Connection connection = test.connection();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        for (int i = 0; i < TABLES; i++) {
          statement.execute("create table t" + i + " (id int)");
        }
        connection.commit();
      }
      assertThat(check(test, "for each table t { add column t.x int }").diagnostics())
          .singleElement()
          .satisfies(
              d -> {
                assertThat(d.code()).isEqualTo(Code.TOO_MUCH);
                assertThat(d.summary()).contains("10500 rounds");
              });
      assertThat(check(test, "for each table t like 't1_' { add column t.x int }").up())
          .hasSize(10);
    }
  }

  @Test
  void definitionsThatDouble() throws SQLException {
    StringBuilder script = new StringBuilder("define d0(expression e) = e || e\n");
    for (int i = 1; i < 40; i++) {
      script.append("define d%d(expression e) = d%d(d%d(e))\n".formatted(i, i - 1, i - 1));
    }
    isRefused(script + "let x = d39('a')\n");
  }

  @Test
  void loopsInLoops() throws SQLException {
    String values = "(" + "1, ".repeat(99) + "1)";
    isRefused(
        "create table t { id int }\nfor each a in %s { for each b in %s { for each c in %s { assert no t } } }"
            .formatted(values, values, values));
  }
}
