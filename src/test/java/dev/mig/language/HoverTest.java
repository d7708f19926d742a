package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.database.Databases;
import dev.mig.plan.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of the word at the caret, and inside of lines. */
class HoverTest {
  private static final String USERS =
      """
      create table users {
        id integer primary key
        full_name varchar(50) not null
        boss integer references users.id
      }
      """;

  private static String hover(Scripts scripts) {
    return Hover.at(scripts.source(), scripts.caret(), scripts.moments(), scripts.symbols())
        .map(Hover::text)
        .orElse("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aColumnAsOfItsLine(String dialect) {
    String script =
        """
        alter column users.full_name type varchar(90)
        alter column users.full_name drop not null
        rename column users.full_name to title
        update users set title = 'x' where title is null saving
        """;
    assertThat(
            Stream.of("users.full_name type", "users.full_name drop", "to title", "title is")
                .map(w -> w.replaceFirst("_name|it", "¦$0"))
                .map(w -> script.replace(w.replace("¦", ""), w))
                .map(marked -> hover(Scripts.of(dialect, "1.mig", USERS, "2.mig", marked))))
        .containsExactly(
            "```mig\nusers.full_name varchar(50) not null\n```\n\nfrom 1.mig, line 3",
            "```mig\nusers.full_name varchar(90) not null\n```\n\nfrom 1.mig, line 3",
            "```mig\nusers.title varchar(90)\n```\n\nfrom 1.mig, line 3, as full_name",
            "```mig\nusers.title varchar(90)\n```\n\nfrom 1.mig, line 3, as full_name");
  }

  @Test
  void keysOfColumnsAndTables() {
    assertThat(hover(Scripts.of("sqlite", "1", USERS, "2", "fill users.b¦oss = 1")))
        .isEqualTo(
            """
            ```mig
            users.boss integer
            ```

            - `boss` refers to `users(id)` (users_boss_fkey)

            from 1, line 4\
            """);
    assertThat(hover(Scripts.of("sqlite", "1", USERS, "2", "drop table use¦rs saving")))
        .isEqualTo(
            """
            ```mig
            users
              id integer not null
              full_name varchar(50) not null
              boss integer
            ```

            from 1, line 1\
            """);
  }

  @Test
  void statementsFunctionsAndValues() {
    assertThat(hover(Scripts.of("sqlite", "1", "spl¦it"))).startsWith("# split");
    assertThat(hover(Scripts.of("sqlite", "1", USERS + "update users set full_name = upp¦er('x')")))
        .contains("upper(text)");
    assertThat(hover(Scripts.of("sqlite", "1", USERS + "let n = 5\nupdate users set boss = ¦n")))
        .isEqualTo("```mig\nlet n = 5\n```\n\nfrom 1, line 6");
    assertThat(
            hover(
                Scripts.of(
                    "sqlite",
                    "1",
                    "define f(table t) {\n  add column t.x text\n}\n" + "f¦(users)")))
        .isEqualTo("```mig\ndefine f(table t)\n```\n\nfrom 1, line 1");
    assertThat(hover(Scripts.of("sqlite", "1", USERS + "-- a rem¦ark"))).isEmpty();
  }

  @Test
  void waysBackAndTypesInsideOfLines() {
    Scripts scripts =
        Scripts.of(
            "sqlite",
            "1",
            USERS,
            "2",
            "update users set boss = 1 saving -- all\ndelete users where id = 3 losing\n"
                + "assert count users >= 0\n¦");
    List<Hint> hints =
        Hints.of(scripts.source(), scripts.moments(), scripts.symbols(), table -> 12_400);
    assertThat(hints)
        .extracting(h -> h.offset() + " " + h.text())
        .containsExactly(
            "32 up to 12 400 rows · back: exact with saved data",
            "72 up to 12 400 rows · back: none");
    assertThat(hints.getLast().tooltip()).isNotEmpty();
  }

  @Test
  void typesThatAreNotWritten() {
    Scripts scripts =
        Scripts.of(
            "sqlite",
            "1",
            USERS
                + "let since = timestamp '2025-01-01'\nlet few = 3 + 4\n"
                + "extract users.full_name into names (name) as (name_id integer)\n¦");
    assertThat(
            Hints.of(scripts.source(), scripts.moments(), scripts.symbols(), table -> 0).stream()
                .filter(h -> h.kind() == Hint.Kind.TYPE)
                .map(h -> scripts.source().text().substring(h.offset() - 4, h.offset()) + h.text()))
        .containsExactly("ince: timestamp", " few: integer", "name: varchar(50)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theSqlOfAStatement(String dialect) {
    Dialect planner = Databases.dialect(dialect);
    Scripts scripts =
        Scripts.of(
            dialect, "1", USERS, "2", "rename table users to people\nadd column peo¦ple.x text");
    assertThat(StatementSql.of(scripts.moments(), scripts.caret(), planner).orElse(""))
        .containsIgnoringCase("alter table")
        .contains("people")
        .doesNotContain("users");
    Scripts refused = Scripts.of(dialect, "1", "add column peo¦ple.x text");
    assertThat(StatementSql.of(refused.moments(), refused.caret(), planner))
        .isEqualTo(Optional.empty());
  }
}
