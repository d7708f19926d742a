package dev.mig.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.JdbcProbe;
import dev.mig.run.Prepared;
import dev.mig.run.RunListener;
import dev.mig.run.RunResult;
import dev.mig.run.Runner;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random texts are split and combined: what {@code combining back} lets through comes back exactly,
 * and what it refuses is left as it was.
 */
class SplitRoundTripTest {
  private static final int TRIES = 40;
  private static final int ROWS = 6;
  private static final List<String> PIECES =
      List.of(" ", "-", "a", "B", "7", "'", "\\", "é", "𝄞", "\n", "", "::", "%");

  private static final List<String> SPLITS =
      List.of(
          "at first '-' into (a text, b text) missing b = null",
          "at last ' ' into (a text, b text) missing a = null",
          "at first '::' into (a text, b text) missing b = a",
          "at every '-' into (a text, b text, c text) missing b = null, c = null",
          "at every ' ' into (a text, b text) else null",
          "at first '-' into (a varchar(4), b text) missing keep",
          "matching '([^-]*)-(.*)' into (a text, b text) else null",
          "matching '(.)\\.?(.*)' into (a text, b text) else null");

  private static final Set<Code> REFUSALS =
      Set.of(
          Code.DOES_NOT_COMBINE_BACK,
          Code.SPLIT_DOES_NOT_FIT,
          Code.VALUE_DOES_NOT_FIT,
          Code.NOT_ALLOWED_HERE);

  private static @Nullable String text(Random random) {
    if (random.nextInt(6) == 0) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static void fill(TestDatabase test, Random random) throws SQLException {
    try (Connection connection = test.connection();
        Statement statement = connection.createStatement();
        PreparedStatement insert = prepared(connection, statement)) {
      for (int id = 1; id <= ROWS; id++) {
        insert.setInt(1, id);
        String whole = text(random);
        if (whole == null) {
          insert.setNull(2, Types.VARCHAR);
        } else {
          insert.setString(2, whole);
        }
        insert.executeUpdate();
      }
    }
  }

  private static PreparedStatement prepared(Connection connection, Statement statement)
      throws SQLException {
    statement.execute("drop table if exists t");
    statement.execute("create table t (id integer primary key, whole text)");
    return connection.prepareStatement("insert into t (id, whole) values (?, ?)");
  }

  private static List<@Nullable String> wholes(TestDatabase test) throws SQLException {
    List<@Nullable String> all = new ArrayList<>();
    try (Connection connection = test.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select whole from t order by id")) {
      while (rows.next()) {
        all.add(rows.getString(1));
      }
    }
    return all;
  }

  private static Compiled check(Database database, String name, String script) throws Exception {
    Compiler.Read read = Compiler.read(new Source("script.mig", script));
    try (Connection connection = database.connect();
        JdbcProbe probe = new JdbcProbe(database)) {
      return new Compiler(probe, false).compile(read, name, World.live(database.read(connection)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void whatCombinesBackIsRestored(String dialect) throws Exception {
    int restored = 0;
    int refused = 0;
    try (TestDatabase test =
        dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create()) {
      Database database = Databases.open(test.url(), Map.of());
      for (int seed = 0; seed < TRIES; seed++) {
        fill(test, new Random(seed));
        String split = SPLITS.get(seed % SPLITS.size());
        String script =
            "on t {\n  split whole " + split + " combining back\n" + rest(split) + "}\n";
        if (restored(test, database, "case" + seed, script)) {
          restored++;
        } else {
          refused++;
        }
      }
    }
    assertThat(restored).isGreaterThan(TRIES / 8);
    assertThat(refused).isGreaterThan(TRIES / 8);
  }

  /** Combined with the same separator the parts are the whole, before it goes. */
  private static String rest(String split) {
    if (!split.startsWith("at ")) {
      return "  drop column whole\n";
    }
    int quote = split.indexOf('\'');
    String separator = split.substring(quote, split.indexOf('\'', quote + 1) + 1);
    String parts = split.contains("c text") ? "a, b, c" : "a, b";
    return "  combine "
        + parts
        + " with "
        + separator
        + " into (again text) missing skip\n"
        + "  assert every rows where again is not distinct from whole\n"
        + "  drop column whole\n";
  }

  /** False where it was refused. */
  private static boolean restored(TestDatabase test, Database database, String name, String script)
      throws Exception {
    List<@Nullable String> before = wholes(test);
    Compiled compiled = check(database, name, script);
    if (compiled.refused()) {
      assertThat(compiled.diagnostics())
          .as(script + before)
          .filteredOn(Diagnostic::isError)
          .anyMatch(d -> REFUSALS.contains(d.code()))
          .allMatch(d -> REFUSALS.contains(d.code()) || d.code() == Code.ASSERTION_FAILED);
      assertThat(wholes(test)).isEqualTo(before);
      return false;
    }
    assertThat(compiled.diagnostics()).as(script + before).isEmpty();
    Runner.Settings settings =
        new Runner.Settings("test", Duration.ofSeconds(10), RunListener.SILENT);
    try (Runner runner = new Runner(database, settings)) {
      RunResult up = runner.up(Prepared.of(compiled, database.dialect()));
      assertThat(up.done()).as(script + before + up.diagnostics()).isTrue();
      RunResult down = runner.down(name);
      assertThat(down.done()).as(script + before + down.diagnostics()).isTrue();
    }
    assertThat(wholes(test)).as(script).isEqualTo(before);
    return true;
  }
}
