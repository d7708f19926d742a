package dev.mig.statement.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.statement.Trial;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the scripts of {@code statements/rows.mig}, each up and down on a fresh shop, and compares
 * what they say and leave with {@code statements/rows.txt}: the same on both databases. With {@code
 * -Dmig.rewrite} the file is written; read the difference.
 */
class RowStatementsTest {
  private static final Path SCRIPTS = Path.of("src/test/resources/statements/rows.mig");
  private static final Path EXPECTED = Path.of("src/test/resources/statements/rows.txt");

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void everyScriptDoesWhatItSays(String dialect) throws IOException, SQLException {
    Supplier<TestDatabase> databases =
        dialect.equals("sqlite") ? TestSqlite::create : TestPostgres::create;
    StringBuilder out = new StringBuilder();
    for (String script : Files.readString(SCRIPTS).strip().split("\n---\n")) {
      out.append("== ").append(script).append('\n');
      try (TestDatabase database = databases.get();
          TestDatabase twin = databases.get()) {
        out.append(run(new Trial(database, twin, Shop.schema(), Shop.SQL), script));
      }
    }
    if (Boolean.getBoolean("mig.rewrite")) {
      Files.writeString(EXPECTED, out);
    }
    assertThat(out.toString()).isEqualTo(Files.readString(EXPECTED));
  }

  private static String run(Trial trial, String script) {
    StringBuilder out = new StringBuilder();
    List<String> before = rows(trial);
    trial.run(script);
    trial.problems().forEach(p -> out.append("   ").append(p).append('\n'));
    if (trial.problems().stream().anyMatch(p -> p.startsWith("error"))) {
      return out.toString();
    }
    for (String row : rows(trial)) {
      out.append(before.contains(row) ? "" : "   now " + row + "\n");
    }
    List<String> all = rows(trial);
    before.stream()
        .filter(r -> all.stream().noneMatch(a -> key(a).equals(key(r))))
        .forEach(r -> out.append("   gone ").append(r).append('\n'));
    List<String> reasons = trial.down();
    reasons.forEach(r -> out.append("   irreversible: ").append(r).append('\n'));
    if (reasons.isEmpty()) {
      out.append(
          rows(trial).equals(before)
              ? "   down brings everything back\n"
              : "   down leaves " + rows(trial) + "\n");
    }
    return out.toString();
  }

  private static String key(String row) {
    return row.substring(0, row.indexOf('|'));
  }

  private static List<String> rows(Trial trial) {
    List<String> all = new java.util.ArrayList<>();
    trial.rows("select * from teams order by id").forEach(r -> all.add("team " + r));
    trial.rows("select * from users order by id").forEach(r -> all.add("user " + r));
    trial
        .rows("select id, user_id, cast(amount * 100 as integer), note from orders order by id")
        .forEach(r -> all.add("order " + r));
    return all;
  }
}
