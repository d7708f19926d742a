package dev.mig.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.plan.Step;
import dev.mig.run.RunResult.Outcome;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two runners never meet. */
class TwoRunnersTest {
  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theSecondWaitsIsToldOfTheFirstAndFindsNothingToDo(String dialect) throws Exception {
    try (Shop shop = Shop.open(dialect)) {
      Prepared migration = shop.addEmail();
      CountDownLatch secondWaits = new CountDownLatch(1);
      CountDownLatch firstIsIn = new CountDownLatch(1);
      List<String> holders = new ArrayList<>();
      RunListener first =
          new RunListener() {
            @Override
            public void stepStarted(int number, int of, Step step) {
              if (number == 2) {
                firstIsIn.countDown();
                await(secondWaits);
              }
            }
          };
      RunListener second =
          new RunListener() {
            @Override
            public void waiting(String holder) {
              holders.add(holder);
              secondWaits.countDown();
            }
          };
      CompletableFuture<RunResult> one =
          CompletableFuture.supplyAsync(() -> up(Shop.at(shop.url()), first, migration));
      await(firstIsIn);
      RunResult other = up(Shop.at(shop.url()), second, migration);
      assertThat(one.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DONE);
      assertThat(other.outcome()).isEqualTo(Outcome.ALREADY);
      assertThat(holders).hasSize(1);
      assertThat(holders.getFirst()).isNotBlank();
      assertThat(shop.told()).containsExactly("add_email", "applied");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void theSecondGivesUpAndNamesTheFirst(String dialect) throws SQLException {
    try (Shop shop = Shop.open(dialect);
        Runner first = shop.runner()) {
      first.up(shop.prepare("one", Set.of(), List.of(), List.of()));
      Prepared migration = shop.addEmail();
      Runner.Settings hasty =
          new Runner.Settings("test", Duration.ofMillis(300), RunListener.SILENT);
      try (Runner second = new Runner(Shop.at(shop.url()).database(), hasty)) {
        RunResult result = second.up(migration);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        Diagnostic why = result.diagnostics().getFirst();
        assertThat(why.code()).isEqualTo(Code.LOCKED);
      }
      assertThat(first.up(migration).outcome()).isEqualTo(Outcome.DONE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void ofManyProcessesAtOnceOneDoesIt(String dialect)
      throws SQLException, IOException, InterruptedException {
    try (Shop shop = Shop.open(dialect)) {
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        processes.add(OtherProcess.start(shop.url(), "up", "never"));
      }
      List<String> outputs = new ArrayList<>();
      for (Process process : processes) {
        outputs.add(OtherProcess.output(process));
      }
      assertThat(outputs.stream().filter("DONE"::equals)).as(outputs.toString()).hasSize(1);
      // One that checks after the change was made plans it again for the schema that it finds.
      assertThat(outputs).allMatch(o -> o.equals("DONE") || o.equals("ALREADY"));
      assertThat(shop.told()).containsExactly("add_email", "applied");
      assertThat(shop.ask("SELECT count(*) FROM users")).containsExactly("2");
    }
  }

  @Test
  void aSessionEndedByTheServerRollsBackAndIsRecorded() throws SQLException {
    for (int number = 1; number <= 3; number++) {
      try (Shop shop = Shop.open("postgres")) {
        String before = shop.state();
        Prepared migration = shop.addEmail();
        int at = number;
        RunListener killer =
            new RunListener() {
              @Override
              public void stepStarted(int step, int of, Step ignored) {
                if (step == at) {
                  endOtherTransactions(shop);
                }
              }
            };
        try (Runner runner = shop.runner(killer)) {
          RunResult result = runner.up(migration);
          assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
          assertThat(result.diagnostics().getFirst().code()).isEqualTo(Code.CANNOT_CONNECT);
        }
        assertThat(shop.state()).isEqualTo(before);
        assertThat(shop.told()).containsExactly("failed");
        assertThat(shop.up(migration).outcome()).isEqualTo(Outcome.DONE);
      }
    }
  }

  private static void endOtherTransactions(Shop shop) {
    try {
      shop.ask(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname ="
              + " current_database() AND pid <> pg_backend_pid() AND state = 'idle in"
              + " transaction'");
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static RunResult up(Shop shop, RunListener listener, Prepared migration) {
    try (Runner runner = shop.runner(listener)) {
      return runner.up(migration);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nobody came");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
