package dev.mig.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mig.run.RunResult;
import dev.mig.run.RunResult.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The server's processes for a run are ended at random moments; the run connects again. */
class KilledBackendTest {
  /** How long a busy machine may take to recover. */
  private static final int MOST_SECONDS = 120;

  private static final int KILLS = Integer.getInteger("mig.kills", 4);
  private static final int ROWS = KILLS < 50 ? 900 : 3_000;

  /** Of several workers one is hit, and the others take its range over. */
  private static final List<String> PACES =
      List.of("of 15 pause 1ms", "of 15 pause 1ms parallel 2", "of 15 pause 1ms parallel 4");

  private final Random random = new Random(20_260_102);
  private final Semaphore batches = new Semaphore(0);
  private int kills;
  private int alone;
  private int helped;
  private int rows;
  private int rounds;

  @Test
  void byAnotherSession() throws Exception {
    while (kills < KILLS) {
      for (Cargo cargo : Cargo.values()) {
        round(cargo, false);
      }
    }
    tell("ended by pg_terminate_backend");
  }

  /** The postmaster ends all other sessions then, too, and the server recovers. */
  @Test
  void bySigkill() throws Exception {
    assumeTrue(System.getenv("MIG_TEST_POSTGRES_URL") == null, "a server on this machine");
    while (kills < KILLS) {
      for (Cargo cargo : Cargo.values()) {
        round(cargo, true);
      }
    }
    tell("killed by SIGKILL");
  }

  private void tell(String how) {
    System.out.printf(
        "postgres: %d backends %s, %d ways gone by the run itself, %d taken up again, %d rows%n",
        kills, how, alone, helped, rows);
  }

  private void round(Cargo cargo, boolean hard) throws Exception {
    String pace = PACES.get(rounds++ % PACES.size());
    try (Site site = cargo.site("postgres", ROWS)) {
      if (hard) {
        // A backend that dies takes what the server has not yet written with it, else.
        site.execute(
            "do $$ begin execute format('alter database %I set synchronous_commit = on',"
                + " current_database()); end $$");
      }
      String before = site.state();
      disturbed(site, hard, () -> site.up(cargo.script(pace), counted()));
      cargo.once(site, ROWS);
      assertThat(site.state()).isEqualTo(cargo.undisturbed("postgres", ROWS, PACES.getFirst()));
      rows += ROWS;
      disturbed(site, hard, () -> site.down(counted()));
      assertThat(site.state()).isEqualTo(before);
    }
  }

  private dev.mig.run.RunListener counted() {
    return Site.moved(
        m -> {
          if (m.holding() == null) {
            batches.release();
          }
        });
  }

  private interface Way {
    RunResult run() throws SQLException;
  }

  private void disturbed(Site site, boolean hard, Way way) throws Exception {
    batches.drainPermits();
    CompletableFuture<RunResult> run = CompletableFuture.supplyAsync(() -> quietly(way));
    int most = hard ? 3 : 6;
    for (int i = 0; i < most && !run.isDone(); i++) {
      batches.drainPermits();
      int wanted = 1 + random.nextInt(40);
      while (!run.isDone() && !batches.tryAcquire(wanted, 20, TimeUnit.MILLISECONDS)) {
        Thread.onSpinWait();
      }
      // Not always right behind a batch: in the midst of the next one, too.
      TimeUnit.MICROSECONDS.sleep(random.nextInt(2_000));
      kills += run.isDone() ? 0 : kill(site, hard);
    }
    RunResult result = run.get();
    if (result.outcome() == Outcome.DONE) {
      alone++;
    }
    List<String> said = new ArrayList<>(List.of(Site.said(result)));
    while (result.outcome() != Outcome.DONE) {
      assertThat(result.outcome()).as(said.toString()).isEqualTo(Outcome.PARTIAL);
      helped++;
      awaitRecovery(site);
      result = site.goOn();
      said.add(Site.said(result));
      assertThat(said).hasSizeLessThan(10);
    }
  }

  /** A server that lost a backend takes no connection until it has recovered. */
  private static void awaitRecovery(Site site) throws Exception {
    for (int tries = 0; ; tries++) {
      try (Connection open = site.connect()) {
        assertThat(open.isValid(1)).isTrue();
        return;
      } catch (SQLException e) {
        if (tries == MOST_SECONDS) {
          throw e;
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  private static RunResult quietly(Way way) {
    try {
      return way.run();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends one of the sessions of the run, whichever. */
  private int kill(Site site, boolean hard) throws SQLException {
    try (Connection connection = site.connect();
        Statement statement = connection.createStatement()) {
      List<Long> pids = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              "select pid from pg_stat_activity where datname = current_database()"
                  + " and application_name = 'mig' and pid <> pg_backend_pid() order by pid")) {
        while (row.next()) {
          pids.add(row.getLong(1));
        }
      }
      if (pids.isEmpty()) {
        return 0;
      }
      long pid = pids.get(random.nextInt(pids.size()));
      if (hard) {
        return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false) ? 1 : 0;
      }
      statement.execute("select pg_terminate_backend(" + pid + ")");
      return 1;
    } catch (SQLException recovering) {
      if (hard) {
        return 0;
      }
      throw recovering;
    }
  }
}
