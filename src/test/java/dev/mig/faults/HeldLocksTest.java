package dev.mig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.run.Movement;
import dev.mig.run.RunListener;
import dev.mig.run.RunResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody else holds what a batch needs: it gives way, says so, gets smaller, and ends right. */
class HeldLocksTest {
  private static final int ROWS = 1_000;
  private static final String SCRIPT = Cargo.COUNT.script("of 400");

  /** What a run tells, and when it first tells that it is held up. */
  private static final class Ear implements RunListener {
    private final CountDownLatch held = new CountDownLatch(1);
    private final List<Movement> told = new CopyOnWriteArrayList<>();

    @Override
    public void moved(Movement movement) {
      told.add(movement);
      if (movement.holding() != null) {
        held.countDown();
      }
    }

    void await() throws InterruptedException {
      assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
    }

    String reasons() {
      return told.stream()
          .map(Movement::holding)
          .filter(Objects::nonNull)
          .distinct()
          .toList()
          .toString();
    }

    /** Rows of the first batch behind a wait. */
    long first() {
      long before =
          told.stream().filter(m -> m.holding() != null).mapToLong(Movement::keys).max().orElse(0);
      return told.stream().filter(m -> m.keys() > before).findFirst().orElseThrow().keys() - before;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "postgres, select * from items where id = 500 for update, somebody else holds a lock",
    "postgres, lock table items in share mode, somebody else holds a lock",
    "sqlite, update items set label = label where id = 500, another process is using"
  })
  void untilItIsFree(String dialect, String lock, String reason) throws Exception {
    try (Site site = Cargo.COUNT.site(dialect, ROWS);
        Connection other = site.connect();
        Statement statement = other.createStatement()) {
      Ear ear = new Ear();
      // What stands before the batches is no part of this.
      site.begin(SCRIPT, 1);
      other.setAutoCommit(false);
      statement.execute(lock);
      CompletableFuture<RunResult> run = go(site, ear);
      ear.await();
      other.rollback();
      assertThat(Site.said(run.get(60, TimeUnit.SECONDS))).isEqualTo("DONE");
      assertThat(ear.reasons()).contains("waiting for others: " + reason);
      assertThat(ear.first()).isLessThanOrEqualTo(200L);
      Cargo.COUNT.once(site, ROWS);
    }
  }

  private static CompletableFuture<RunResult> go(Site site, RunListener listener) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return site.goOn(listener);
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void aDeadlockIsTriedAgain() throws Exception {
    try (Site site = Cargo.COUNT.site("postgres", ROWS)) {
      // The run's session is the one that looks for deadlocks, after it waits for this long.
      site.execute(
          "do $$ begin execute format('alter database %I set deadlock_timeout = ''500ms''',"
              + " current_database()); end $$");
      try (Connection other = site.connect();
          Statement statement = other.createStatement()) {
        Ear ear = new Ear();
        site.begin(SCRIPT, 1);
        statement.execute("set deadlock_timeout = '60s'; set lock_timeout = 0");
        other.setAutoCommit(false);
        // The last row of the second batch, then its first.
        statement.execute("update items set label = label where id = " + id(800));
        CompletableFuture<RunResult> run = go(site, ear);
        awaitWaiting(statement);
        statement.execute("update items set label = label where id = " + id(401));
        ear.await();
        other.rollback();
        assertThat(Site.said(run.get(60, TimeUnit.SECONDS))).isEqualTo("DONE");
        assertThat(ear.reasons()).contains("another session and this one waited for each other");
        Cargo.COUNT.once(site, ROWS);
      }
    }
  }

  @Test
  void aCancelledStatementIsTriedAgain() throws Exception {
    try (Site site = Cargo.COUNT.site("postgres", ROWS);
        Connection other = site.connect();
        Statement statement = other.createStatement()) {
      Ear ear = new Ear();
      site.begin(SCRIPT, 1);
      other.setAutoCommit(false);
      statement.execute("update items set label = label where id = " + id(800));
      CompletableFuture<RunResult> run = go(site, ear);
      awaitWaiting(statement);
      site.ask("select pg_cancel_backend(pid) from pg_stat_activity where " + WAITING);
      ear.await();
      other.rollback();
      assertThat(Site.said(run.get(60, TimeUnit.SECONDS))).isEqualTo("DONE");
      assertThat(ear.reasons()).contains("the database cancelled the statement");
      assertThat(ear.first()).isLessThanOrEqualTo(200L);
      Cargo.COUNT.once(site, ROWS);
    }
  }

  private static final String WAITING = "datname = current_database() and wait_event_type = 'Lock'";

  private static int id(int n) {
    return n * 3 - 1000;
  }

  private static void awaitWaiting(Statement statement) throws SQLException, InterruptedException {
    boolean waits = false;
    while (!waits) {
      TimeUnit.MILLISECONDS.sleep(10);
      // A transaction sees one moment of the server's activity, unless it says otherwise.
      statement.execute("select pg_stat_clear_snapshot()");
      try (ResultSet row =
          statement.executeQuery("select count(*) > 0 from pg_stat_activity where " + WAITING)) {
        waits = row.next() && row.getBoolean(1);
      }
    }
  }
}
