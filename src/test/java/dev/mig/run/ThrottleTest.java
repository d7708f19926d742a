package dev.mig.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mig.database.Failure;
import dev.mig.database.Strain;
import dev.mig.database.Strain.Kind;
import dev.mig.database.StrainLimits;
import dev.mig.database.StrainQuery;
import dev.mig.schema.QName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits for real, on real databases. */
@Timeout(60)
class ThrottleTest {
  private static final Duration OFTEN = Duration.ofMillis(100);

  /** Strain as long as the table of switches has a row of this name. */
  private static final StrainLimits BUSY =
      StrainLimits.OFF.withQuery("SELECT count(*) FROM switches WHERE name = 'busy'");

  private static final String OPEN =
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND state LIKE 'idle in transaction%'";

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Throttle.Listener listener =
      new Throttle.Listener(
          strain -> told.add("begun " + strain.kind().setting()),
          strain -> told.add("ended " + strain.kind().setting()));

  private static Shop shop(String dialect) throws SQLException {
    Shop shop = Shop.open(dialect);
    execute(shop, "CREATE TABLE switches (name varchar(20))");
    return shop;
  }

  private static void execute(Shop shop, String sql) throws SQLException {
    try (Connection connection = shop.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void switchOn(Shop shop) throws SQLException {
    execute(shop, "INSERT INTO switches VALUES ('busy')");
  }

  private static void switchOff(Shop shop) throws SQLException {
    execute(shop, "DELETE FROM switches");
  }

  private Throttle throttle(Shop shop, StrainLimits limits, Duration interval) {
    return new Throttle(shop.database(), QName.of("users"), limits, interval, listener);
  }

  /** A worker of its own; what it throws comes out of {@code get}. */
  private static CompletableFuture<Boolean> pass(Throttle throttle, Shop shop) {
    CompletableFuture<Boolean> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try (Connection connection = shop.database().connect()) {
                result.complete(throttle.pass(connection));
              } catch (SQLException | InterruptedException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private static void untilWaiting(Throttle throttle) throws InterruptedException {
    while (throttle.current().isEmpty()) {
      Thread.sleep(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void waitsWhileThereIsStrainAndSaysSoOnce(String dialect) throws Exception {
    try (Shop shop = shop(dialect);
        Connection connection = shop.database().connect()) {
      Throttle throttle = throttle(shop, BUSY, OFTEN);
      assertThat(throttle.pass(connection)).isTrue();
      assertThat(told).isEmpty();
      assertThat(throttle.waited()).isEmpty();

      switchOn(shop);
      Thread.sleep(OFTEN);
      CompletableFuture<Boolean> waiting = pass(throttle, shop);
      untilWaiting(throttle);
      assertThat(throttle.current().map(Strain::reason)).contains("the query of [throttle] says 1");
      Thread.sleep(400);
      assertThat(waiting).isNotDone();
      switchOff(shop);
      assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
      assertThat(told).containsExactly("begun query", "ended query");
      assertThat(throttle.current()).isEmpty();
      assertThat(throttle.waited().get(Kind.QUERY)).isGreaterThan(Duration.ofMillis(350));
    }
  }

  @Test
  void asksNoMoreOftenThanTheIntervalSays() throws Exception {
    try (Shop shop = shop("sqlite");
        Connection connection = shop.database().connect()) {
      Throttle throttle = throttle(shop, BUSY, Throttle.INTERVAL);
      long start = System.nanoTime();
      assertThat(throttle.pass(connection)).isTrue();
      switchOn(shop);
      // Within the interval nobody asks, so nobody notices.
      for (int i = 0; i < 1000; i++) {
        assertThat(throttle.pass(connection)).isTrue();
      }
      assertThat(System.nanoTime() - start).isLessThan(Throttle.INTERVAL.toNanos());
      Thread.sleep(Throttle.INTERVAL);
      CompletableFuture<Boolean> waiting = pass(throttle, shop);
      untilWaiting(throttle);
      switchOff(shop);
      assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aStopOrAnInterruptEndsTheWait() throws Exception {
    try (Shop shop = shop("sqlite");
        Connection connection = shop.database().connect()) {
      switchOn(shop);
      Throttle throttle = throttle(shop, BUSY, OFTEN);
      CompletableFuture<Boolean> one = pass(throttle, shop);
      untilWaiting(throttle);
      CompletableFuture<Boolean> other = pass(throttle, shop);
      throttle.stop();
      assertThat(one.get(1, TimeUnit.SECONDS)).isFalse();
      assertThat(other.get(1, TimeUnit.SECONDS)).isFalse();
      assertThat(throttle.pass(connection)).isFalse();
      assertThat(told).containsExactly("begun query", "ended query");

      Throttle interrupted = throttle(shop, BUSY, OFTEN);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> interrupted.pass(connection))
          .isInstanceOf(InterruptedException.class);
      assertThat(interrupted.current()).isEmpty();
    }
  }

  @Test
  void workersWaitTogetherAndOneOfThemTells() throws Exception {
    try (Shop shop = shop("postgres")) {
      switchOn(shop);
      Throttle throttle = throttle(shop, BUSY, OFTEN);
      List<CompletableFuture<Boolean>> workers =
          List.of(pass(throttle, shop), pass(throttle, shop), pass(throttle, shop));
      untilWaiting(throttle);
      Thread.sleep(200);
      assertThat(workers).noneMatch(CompletableFuture::isDone);
      switchOff(shop);
      for (CompletableFuture<Boolean> worker : workers) {
        assertThat(worker.get(30, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(told).containsExactly("begun query", "ended query");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void aQueryThatFailsStopsTheJob(String dialect) throws Exception {
    try (Shop shop = shop(dialect);
        Connection connection = shop.database().connect()) {
      Throttle throttle =
          throttle(shop, StrainLimits.OFF.withQuery("SELECT load FROM nowhere"), OFTEN);
      StrainQuery.Failed failed =
          catchThrowableOfType(StrainQuery.Failed.class, () -> throttle.pass(connection));
      assertThat(Failure.explain(failed).summary())
          .isEqualTo("the setting throttle.query cannot be used");
      assertThat(failed.getMessage()).contains("nowhere");
    }
  }

  @Test
  void nothingIsHeldWhileItWaits() throws Exception {
    try (Shop shop = shop("postgres");
        Connection connection = shop.database().connect()) {
      connection.setAutoCommit(false);
      Throttle throttle = throttle(shop, BUSY, OFTEN);
      assertThatThrownBy(() -> throttle.pass(connection)).isInstanceOf(IllegalStateException.class);
      connection.setAutoCommit(true);
      switchOn(shop);
      CompletableFuture<Boolean> waiting = pass(throttle, shop);
      untilWaiting(throttle);
      // While it asks there is a short transaction; one that is held would never be gone.
      while (!shop.ask(OPEN).equals(List.of("0"))) {
        Thread.sleep(5);
      }
      assertThat(waiting).isNotDone();
      throttle.stop();
      assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
    }
  }

  @Test
  void aLookBeforeTheCommitSeesWhoWaitsForOurLocks() throws Exception {
    StrainLimits waiters = StrainLimits.DEFAULTS.whileInTransaction();
    try (Shop shop = shop("postgres");
        Connection connection = shop.database().connect();
        Statement statement = connection.createStatement()) {
      Throttle throttle = throttle(shop, waiters, OFTEN);
      shop.database().begin(connection, false);
      statement.execute("UPDATE users SET name = 'batch' WHERE id = 1");
      throttle.look(connection);
      CompletableFuture<Void> behind =
          CompletableFuture.runAsync(
              () -> {
                try {
                  execute(Shop.at(shop.url()), "UPDATE users SET name = 'app' WHERE id = 1");
                } catch (SQLException e) {
                  throw new AssertionError(e);
                }
              });
      Thread.sleep(500);
      throttle.look(connection);
      connection.commit();
      shop.database().end(connection);
      assertThat(throttle.pass(connection)).isTrue();
      assertThat(told).containsExactly("begun lock-waiters", "ended lock-waiters");
      assertThat(throttle.waited().get(Kind.LOCK_WAITERS))
          .isBetween(Duration.ofMillis(100), Duration.ofSeconds(5));
      behind.join();
      // What was seen is answered; nothing is left of it.
      assertThat(throttle.pass(connection)).isTrue();
      assertThat(told).hasSize(2);
    }
  }
}
