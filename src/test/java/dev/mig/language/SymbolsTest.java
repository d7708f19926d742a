package dev.mig.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names stand for; the caret is the broken bar, a place that gives the name has a mark. */
class SymbolsTest {
  private static final String USERS =
      """
      create table users {
        id integer primary key
        full_name text not null
        check named (full_name <> '')
      }
      """;

  private static List<String> named(Scripts scripts) {
    Symbols symbols = scripts.symbols();
    return symbols
        .at(scripts.file(), scripts.caret())
        .map(o -> scripts.places(symbols.sameName(o)))
        .orElse(List.of());
  }

  private static List<String> all(Scripts scripts) {
    Symbols symbols = scripts.symbols();
    return symbols
        .at(scripts.file(), scripts.caret())
        .map(o -> scripts.places(symbols.of(o.symbol())))
        .orElse(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aColumnIsTheSameInEveryFileAndExpression(String dialect) {
    Scripts scripts =
        Scripts.of(
            dialect,
            "1",
            USERS,
            "2",
            "update users set full_name = upper(u.full_name) from users as u matching u.id ="
                + " users.id",
            "3",
            "split users.full_¦name at first ' ' into (a text, b text) missing b = full_name");
    assertThat(named(scripts))
        .containsExactly("1:3:3!", "1:4:16", "2:1:18", "2:1:38", "3:1:13", "3:1:70");
  }

  @Test
  void aTableIsNamedInFrontOfItsColumnsToo() {
    Scripts scripts =
        Scripts.of(
            "sqlite",
            "1",
            USERS,
            "2",
            """
            create table posts {
              id integer primary key
              author integer references us¦ers.id
            }
            """,
            "3",
            "rename table users to people\nupdate people set full_name = 'x' where people.id = 1",
            "4",
            "assert no people where people.id < 0");
    assertThat(named(scripts)).containsExactly("1:1:14!", "2:3:29", "3:1:14");
    assertThat(all(scripts))
        .containsExactly(
            "1:1:14!", "2:3:29", "3:1:14", "3:1:23!", "3:2:8", "3:2:41", "4:1:11", "4:1:24");
  }

  @Test
  void aNameThatGoesAndComesBackIsAnother() {
    Scripts scripts =
        Scripts.of(
            "sqlite",
            "1",
            USERS,
            "2",
            "rename column users.full_name to name\ndrop column users.name saving\n"
                + "add column users.full_name text\nfill users.full_n¦ame = 'x'");
    assertThat(all(scripts)).containsExactly("2:3:18!", "2:4:12");
  }

  @Test
  void constraintsAndIndexes() {
    Scripts check = Scripts.of("sqlite", "1", USERS, "2", "drop check users.nam¦ed");
    assertThat(all(check)).containsExactly("1:4:9!", "2:1:18");
    Scripts index =
        Scripts.of(
            "sqlite",
            "1",
            USERS,
            "2",
            "add index by_name on users (full_name)",
            "3",
            "rename index by_n¦ame to by_full_name\ndrop index by_full_name");
    assertThat(all(index)).containsExactly("2:1:11!", "3:1:14", "3:1:25!", "3:2:12");
  }

  @Test
  void definitionsOfOtherFilesAndTheirParameters() {
    Scripts scripts =
        Scripts.of(
            "sqlite",
            "lib/audit",
            "define audited(table t) {\n  add column t.changed text\n}",
            "1",
            USERS,
            "2",
            "include 'lib/audit'\naud¦ited(users)");
    assertThat(all(scripts)).containsExactly("2:2:1", "lib/audit:1:8!");
    Scripts parameter =
        Scripts.of(
            "sqlite", "1", "define audited(table t) {\n  add column ¦t.changed text\n}\nlet t = 1");
    assertThat(all(parameter)).containsExactly("1:1:22!", "1:2:14");
  }

  @Test
  void valuesAndLoops() {
    Scripts value =
        Scripts.of(
            "sqlite",
            "1",
            USERS,
            "2",
            "let who = 'Ada'\nupdate users set full_name = who where full_name <> w¦ho");
    assertThat(all(value)).containsExactly("2:1:5!", "2:2:30", "2:2:53");
    Scripts loop =
        Scripts.of(
            "sqlite",
            "1",
            USERS,
            "2",
            "for each table t {\n  add column ¦t.note text\n}\nlet t = 1");
    assertThat(all(loop)).containsExactly("2:1:16!", "2:2:14");
    Scripts block =
        Scripts.of(
            "sqlite",
            "1",
            "if true {\n  let ¦n = 1\n  assert count users = n\n}\nassert count users = n");
    assertThat(all(block)).containsExactly("1:2:7!", "1:3:24");
  }

  @Test
  void whatIsOlderThanTheScriptsHasNoBirth() {
    Scripts scripts = Scripts.of("sqlite", "1", "update us¦ers set x = 1");
    assertThat(named(scripts)).isEmpty();
    assertThat(scripts.symbols().in("1")).isEmpty();
  }
}
