package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command on a migration that stopped half-way: it is told of, gone on with, or refused. */
class HalfDoneTest {
  @TempDir Path folder;

  private Backfill stopped(String dialect) throws Exception {
    Backfill fill = new Backfill(dialect, folder, 600, "batches of 10 pause 50ms");
    Shell.Result up = stopped(fill, "up");
    assertThat(up.exit()).as(up.all()).isEqualTo(4);
    assertThat(up.err())
        .contains("error[B805] job 1 over users is cancelled", "mig up goes on from there");
    return fill;
  }

  /** A run that another process stops between two batches. */
  private static Shell.Result stopped(Backfill fill, String... arguments) throws Exception {
    Process run = fill.start(arguments);
    fill.awaitMoved(20);
    String job = fill.rows("select max(id) from " + fill.ledger("job")).getFirst();
    assertThat(fill.shell.mig("jobs", "cancel", job).exit()).isZero();
    return OtherProcess.finish(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void itIsNotCheckedAgainAndUpGoesOn(String dialect) throws Exception {
    try (Backfill fill = stopped(dialect)) {
      Shell.Result check = fill.shell.mig("check");
      assertThat(check.exit()).as(check.all()).isZero();
      assertThat(check.out())
          .containsPattern(
              "norm is half done: \\d+ % of users moved by job 1, which was cancelled; mig up goes"
                  + " on with it, mig down takes it back\n")
          .endsWith("nothing else is pending\n");
      assertThat(fill.shell.mig("plan").err()).contains("norm is half done");
      assertThat(fill.shell.mig("plan", "norm").err()).contains("error[B804] norm is half done");
      assertThat(fill.shell.mig("up", "--dry-run").err()).contains("first  norm is half done");
      assertThat(fill.shell.mig("status", "--json").out())
          .contains("\"state\":\"begun\"", "\"partsDone\":1,\"parts\":3,\"jobs\":[1]");

      Shell.Result up = fill.shell.mig("up");
      assertThat(up.exit()).as(up.all()).isZero();
      assertThat(up.out())
          .contains("applied  norm  600 rows")
          .endsWith("nothing else is pending\n");
      assertThat(fill.changed()).isEqualTo(fill.once());
      assertThat(fill.rows("select kind from " + fill.ledger("event") + " order by id"))
          .containsExactly("begun", "failed", "resumed", "applied");
      assertThat(fill.shell.mig("status").out()).contains("; went on after a stop\n");
      assertThat(fill.shell.mig("verify").exit()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void downTakesBackWhatIsDone(String dialect) throws Exception {
    try (Backfill fill = new Backfill(dialect, folder, 600, "batches")) {
      fill.shell.write(
          "migrations/001_norm.mig",
          """
          migration norm
          in batches of 10 pause 20ms { update users set hits = hits + 1 saving }
          """);
      assertThat(stopped(fill, "up").exit()).isEqualTo(4);
      assertThat(fill.shell.mig("down", "--dry-run").out())
          .contains("would take back what is done of norm: ");
      Shell.Result down = fill.shell.mig("down");
      assertThat(down.exit()).as(down.all()).isZero();
      assertThat(down.out()).contains("taken back  norm");
      assertThat(fill.rows("select count(*) from users where hits = 0")).containsExactly("600");
      assertThat(fill.shell.mig("status").out()).contains("0 applied, 1 pending");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatWasNotSavedIsNotTakenBack(String dialect) throws Exception {
    try (Backfill fill = stopped(dialect)) {
      Shell.Result down = fill.shell.mig("down", "norm");
      assertThat(down.exit()).as(down.all()).isEqualTo(1);
      assertThat(down.err()).contains("error[L302] what is done of norm cannot be taken back");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void runGoesOnWithItsFile(String dialect) throws Exception {
    try (Backfill fill = stopped(dialect)) {
      Shell.Result run = fill.shell.mig("run", "migrations/001_norm.mig");
      assertThat(run.exit()).as(run.all()).isZero();
      assertThat(run.out()).contains("applied  norm  600 rows");
      assertThat(fill.changed()).isEqualTo(fill.once());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void anEditedFileIsRefused(String dialect) throws Exception {
    try (Backfill fill = stopped(dialect)) {
      fill.shell.write(
          "migrations/001_norm.mig", "migration norm\nadd column users.norm varchar(200)\n");
      Shell.Result up = fill.shell.mig("up");
      assertThat(up.exit()).isEqualTo(1);
      assertThat(up.err())
          .contains("error[B804] norm is half done, and its file was edited since it began");
      assertThat(fill.shell.mig("run", "migrations/001_norm.mig").err()).contains("error[B804]");
      assertThat(fill.shell.mig("status").exit()).isEqualTo(1);
      assertThat(fill.rows("select count(*) from users where hits = 0")).doesNotContain("0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void downGoesOnWithWhatIsHalfTakenBack(String dialect) throws Exception {
    try (Backfill fill = new Backfill(dialect, folder, 600, "batches")) {
      fill.shell.write(
          "migrations/001_norm.mig",
          """
          migration norm
          in batches of 10 pause 20ms { update users set hits = hits + 1 saving }
          """);
      assertThat(fill.shell.mig("up").exit()).isZero();
      Shell.Result down = stopped(fill, "down");
      assertThat(down.exit()).as(down.all()).isEqualTo(4);
      assertThat(down.err()).contains("error[B805]", "mig down norm goes on from there");
      assertThat(fill.shell.mig("status").out())
          .contains(
              "half done  norm  down, ", "mig down goes on with it", "0 applied, 1 half done");
      assertThat(fill.shell.mig("up").err())
          .contains("error[B804] norm is half taken back", "mig down goes on with it");

      Shell.Result again = fill.shell.mig("down");
      assertThat(again.exit()).as(again.all()).isZero();
      assertThat(again.out()).contains("taken back  norm");
      assertThat(fill.rows("select hits, count(*) from users group by hits"))
          .containsExactly("0|600");
      assertThat(fill.shell.mig("status").out()).contains("0 applied, 1 pending");
    }
  }
}
