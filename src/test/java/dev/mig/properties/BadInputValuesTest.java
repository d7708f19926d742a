package dev.mig.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.compile.Compiled;
import dev.mig.compile.WayBack;
import dev.mig.run.RunResult;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values that are many, and values that look like something else. */
class BadInputValuesTest {
  private static final int MANY = 100_000;

  @Test
  void aRingOfManyValuesIsMappedAndTurnedBack() throws SQLException {
    try (Laboratory sqlite = Laboratory.sqlite();
        Laboratory postgres = Laboratory.postgres()) {
      List<String> before = new ArrayList<>();
      before.add("create table t (id integer primary key, v text not null)");
      for (int i = 0; i < MANY; i += 1000) {
        before.add(
            IntStream.range(i, i + 1000)
                .mapToObj(n -> "(" + n + ", 'v" + n + "')")
                .collect(Collectors.joining(", ", "insert into t values ", "")));
      }
      String lines =
          IntStream.range(0, MANY)
              .mapToObj(i -> "'v" + i + "' -> 'v" + (i + 1) % MANY + "'")
              .collect(Collectors.joining("\n"));
      String script = "map values t.v {\n" + lines + "\n}\n";
      assertThat(upAndDown(sqlite, before, script, WayBack.EXACT))
          .isEqualTo(upAndDown(postgres, before, script, WayBack.EXACT))
          .contains("    0 | 'v1'\n")
          .contains("    99999 | 'v0'\n");
    }
  }

  @Test
  void aLongMapIsSearchedAsItIsWritten() throws SQLException {
    try (Laboratory sqlite = Laboratory.sqlite();
        Laboratory postgres = Laboratory.postgres()) {
      List<String> before =
          List.of(
              "create table t (id integer primary key, n integer, v text)",
              "insert into t values (1, -50, 'v0'), (2, 0, 'v1'), (3, 49, 'v10'), (4, 50, 'V0'),"
                  + " (5, null, null), (6, 7, ''), (7, 49, 'v\uFF5E'), (8, 8, 'v\uD83D\uDE00')");
      String numbers =
          IntStream.range(-50, 50)
              .mapToObj(n -> n + " -> " + (n % 7 == 0 ? "null" : "'n" + n + "'"))
              .collect(Collectors.joining("\n"));
      String texts =
          IntStream.range(0, 80)
              .mapToObj(i -> "'v" + i + "', 'w" + i + "' -> " + i)
              .collect(Collectors.joining("\n"));
      String script =
          """
          on t {
            add column a text
            add column b integer
            map values n into a { %s
              else null }
            map values v into b { %s
              'v\uD83D\uDE00' -> 100
              'v\uFF5E' -> 101
              else -1 }
          }
          """
              .formatted(numbers, texts);
      assertThat(upAndDown(sqlite, before, script, WayBack.EXACT))
          .isEqualTo(upAndDown(postgres, before, script, WayBack.EXACT))
          .contains("'n-50' | 0 | 1 | -50 | 'v0'")
          .contains("NULL | 1 | 2 | 0 | 'v1'")
          .contains("NULL | 10 | 3 | 49 | 'v10'")
          .contains("NULL | -1 | 4 | 50 | 'V0'")
          .contains("NULL | -1 | 5 | NULL | NULL")
          .contains("NULL | -1 | 6 | 7 | ''")
          .contains("NULL | 101 | 7 | 49 |")
          .contains("'n8' | 100 | 8 | 8 |");
    }
  }

  @Test
  void valuesThatLookLikeSqlAreValues() throws SQLException {
    try (Laboratory sqlite = Laboratory.sqlite();
        Laboratory postgres = Laboratory.postgres()) {
      List<String> before =
          List.of(
              "create table t (id integer primary key, v text, w text)",
              "insert into t values (1, '''; drop table t; --', 'a''); delete from t; --|b'),"
                  + " (2, '\"$1\" ? :x @y {n} $$ %s \\', '|'), (3, '/* '' */', '{n}|''{t}''')");
      String script =
          """
          on t {
            map values v {
              '''; drop table t; --'   -> '"$1" ? :x @y {n} $$ %s \\'
              '"$1" ? :x @y {n} $$ %s \\' -> '''; drop table t; --'
              '/* '' */'               -> '*/ '''
            }
            split w at first '|' into (l text, r text)
            update set w = l || '''; drop table t; --{n}' saving
            add column x text filled with '{n} ''; --' || v
            combine v, r with ''' || ''' into (both text)
          }
          """;
      assertThat(upAndDown(sqlite, before, script, WayBack.EXACT_WITH_SAVED))
          .isEqualTo(upAndDown(postgres, before, script, WayBack.EXACT_WITH_SAVED))
          .contains("'a'); delete from t; --'; drop table t; --{n}'")
          .contains("'*/ '' || ''{t}''");
    }
  }

  /** What the database holds between the two. */
  private static String upAndDown(
      Laboratory laboratory, List<String> before, String script, WayBack expected)
      throws SQLException {
    laboratory.fill(before);
    String start = laboratory.digest();
    Compiled compiled = laboratory.check(script);
    assertThat(compiled.diagnostics()).isEmpty();
    assertThat(compiled.wayBack()).isEqualTo(expected);
    RunResult up = laboratory.up(compiled);
    assertThat(up.diagnostics()).isEmpty();
    String between = laboratory.meaning();
    assertThat(laboratory.down().diagnostics()).isEmpty();
    assertThat(laboratory.digest().equals(start)).as("as at the start").isTrue();
    return between;
  }
}
