package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts decide, from the command line: parameters, parts, repeatable ones, hooks. */
class ScriptCommandsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void parametersComeFromTheCallTheEnvironmentTheFileAndTheDefault(String dialect) {
    try (Workshop shop = new Workshop(dialect, folder)) {
      shop.migration(
          "001_shards",
          "param first text\nparam second text = 'default'\n"
              + "create table a_{first} { id int }\ncreate table b_{second} { id int }");
      assertThat(shop.mig("check").err() + shop.mig("check").out())
          .contains("E401", "nothing says what first is", "MIG_PARAM_FIRST");
      shop.shell.write("mig.toml", "[params]\nfirst = \"file\"\n");
      assertThat(shop.mig("check", "--expanded").out())
          .contains("create table a_file", "create table b_default");
      assertThat(shop.mig("check", "--expanded", "--set", "first=call").out())
          .contains("create table a_call");
      Shell.Result up = shop.mig("up", "--set", "FIRST=call", "--set", "second=x y");
      assertThat(up.exit()).as(up.all()).isEqualTo(1);
      assertThat(up.err()).contains("E409", "'x y' cannot be part of a name");
      Shell.Result unknown = shop.mig("up", "--set", "frist=1");
      assertThat(unknown.exit()).isEqualTo(1);
      assertThat(unknown.err()).contains("E412", "the nearest: first");
      assertThat(shop.columns()).containsExactly("id", "name");
      Shell.Result right = shop.mig("up", "--set", "first=call");
      assertThat(right.exit()).as(right.all()).isZero();
      shop.shell.write("mig.toml", "");
      Shell.Result redo = shop.mig("redo", "--yes");
      assertThat(redo.exit()).as(redo.all()).isEqualTo(1);
      assertThat(redo.err()).contains("E401", "nothing says what first is");
      assertThat(shop.applied()).containsExactly("shards");
      assertThat(shop.mig("redo", "--yes", "--set", "first=other").exit()).isZero();
      assertThat(shop.mig("status").exit()).isZero();
      assertThat(shop.mig("verify").exit()).isZero();
    }
  }

  @Test
  void theEnvironmentGoesBeforeTheFile() {
    Shell shell = new Shell(folder);
    shell.write("mig.toml", "[params]\nname = \"file\"\n");
    shell.write("migrations/001_a.mig", "param name text\ncreate table t_{name} { id int }\n");
    shell.environment.put("MIG_PARAM_NAME", "env");
    assertThat(shell.mig("check", "--expanded").out()).contains("create table t_env");
    assertThat(shell.mig("check", "--expanded", "--set", "name=call").out())
        .contains("create table t_call");
  }

  @Test
  void settingsThatCannotBeUsedAreTold() {
    Shell shell = new Shell(folder);
    shell.write("migrations/001_a.mig", "create table t { id int }\n");
    shell.write("mig.toml", "[params]\nname = [1]\n[hooks]\nbefor = \"x\"\n");
    Shell.Result result = shell.mig("check");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .contains("params.name", "hooks.befor", "the nearest: before")
        .doesNotContain("\tat ");
    shell.write("mig.toml", "[hooks]\nbefore = \"gone.mig\"\n");
    assertThat(shell.mig("check").err()).contains("gone.mig");
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theSecondPartWaitsUntilItIsAskedFor(String dialect) {
    try (Workshop shop = new Workshop(dialect, folder)) {
      shop.migration(
          "001_contact",
          "expand {\n  add column users.contact text\n  fill users.contact = name\n}\n"
              + "contract {\n  drop column users.name saving\n}");
      shop.migration("002_after", "after contact\nadd column users.more int");
      Shell.Result up = shop.mig("up");
      assertThat(up.exit()).as(up.all()).isZero();
      assertThat(up.out()).contains("left  contact/contract", "mig up contact/contract");
      assertThat(shop.applied()).containsExactly("contact", "after");
      Shell.Result status = shop.mig("status");
      assertThat(status.exit()).as(status.all()).isZero();
      assertThat(status.out()).contains("2 applied, 0 pending", "  waits      contact/contract");
      assertThat(shop.mig("plan").out()).isEqualTo("nothing is pending\n");
      shop.migration(
          "001_contact",
          "expand {\n  add column users.contact text\n  fill users.contact = name\n}\n"
              + "contract {\n  drop column users.name losing\n}");
      assertThat(shop.mig("status").out()).doesNotContain("edited");
      Shell.Result contract = shop.mig("up", "--contract", "--yes");
      assertThat(contract.exit()).as(contract.all()).isZero();
      assertThat(shop.applied()).containsExactly("contact", "after", "contact/contract");
      assertThat(shop.mig("status").out()).contains("3 applied, 0 pending");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void statusFindsASchemaThatWasChangedByHand(String dialect) {
    try (Workshop shop = new Workshop(dialect, folder)) {
      shop.migration("001_a", "add column users.a int");
      assertThat(shop.mig("up").exit()).isZero();
      assertThat(shop.mig("status").exit()).isZero();
      shop.sql("alter table users add column sneaked int", "create table other (id int)");
      Shell.Result status = shop.mig("status");
      assertThat(status.exit()).as(status.all()).isEqualTo(1);
      assertThat(status.all())
          .contains("R709", "the schema is not as the history left it", "users", "other")
          .contains("mig verify shows what is different");
    }
  }

  @Test
  void partsAreWrittenInTheirOrderAndNothingStandsBesideThem() {
    Shell shell = new Shell(folder);
    shell.sql("create table t (id int primary key, a int)");
    shell.write(
        "migrations/001_a.mig",
        """
        contract { drop column t.a losing }
        expand { add column t.b int }
        add column t.c int
        on t { contract { drop column a losing } }
        """);
    String found = shell.mig("check").all();
    assertThat(found)
        .contains("expand comes before contract", "this stands neither in expand nor in contract");
    assertThat(shell.mig("check").exit()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void repeatableOnesAreAppliedAgainWhenTheyChange(String dialect) {
    try (Workshop shop = new Workshop(dialect, folder)) {
      shop.migration("001_rule", view("id"));
      assertThat(shop.mig("up").exit()).isZero();
      assertThat(shop.mig("up").out()).isEqualTo("nothing is pending\n");
      shop.migration("001_rule", "-- the same\n" + view("id"));
      assertThat(shop.mig("up").out()).isEqualTo("nothing is pending\n");
      shop.migration("001_rule", view("id, name"));
      assertThat(shop.mig("status").out()).contains("pending", "mig up applies it again");
      assertThat(shop.mig("verify").exit()).isZero();
      Shell.Result again = shop.mig("up");
      assertThat(again.exit()).as(again.all()).isZero();
      assertThat(shop.applied()).containsExactly("rule");
      assertThat(shop.mig("history").out().lines().filter(l -> l.contains("applied"))).hasSize(2);
      assertThat(shop.mig("down").exit()).isZero();
      assertThat(shop.applied()).isEmpty();
    }
  }

  private static String view(String columns) {
    StringBuilder script = new StringBuilder("migration rule every change\n");
    for (String dialect : new String[] {"postgres", "sqlite"}) {
      script.append(
          "sql %s $$ drop view if exists v $$ reverse $$ select 1 $$\n".formatted(dialect));
      script.append(
          "sql %s $$ create view v as select %s from users $$ reverse $$ drop view v $$\n"
              .formatted(dialect, columns));
    }
    return script.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void hooksGoAroundEveryMigrationAndMeanNothing(String dialect) {
    try (Workshop shop = new Workshop(dialect, folder)) {
      shop.migration("001_a", "add column users.a int");
      shop.migration("002_b", "add column users.b int");
      shop.shell.write(
          "mig.toml", "[hooks]\nbefore = \"hooks/b.mig\"\nafter = [\"hooks/a.mig\"]\n");
      shop.shell.write("hooks/b.mig", "require exists table users\n");
      shop.shell.write("hooks/a.mig", "assert no users where id < 0\n");
      Shell.Result one = shop.mig("up", "1");
      assertThat(one.exit()).as(one.all()).isZero();
      shop.shell.write("hooks/a.mig", "assert no users where id > 0\n");
      assertThat(shop.mig("status").out()).doesNotContain("edited");
      Shell.Result two = shop.mig("up");
      assertThat(two.exit()).as(two.all()).isEqualTo(1);
      assertThat(two.err()).contains("D211", "hooks/a.mig:1");
      assertThat(shop.applied()).containsExactly("a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aLibraryMayGrowAndTheFileMayGo(String dialect) throws IOException {
    try (Workshop shop = new Workshop(dialect, folder)) {
      shop.shell.write(
          "migrations/lib/all.mig", "define noted(table t) { add column t.note text }\n");
      shop.migration(
          "001_note", "include 'lib/all.mig'\nfor each table t like 'users' { noted(t) }");
      assertThat(shop.mig("up").exit()).isZero();
      shop.shell.write(
          "migrations/lib/all.mig",
          """
          define noted(table t) { add column t.note text }
          define never(table t) { drop table t losing }
          """);
      assertThat(shop.mig("status").exit()).isZero();
      shop.shell.write(
          "migrations/lib/all.mig", "define noted(table t) { add column t.note int }\n");
      assertThat(shop.mig("status").out() + shop.mig("status").err()).contains("edited");
      Files.delete(folder.resolve("migrations/001_note.mig"));
      Shell.Result down = shop.mig("down", "--yes");
      assertThat(down.exit()).as(down.all()).isZero();
      assertThat(shop.applied()).isEmpty();
    }
  }
}
