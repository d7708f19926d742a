package dev.mig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.run.Background;
import dev.mig.run.RunListener;
import dev.mig.run.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code in background}: recorded by {@code mig up}, done by any number of {@code mig work}. */
class WorkTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void twoProcessesDoEveryRowOnceAndOneOfThemFinishesTheMigration(String dialect) throws Exception {
    try (Backfill fill = new Backfill(dialect, folder, 3000, "background of 50 pause 20ms")) {
      Shell.Result up = fill.shell.mig("up");
      assertThat(up.exit()).as(up.all()).isZero();
      assertThat(up.out())
          .contains("half done  norm  0 % of users moved by job 1; mig work does the rest");
      Shell.Result status = fill.shell.mig("status");
      assertThat(status.exit()).isEqualTo(1);
      assertThat(status.out()).contains("half done  norm", "0 applied, 1 half done, 0 pending");

      List<Process> workers = List.of(fill.start("work"), fill.start("work", "--parallel", "2"));
      List<Shell.Result> ends = new ArrayList<>();
      for (Process worker : workers) {
        ends.add(OtherProcess.finish(worker));
      }

      assertThat(ends).allSatisfy(end -> assertThat(end.exit()).as(end.all()).isZero());
      assertThat(ends.stream().filter(end -> end.out().contains("applied  norm  3 000 rows")))
          .as(ends.toString())
          .hasSize(1);
      assertThat(fill.changed()).isEqualTo(fill.once());
      assertThat(fill.shell.mig("status").exit()).isZero();
      assertThat(fill.rows("select kind from " + fill.ledger("event") + " order by id"))
          .containsExactly("begun", "applied");
    }
  }

  @ParameterizedTest
  @CsvSource({"postgres, 2", "postgres, 4", "sqlite, 2", "sqlite, 4"})
  void ofSeveralProcessesOneIsKilledAndTheOthersTakeItsRangeOver(String dialect, int processes)
      throws Exception {
    try (Backfill fill = new Backfill(dialect, folder, 4000, "background of 20 pause 100ms")) {
      assertThat(fill.shell.mig("up").exit()).isZero();
      List<Process> workers = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        workers.add(fill.start("work"));
      }
      fill.awaitMoved(400);
      workers.getFirst().destroyForcibly().waitFor();
      for (Process worker : workers.subList(1, processes)) {
        Shell.Result end = OtherProcess.finish(worker);
        assertThat(end.exit()).as(end.all()).isZero();
      }
      assertThat(fill.changed()).isEqualTo(fill.once());
      assertThat(fill.shell.mig("status").exit()).isZero();
      assertThat(fill.rows("select count(*) from " + fill.ledger("range"))).containsExactly("0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void askedToStopItFinishesItsBatchAndAnotherGoesOn(String dialect) throws Exception {
    try (Backfill fill = new Backfill(dialect, folder, 2000, "background of 20 pause 20ms")) {
      assertThat(fill.shell.mig("up").exit()).isZero();
      Process worker = fill.start("work");
      fill.awaitMoved(100);
      // Process.destroy would close its streams, too.
      worker.toHandle().destroy();
      Shell.Result end = OtherProcess.finish(worker);
      assertThat(end.exit()).as(end.all()).isEqualTo(128 + 15);
      assertThat(end.err()).contains("mig: stopped; mig work goes on where this was");
      assertThat(fill.moved()).isBetween(100L, 1999L);
      assertThat(fill.rows("select sum(hits) from users"))
          .containsExactly(Long.toString(fill.moved()));

      assertThat(fill.shell.mig("work").exit()).isZero();
      assertThat(fill.changed()).isEqualTo(fill.once());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"work", "up"})
  void whatIsLeftAfterTheLastRowIsDoneByWhoeverComesNext(String next) throws Exception {
    for (String dialect : List.of("postgres", "sqlite")) {
      try (Backfill fill =
          new Backfill(dialect, folder.resolve(dialect), 500, "background of 100")) {
        assertThat(fill.shell.mig("up").exit()).isZero();
        Database database = Databases.open(fill.url(), Map.of());
        Background background =
            new Background(
                database, new Runner.Settings("test", Duration.ofSeconds(5), RunListener.SILENT));
        // As by a process that was killed when the last row was moved.
        background.work(background.next(Set.of(), null).orElseThrow(), 1);
        assertThat(fill.changed()).isEqualTo(fill.once());
        assertThat(fill.shell.mig("status").out()).contains("half done", "2 of 3 parts are done");

        Shell.Result end = fill.shell.mig(next);
        assertThat(end.exit()).as(end.all()).isZero();
        assertThat(end.out()).contains("applied  norm  500 rows");
        assertThat(fill.shell.mig("status").exit()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void whatNeedsTheHalfDoneOneWaitsAndTheOthersRun(String dialect) throws Exception {
    try (Backfill fill = new Backfill(dialect, folder, 300, "background of 100")) {
      fill.shell.write(
          "migrations/002_flag.mig", "migration flag\nadd column users.flag integer\n");
      fill.shell.write(
          "migrations/003_later.mig", "migration later\nafter norm\nadd column orders.x integer\n");
      fill.shell.write("migrations/004_tax.mig", "migration tax\nadd column orders.tax integer\n");
      fill.shell.write(
          "migrations/005_reads.mig",
          "migration reads\nupdate orders set total = (count(*) from users) losing\n");

      Shell.Result up = fill.shell.mig("up");
      assertThat(up.exit()).as(up.all()).isEqualTo(4);
      assertThat(up.out()).contains("applied  tax").doesNotContain("applied  flag");
      assertThat(up.err())
          .contains(
              "error[B810] flag cannot run yet: it needs users, which is being changed by norm",
              "error[B810] later cannot run yet: it comes after norm",
              "error[B810] reads cannot run yet: it needs users, which is being changed by norm",
              "norm is half done: 0 % of users moved by job 1; mig work does the rest");
      Shell.Result check = fill.shell.mig("check", "--json");
      assertThat(check.exit()).isEqualTo(1);
      assertThat(check.codes()).containsExactly("B810", "B810", "B810");
      assertThat(check.json().getAsJsonArray("unfinished").toString()).contains("\"norm\"");

      assertThat(fill.shell.mig("work").exit()).isZero();
      Shell.Result rest = fill.shell.mig("up");
      assertThat(rest.exit()).as(rest.all()).isZero();
      assertThat(rest.out()).contains("applied  flag", "applied  later", "applied  reads");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aRowThatIsRefusedFailsTheJobAndResumingTriesAgain(String dialect) throws Exception {
    try (Backfill fill = new Backfill(dialect, folder, 300, "background of 100")) {
      assertThat(fill.shell.mig("up").exit()).isZero();
      fill.sql("create unique index broken on users (hits) where hits = 1 and id in (7, 207)");
      Shell.Result work = fill.shell.mig("work");
      assertThat(work.exit()).as(work.all()).isEqualTo(4);
      assertThat(work.err()).contains("error[B803]", "mig jobs resume 1 tries again");
      assertThat(fill.shell.mig("jobs").out())
          .contains("failed", "1 row of users cannot be changed");
      assertThat(fill.shell.mig("work").out()).contains("job 1 has failed");

      fill.sql("drop index broken");
      assertThat(fill.shell.mig("jobs", "resume", "1").exit()).isZero();
      Shell.Result again = fill.shell.mig("work");
      assertThat(again.exit()).as(again.all()).isZero();
      assertThat(fill.changed()).isEqualTo(fill.once());
    }
  }
}
