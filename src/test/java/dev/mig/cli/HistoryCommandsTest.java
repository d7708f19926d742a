package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify}, {@code repair}, {@code history}, tags, and what {@code status} tells apart. */
class HistoryCommandsTest {
  private static final String EDITED = "migration age\nadd column users.age bigint\n";

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = new Shell(folder);
    shell.sql("create table users (id integer primary key, name text not null)");
    shell.sql("insert into users values (1, 'Ada')");
    shell.write("migrations/001_age.mig", "migration age\nadd column users.age integer\n");
    shell.write("migrations/002_years.mig", "rename column users.age to years\n");
  }

  private void up() {
    Shell.Result up = shell.mig("up");
    assertThat(up.exit()).as(up.all()).isZero();
  }

  /** What no check knows of. */
  private void letATriggerRefuseUpdates() {
    shell.sql(
        "create trigger frozen before update of name on users begin select raise(abort, 'frozen');"
            + " end");
  }

  @Test
  void withoutALedgerThereIsNothingToCompareWith() {
    List<String> before = shell.rows("select name from sqlite_master order by name");
    Shell.Result verify = shell.mig("verify");
    assertThat(verify.exit()).as(verify.all()).isZero();
    assertThat(verify.out())
        .isEqualTo("nothing was ever applied here, so there is nothing to compare with\n");
    assertThat(shell.mig("repair").out()).isEqualTo("there is nothing to repair\n");
    assertThat(shell.mig("history").out()).isEqualTo("nothing ever happened here\n");
    assertThat(shell.rows("select name from sqlite_master order by name")).isEqualTo(before);
  }

  @Test
  void verifyShowsWhatWasChangedByHandAsADifference() {
    up();
    assertThat(shell.mig("verify").out()).isEqualTo("all is as the history says\n");
    shell.sql("alter table users add column extra varchar(20) not null default ''");
    Shell.Result verify = shell.mig("verify");
    assertThat(verify.exit()).isEqualTo(1);
    assertThat(verify.out())
        .contains(
            "error[R709] table users was changed by hand",
            "mig repair --accept-schema",
            "     + \"extra\" varchar(20) not null default ('')\n",
            "1 thing is not as the history says; mig repair asks about each\n");
    Shell.Result json = shell.mig("verify", "--json");
    assertThat(json.codes()).containsExactly("R709");
    JsonObject finding = json.json().getAsJsonArray("findings").get(0).getAsJsonObject();
    assertThat(finding.get("kind").getAsString()).isEqualTo("schema");
    assertThat(finding.get("object").getAsString()).isEqualTo("table users");
    assertThat(finding.get("diff").toString()).contains("+ \\\"extra\\\"");
    assertThat(finding.get("mend").toString()).isEqualTo("[\"mig repair --accept-schema\"]");
    assertThat(shell.mig("verify", "--color", "always").out()).contains("\u001B[32m+ \"extra\"");
    shell.sql("alter table users drop column extra");
    assertThat(shell.mig("verify").exit()).isZero();
  }

  @Test
  void statusSaysHowEachCameToStandAsItDoes() {
    letATriggerRefuseUpdates();
    up();
    shell.mig("down", "--yes");
    shell.write("migrations/003_bad.mig", "update users set name = upper(name) saving\n");
    Shell.Result failed = shell.mig("up");
    assertThat(failed.exit()).as(failed.all()).isEqualTo(4);
    shell.mig("down", "--yes");
    Shell.Result status = shell.mig("status");
    assertThat(status.out())
        .containsPattern("pending +years +\\S*002_years.mig; taken back \\d{4}-")
        .containsPattern("failed +bad +\\S+; failed \\d{4}-.*: R703 .*frozen.*; mig up tries it");
    JsonObject bad =
        shell.mig("status", "--json").json().getAsJsonArray("migrations").get(2).getAsJsonObject();
    assertThat(bad.get("mend").toString()).isEqualTo("[\"mig up\"]");
    assertThat(bad.get("eventAt").getAsString()).startsWith("20");
  }

  @Test
  void statusTellsOfRowsAndEventsThatWereChangedByHand() {
    up();
    assertThat(shell.mig("status").out()).endsWith("mig verify compares the schema, too\n");
    shell.sql("update mig_migration set plan_down = '{}' where name = 'age'");
    shell.sql("delete from mig_event where id = 1");
    Shell.Result status = shell.mig("status", "--json");
    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.codes()).containsExactly("R710", "R711");
    assertThat(status.json().getAsJsonArray("findings")).hasSize(2);
    assertThat(shell.mig("verify").out()).contains("R710", "R711");
  }

  @Test
  void anEditedFileIsRestoredOrAccepted() {
    up();
    String before = shell.read("migrations/001_age.mig");
    shell.write("migrations/001_age.mig", EDITED);
    Shell.Result listed = shell.mig("repair");
    assertThat(listed.exit()).isEqualTo(1);
    assertThat(listed.out())
        .contains(
            "- add column users.age integer",
            "+ add column users.age bigint",
            "mig repair age --accept-edit",
            "nothing was changed; say which of these is to be done, by its option\n");
    Shell.Result dry = shell.mig("repair", "age", "--restore-file", "--dry-run");
    assertThat(dry.exit()).as(dry.all()).isZero();
    assertThat(dry.out()).endsWith("would repair  age  the file gets back the text that was run\n");
    assertThat(shell.read("migrations/001_age.mig")).isEqualTo(EDITED);

    assertThat(shell.mig("repair", "age", "--restore-file").exit()).isZero();
    assertThat(shell.read("migrations/001_age.mig")).isEqualTo(before);
    assertThat(shell.mig("status").exit()).isZero();

    shell.write("migrations/001_age.mig", EDITED);
    Shell.Result accepted = shell.mig("repair", "age", "--accept-edit");
    assertThat(accepted.exit()).as(accepted.all()).isZero();
    assertThat(accepted.out()).contains("+ add column users.age bigint", "repaired  age");
    assertThat(shell.mig("status").exit()).isZero();
    assertThat(shell.mig("verify").exit()).isZero();
    assertThat(shell.rows("select source from mig_migration where name = 'age'"))
        .containsExactly(EDITED);
    assertThat(shell.rows("select kind from mig_event order by id"))
        .containsExactly("applied", "applied", "repaired", "repaired");
    Shell.Result down = shell.mig("down", "age", "--yes");
    assertThat(down.exit()).as(down.all()).isZero();
  }

  @Test
  void aMissingFileIsMadeAgainOrForgotten() throws Exception {
    up();
    String before = shell.read("migrations/001_age.mig");
    Files.delete(folder.resolve("migrations/001_age.mig"));
    assertThat(shell.mig("repair", "age", "--restore-file").exit()).isZero();
    assertThat(shell.read("migrations/001_age.mig")).isEqualTo(before);
    Files.delete(folder.resolve("migrations/002_years.mig"));
    Shell.Result forgotten = shell.mig("repair", "years", "--forget");
    assertThat(forgotten.exit()).as(forgotten.all()).isZero();
    assertThat(shell.rows("select name from mig_migration")).containsExactly("age");
    assertThat(shell.mig("verify").exit()).isZero();
    assertThat(shell.schema().getFirst()).contains("years");
  }

  @Test
  void aFileOfAnotherMigrationIsNotOverwritten() {
    up();
    shell.write("migrations/001_age.mig", "migration other\nadd column users.x integer\n");
    Shell.Result result = shell.mig("repair", "age", "--restore-file");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("P603", "there is a file").contains("nothing was changed");
    assertThat(shell.rows("select count(*) from mig_event where kind = 'repaired'"))
        .containsExactly("0");
    assertThat(shell.read("migrations/001_age.mig")).startsWith("migration other");
  }

  @Test
  void downNeedsNoFile() throws Exception {
    up();
    Files.delete(folder.resolve("migrations/001_age.mig"));
    Files.delete(folder.resolve("migrations/002_years.mig"));
    Shell.Result down = shell.mig("down", "2", "--yes");
    assertThat(down.exit()).as(down.all()).isZero();
    assertThat(shell.schema().getFirst()).doesNotContain("age", "years");
    assertThat(shell.mig("verify").exit()).isZero();
  }

  @Test
  void onATerminalEachIsAskedAbout() {
    up();
    shell.write("migrations/001_age.mig", EDITED);
    shell.sql("create table a (id integer)", "create table b (id integer)");
    shell.sql("update mig_event set rows_touched = 9 where id = 1");
    shell.terminals = new Surroundings.Terminals(true, false, true);
    shell.input = "\n\n\n";
    Shell.Result nothing = shell.mig("repair");
    assertThat(nothing.exit()).isEqualTo(1);
    assertThat(nothing.out()).endsWith("nothing was changed\n");
    shell.input = "2\nx\n1\n";
    Shell.Result some = shell.mig("repair");
    assertThat(some.exit()).as("one is left").isEqualTo(1);
    assertThat(some.err())
        .contains(
            "  1  the file gets back the text that was run\n",
            "  2  the file as it is now counts as what was applied\n",
            "Which? [1 to 2; Enter leaves it as it is] ");
    assertThat(some.out())
        .contains("table a was made by hand", "table b was made by hand")
        .contains("repaired  age  the file as it is now", "repaired  the schema as it is now");
    assertThat(shell.mig("verify", "--json").codes()).containsExactly("R711");
    shell.input = "1\n";
    assertThat(shell.mig("repair").exit()).isZero();
    assertThat(shell.mig("verify").exit()).isZero();
  }

  @Test
  void aWrongCallOfRepairChangesNothing() {
    up();
    Shell.Result unknown = shell.mig("repair", "agge", "--forget");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no migration agge", "the nearest: age");
    for (String[] wrong :
        new String[][] {
          {"repair", "--accept-edit"},
          {"repair", "age", "--accept-edit", "--forget"},
          {"repair", "age", "--accept-schema"},
          {"history", "--limit", "0"},
        }) {
      Shell.Result result = shell.mig(wrong);
      assertThat(result.exit()).as(result.all()).isEqualTo(2);
      assertThat(result.err()).contains("P605");
    }
    Shell.Result none = shell.mig("repair", "age", "--accept-edit");
    assertThat(none.exit()).isEqualTo(1);
    assertThat(none.err()).contains("error[G511] nothing of age is put right by --accept-edit");
    assertThat(shell.rows("select count(*) from mig_event")).containsExactly("2");
  }

  @Test
  void historyTellsWhatHappenedTheNewestLast() {
    up();
    shell.mig("down", "--yes");
    Shell.Result history = shell.mig("history");
    assertThat(history.exit()).isZero();
    assertThat(history.out())
        .containsPattern(
            "(?s)applied +age +0 rows · .*@.*applied +years .*taken back +years +0 rows");
    assertThat(shell.mig("history", "age").out().lines()).hasSize(1);
    Shell.Result last = shell.mig("history", "--limit", "1");
    assertThat(last.out()).contains("taken back").doesNotContain("applied");
    assertThat(last.err()).contains("2 events before these");
    JsonObject event =
        shell.mig("history", "--json").json().getAsJsonArray("events").get(2).getAsJsonObject();
    assertThat(event.get("event").getAsString()).isEqualTo("reverted");
    assertThat(event.get("by").getAsString()).contains("@");
    Shell.Result unknown = shell.mig("history", "yeers");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("the nearest: years");
  }

  @Test
  void aTagNamesAStateToWhichDownComesBack() {
    Shell.Result up = shell.mig("up", "--tag", "v1.0");
    assertThat(up.exit()).as(up.all()).isZero();
    assertThat(up.out()).endsWith("tagged  years  v1.0\n");
    shell.write("migrations/003_more.mig", "add column users.more integer\n");
    shell.write("migrations/004_most.mig", "add column users.most integer\n");
    up();
    assertThat(shell.mig("status").out()).contains(" · tag v1.0\n");
    assertThat(shell.mig("history").out()).containsPattern("tagged +years +v1.0 · ");
    Shell.Result taken = shell.mig("up", "--tag", "v1.0");
    assertThat(taken.exit()).isEqualTo(1);
    assertThat(taken.err()).contains("error[G510] there is a tag v1.0 already, on years");
    assertThat(shell.mig("up", "--tag", "age").err()).contains("is the name of a migration");
    Shell.Result near = shell.mig("down", "v1.1", "--yes");
    assertThat(near.exit()).isEqualTo(2);
    assertThat(near.err()).contains("the nearest: v1.0");
    Shell.Result down = shell.mig("down", "v1.0", "--yes");
    assertThat(down.exit()).as(down.all()).isZero();
    assertThat(shell.rows("select name from mig_migration order by number"))
        .containsExactly("age", "years");
    assertThat(shell.mig("down", "v1.0", "--yes").out())
        .isEqualTo("nothing was applied after v1.0\n");
    assertThat(shell.mig("verify").exit()).isZero();
  }

  @Test
  void whatDidNotGoWellIsNotTagged() {
    letATriggerRefuseUpdates();
    shell.write("migrations/003_bad.mig", "update users set name = upper(name) saving\n");
    Shell.Result up = shell.mig("up", "--tag", "v1");
    assertThat(up.exit()).isEqualTo(4);
    assertThat(up.err()).contains("not tagged v1, because not everything is applied");
    assertThat(shell.rows("select count(*) from mig_migration where tag is not null"))
        .containsExactly("0");
  }

  @Test
  void savedRowsThatAreGoneAreTold() {
    shell.write("migrations/003_lower.mig", "update users set name = lower(name) saving\n");
    up();
    assertThat(shell.mig("verify").exit()).isZero();
    String table =
        shell.rows("select name from sqlite_master where name like 'mig_saved_%'").getFirst();
    shell.sql("drop table " + table);
    Shell.Result verify = shell.mig("verify");
    assertThat(verify.exit()).isEqualTo(1);
    assertThat(verify.out()).contains("error[R713] what lower saved is gone", "mig saved purge");
    String name = table.substring("mig_saved_".length());
    assertThat(shell.mig("saved", "purge", name, "--yes").exit()).isZero();
    assertThat(shell.mig("verify").exit()).isZero();
  }

  @Test
  void theLedgerOfANewerVersionIsRefusedByEveryCommand() {
    up();
    shell.sql("update mig_event set format = 3 where id = 2");
    List<String> before = shell.rows("select * from mig_event");
    for (String command :
        List.of(
            "check",
            "plan",
            "up",
            "up --tag v1",
            "down --yes",
            "status",
            "history",
            "verify",
            "repair",
            "repair age --forget",
            "repair --reseal-events",
            "saved",
            "work")) {
      Shell.Result result = shell.mig(command.split(" "));
      assertThat(result.exit()).as(command).isEqualTo(1);
      assertThat(result.all()).as(command).contains("R707");
    }
    assertThat(shell.rows("select * from mig_event")).isEqualTo(before);
  }
}
