package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code check}, {@code plan}, {@code up}, {@code down}, {@code status} and {@code run} on a folder
 * of migrations.
 */
class UpDownTest {
  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
    shell.sql("create table users (id integer primary key, name text not null)");
    shell.sql("insert into users values (1, 'Ada Lovelace'), (2, 'Plato')");
    shell.write(
        "migrations/001_add_age.mig",
        "migration add_age 'How old they are'\nadd column users.age integer\n");
    shell.write("migrations/002_rename_age.mig", "rename column users.age to years\n");
  }

  @Test
  void allThatIsPendingIsCheckedInTheWorldThatTheOthersLeave() {
    Shell.Result result = shell.mig("check");
    assertThat(result.exit()).as(result.all()).isZero();
    assertThat(result.out())
        .contains("add_age", "rename_age", "back: exact")
        .endsWith("no problem in 2 migrations; nothing was written\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void checkAndPlanAndStatusWriteNothing() {
    List<String> everything = shell.rows("select name, sql from sqlite_master order by name");
    shell.mig("check");
    shell.mig("plan");
    shell.mig("status");
    shell.mig("up", "--dry-run");
    assertThat(shell.rows("select name, sql from sqlite_master order by name"))
        .isEqualTo(everything);
  }

  @Test
  void withoutADatabaseFileNoneIsMadeByLooking() throws Exception {
    Files.delete(folder.resolve("app.db"));
    shell.mig("status");
    shell.mig("check");
    assertThat(folder.resolve("app.db")).doesNotExist();
  }

  @Test
  void whatOnlyARunFindsOutIsRemarkedAndWhatTheCheckHasSaidIsNotSaidTwice() {
    shell.write(
        "migrations/003_cher.mig",
        """
        sql sqlite $$ insert into users (id, name) values (3, 'Cher') $$
          reverse $$ delete from users where id = 3 $$
          affects users
        expect no users where name = 'Cher'
        """);
    Shell.Result late = shell.mig("up");
    assertThat(late.exit()).as(late.all()).isZero();
    assertThat(late.err())
        .contains("warning[D211] 1 of 3 rows of users meets this condition", "003_cher.mig:4:8");
    shell.write("migrations/004_plato.mig", "expect no users where name = 'Plato'");
    Shell.Result early = shell.mig("up");
    assertThat(early.exit()).as(early.all()).isZero();
    assertThat(early.err()).containsOnlyOnce("warning[D211]");
  }

  @Test
  void checkOfAFileTakesWhatComesBeforeIt() {
    Shell.Result result = shell.mig("check", "migrations/002_rename_age.mig");
    assertThat(result.exit()).as(result.all()).isZero();
    assertThat(result.out()).contains("in 002_rename_age.mig").doesNotContain("add_age  ");
  }

  @Test
  void checkAsJsonTellsTheReverseOfEveryStatement() {
    Shell.Result result = shell.mig("check", "--json");
    assertThat(result.json().get("outcome").getAsString()).isEqualTo("done");
    assertThat(result.json().getAsJsonArray("migrations").get(0).getAsJsonObject().toString())
        .contains("\"reverse\":\"exact\"", "\"line\":2", "add column users.age integer");
  }

  @Test
  void whatComesAfterARefusedOneIsNamedButNotChecked() {
    shell.write("migrations/001_add_age.mig", "add column user.age integer\n");
    Shell.Result result = shell.mig("check");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("N101", "not checked  rename_age").containsOnlyOnce("error[");
  }

  @Test
  void planShowsTheSqlOfBothWays() {
    assertThat(shell.mig("plan").out())
        .contains("migration add_age (", "How old they are", "alter table \"users\"", "COMMIT;");
    assertThat(shell.mig("plan", "add_age", "--down").out())
        .contains("add_age")
        .doesNotContain("rename_age")
        .contains("drop column");
    assertThat(shell.mig("plan", "--json").json().getAsJsonArray("plans")).hasSize(2);
    shell.mig("up");
    assertThat(shell.mig("plan", "add_age", "--down").out()).contains("drop column");
  }

  @Test
  void planOfAnUnknownNameNamesTheNearest() {
    Shell.Result result = shell.mig("plan", "add_agee");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("G506", "add_age");
  }

  @Test
  void upRunsAllAndDownTakesThemBack() {
    List<String> start = shell.schema();
    Shell.Result up = shell.mig("up");
    assertThat(up.exit()).as(up.all()).isZero();
    assertThat(up.out()).contains("applied  add_age", "applied  rename_age", "done, 2 migrations");
    assertThat(shell.rows("select years from users")).containsExactly("null", "null");
    assertThat(shell.mig("up").out()).isEqualTo("nothing is pending\n");
    Shell.Result down = shell.mig("down", "2");
    assertThat(down.exit()).as(down.all()).isZero();
    assertThat(down.out()).containsSubsequence("rename_age", "add_age");
    assertThat(shell.rows("select * from users order by id"))
        .containsExactly("1|Ada Lovelace", "2|Plato");
    assertThat(shell.schema()).isEqualTo(start);
    assertThat(shell.mig("down").out()).contains("nothing is applied");
  }

  @Test
  void downGoesToANameAndTheNameWithIt() {
    shell.mig("up");
    Shell.Result result = shell.mig("down", "add_age", "--json");
    assertThat(result.exit()).isZero();
    assertThat(result.json().getAsJsonArray("migrations")).hasSize(2);
    shell.mig("up");
    assertThat(shell.mig("down", "rename_aeg").err()).contains("G506", "rename_age");
    assertThat(shell.mig("down", "--dry-run").out()).contains("would take back  rename_age");
    assertThat(shell.mig("status").exit()).isZero();
  }

  @Test
  void onATerminalDownAsksAndTakesNoForAnAnswer() {
    shell.mig("up");
    shell.terminals = new Surroundings.Terminals(true, true, true);
    shell.input = "n\n";
    Shell.Result no = shell.mig("down");
    assertThat(no.exit()).isEqualTo(1);
    assertThat(no.err()).contains("[y/N]", "nothing was changed");
    shell.input = "y\n";
    assertThat(shell.mig("down").exit()).isZero();
    shell.input = "";
    assertThat(shell.mig("down", "--yes").exit()).isZero();
  }

  @Test
  void statusTellsWhatStandsWhere() {
    Shell.Result pending = shell.mig("status");
    assertThat(pending.exit()).isEqualTo(1);
    assertThat(pending.out()).contains("pending", "0 applied, 2 pending");
    shell.mig("up");
    Shell.Result applied = shell.mig("status", "--json");
    assertThat(applied.exit()).isZero();
    assertThat(
            applied
                .json()
                .getAsJsonArray("migrations")
                .get(0)
                .getAsJsonObject()
                .get("state")
                .getAsString())
        .isEqualTo("applied");
  }

  @Test
  void aFileEditedAfterItWasAppliedIsTold() {
    shell.mig("up");
    List<String> schema = shell.schema();
    shell.write(
        "migrations/001_add_age.mig",
        "migration add_age 'How old they are'  -- a remark only\nadd column   users.age integer\n");
    assertThat(shell.mig("status").exit()).isZero();
    shell.write(
        "migrations/001_add_age.mig",
        "migration add_age 'How old they are' add column users.age text\n");
    for (String command : List.of("status", "up", "check")) {
      Shell.Result result = shell.mig(command);
      assertThat(result.exit()).as(command).isEqualTo(1);
      assertThat(result.all()).containsOnlyOnce("error[G504]");
    }
    assertThat(shell.schema()).isEqualTo(schema);
  }

  @Test
  void aFileThatIsGoneIsTold() throws Exception {
    shell.mig("up");
    Files.delete(folder.resolve("migrations/002_rename_age.mig"));
    Shell.Result result = shell.mig("status");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.all()).contains("G505", "missing");
    assertThat(shell.mig("down").exit()).isZero();
    assertThat(shell.mig("status").exit()).isZero();
  }

  @Test
  void runTakesOneScriptFromAnywhere() {
    shell.write("fix.mig", "migration fix\nadd column users.fixed integer\n");
    Shell.Result dry = shell.mig("run", "fix.mig", "--dry-run");
    assertThat(dry.out()).contains("alter table");
    Shell.Result result = shell.mig("run", "fix.mig");
    assertThat(result.exit()).as(result.all()).isZero();
    assertThat(shell.mig("run", "fix.mig").out()).contains("applied already");
    shell.write("fix.mig", "migration fix\nadd column users.fixed text\n");
    assertThat(shell.mig("run", "fix.mig").exit()).isEqualTo(1);
    assertThat(shell.mig("down", "fix").exit()).isZero();
    shell.input = "migration piped add column users.piped text";
    assertThat(shell.mig("run", "-").exit()).isZero();
  }

  @Test
  void runWantsWhatItComesAfter() {
    shell.write("fix.mig", "migration fix\nafter add_agee\nadd column users.fixed integer\n");
    Shell.Result result = shell.mig("run", "fix.mig");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("G502", "add_agee");
  }

  @Test
  void onPostgresTheSame() throws SQLException {
    try (TestDatabase database = TestPostgres.create()) {
      try (Connection connection = database.connection();
          Statement statement = connection.createStatement()) {
        statement.execute("create table users (id integer primary key, name text not null)");
      }
      shell.environment.put("MIG_URL", database.url());
      assertThat(shell.mig("status").exit()).isEqualTo(1);
      Shell.Result up = shell.mig("up");
      assertThat(up.exit()).as(up.all()).isZero();
      Shell.Result status = shell.mig("status", "--json");
      assertThat(status.exit()).isZero();
      assertThat(status.json().get("database").getAsString()).startsWith("postgres://");
      assertThat(shell.mig("plan", "add_age", "--down").out()).contains("drop column");
      assertThat(shell.mig("down", "2").exit()).isZero();
      assertThat(shell.mig("status").exit()).isEqualTo(1);
    }
  }

  /** What a trigger of the user's own refuses, no check can tell. */
  private void letATriggerRefuseUpdates() {
    shell.sql(
        "create trigger frozen before update of name on users begin select raise(abort, 'frozen');"
            + " end");
  }

  @Test
  void whatFailsInTheRunIsRolledBack() {
    letATriggerRefuseUpdates();
    List<String> start = shell.schema();
    shell.write(
        "fix.mig", "add column users.nick text\nupdate users set name = upper(name) saving\n");
    Shell.Result result = shell.mig("run", "fix.mig", "--json");
    assertThat(result.exit()).as(result.all()).isEqualTo(3);
    assertThat(result.json().get("outcome").getAsString()).isEqualTo("failed");
    assertThat(shell.schema()).isEqualTo(start);
    assertThat(shell.rows("select name from users order by id"))
        .containsExactly("Ada Lovelace", "Plato");
  }

  @Test
  void whatWasDoneBeforeAFailureStaysAndTheExitSaysSo() {
    letATriggerRefuseUpdates();
    shell.write("migrations/003_upper.mig", "update users set name = upper(name) saving\n");
    Shell.Result result = shell.mig("up");
    assertThat(result.exit()).as(result.all()).isEqualTo(4);
    assertThat(result.out()).contains("applied  add_age", "applied  rename_age");
    assertThat(result.err()).contains("2 migrations before it are done and stay done");
    Shell.Result status = shell.mig("status", "--json");
    assertThat(status.exit()).isEqualTo(1);
    assertThat(
            status
                .json()
                .getAsJsonArray("migrations")
                .get(2)
                .getAsJsonObject()
                .get("state")
                .getAsString())
        .isEqualTo("failed");
  }

  @Test
  void onATerminalALossNobodySpeaksOfIsAskedAbout() {
    shell.mig("up");
    shell.sql("update users set years = 36");
    shell.write("migrations/003_drop.mig", "drop column users.years\n");
    shell.terminals = new Surroundings.Terminals(true, true, true);
    shell.input = "\n";
    Shell.Result no = shell.mig("up");
    assertThat(no.exit()).isEqualTo(1);
    assertThat(no.err()).contains("L301", "[y/N]", "nothing was written");
    assertThat(shell.mig("up", "--strict", "--yes").exit()).isEqualTo(1);
    assertThat(shell.rows("select years from users")).containsExactly("36", "36");
    assertThat(shell.mig("up", "--yes").exit()).isZero();
    assertThat(shell.mig("down", "--yes").err()).contains("L302");
  }

  @Test
  void samplesAreLeftOutWhenNobodyMaySeeThem() {
    shell.write("a.mig", "split users.name at first ' ' into (a text, b text)\n");
    assertThat(shell.mig("check", "a.mig").out()).contains("D204", "Plato");
    Shell.Result without = shell.mig("check", "a.mig", "--no-samples");
    assertThat(without.out()).contains("D204").doesNotContain("Plato");
    assertThat(shell.mig("check", "a.mig", "--no-samples", "--json").all()).doesNotContain("Plato");
  }

  @Test
  void colouredOutputIsTheSameText() {
    String plain = shell.mig("check", "--color", "never").out();
    String coloured = shell.mig("check", "--color", "always").out();
    assertThat(coloured).contains("\u001B[");
    assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(plain);
  }
}
