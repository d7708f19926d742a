package dev.mig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.run.RunListener;
import dev.mig.run.RunResult;
import dev.mig.run.RunResult.Outcome;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run goes on from was changed by hand, or another run is at it. */
class HandsTest {
  private static final int ROWS = 300;
  private static final String SCRIPT =
      "add column items.seen boolean\n"
          + Cargo.COUNT.script("of 50")
          + "drop column items.seen losing\n";

  private static final String DAMAGED = "unfinished moving cannot be trusted";
  private static final String CHANGED = "the schema was changed since moving was interrupted";

  static Stream<List<String>> hands() {
    Map<String, String> hands = new LinkedHashMap<>();
    hands.put("update OWNattempt set record = replace(record, 'hits + 1', 'hits + 2')", DAMAGED);
    hands.put("update OWNattempt set record = 'x'", DAMAGED);
    hands.put("update OWNattempt set record = '{}'", DAMAGED);
    hands.put("update OWNattempt set schema_now = 'x'", DAMAGED);
    hands.put("update OWNattempt set remembered = 'x'", DAMAGED);
    hands.put("update OWNattempt set next_stage = 99", DAMAGED);
    hands.put("delete from OWNrange", "job 1 over items is not whole");
    hands.put("drop table items", CHANGED + "[table items was dropped");
    hands.put("alter table items drop column hits", CHANGED + "[table items was changed");
    hands.put("alter table items add column more text", CHANGED + "[table items was changed");
    return Stream.of("postgres", "sqlite")
        .flatMap(d -> hands.entrySet().stream().map(e -> List.of(d, e.getKey(), e.getValue())));
  }

  @ParameterizedTest
  @MethodSource("hands")
  void isRefusedAndNothingIsChanged(List<String> hand) throws SQLException {
    try (Site site = Cargo.COUNT.site(hand.getFirst(), ROWS)) {
      site.begin(SCRIPT, 2);
      site.execute(hand.get(1).replace("OWN", site.own("")));
      String before = site.state();
      RunResult result = site.goOn();
      assertThat(result.outcome()).isIn(Outcome.REFUSED, Outcome.PARTIAL);
      assertThat(Site.said(result)).contains(hand.get(2));
      assertThat(site.state().equals(before)).as(Site.said(result)).isTrue();
    }
  }

  /** The second waits for the first, then has nothing left to do. */
  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void twoRunsAtOnce(String dialect) throws Exception {
    try (Site site = Cargo.COUNT.site(dialect, ROWS)) {
      site.begin(SCRIPT, 2);
      CompletableFuture<RunResult> other = CompletableFuture.supplyAsync(() -> goOn(site));
      RunResult one = goOn(site);
      assertThat(one.done()).as(Site.said(one)).isTrue();
      assertThat(other.get(60, TimeUnit.SECONDS).done()).isTrue();
      Cargo.COUNT.once(site, ROWS);
    }
  }

  /** A run whose lock went with its connection comes back when another has done all of it. */
  @Test
  void aRunThatLostItsLockDoesNothingTwice() throws Exception {
    try (Site site = Cargo.COUNT.site("postgres", ROWS)) {
      site.begin(SCRIPT, 2);
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      AtomicBoolean first = new AtomicBoolean(true);
      RunListener listener =
          Site.moved(
              m -> {
                if (first.getAndSet(false)) {
                  inside.countDown();
                  await(go);
                }
              });
      CompletableFuture<RunResult> one = CompletableFuture.supplyAsync(() -> goOn(site, listener));
      await(inside);
      site.ask(
          "select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory' and"
              + " database = (select oid from pg_database where datname = current_database())");
      assertThat(Site.said(site.goOn())).isEqualTo("DONE");
      String after = site.state();
      go.countDown();
      RunResult late = one.get(60, TimeUnit.SECONDS);
      assertThat(late.outcome()).as(Site.said(late)).isEqualTo(Outcome.PARTIAL);
      assertThat(Site.said(late)).contains("B804 another run has gone on with moving");
      assertThat(site.state()).isEqualTo(after);
      Cargo.COUNT.once(site, ROWS);
    }
  }

  /** The clock of the machine that goes on is behind that of the one that began. */
  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void noClockDecides(String dialect) throws SQLException {
    try (Site site = Cargo.COUNT.site(dialect, ROWS)) {
      site.begin(SCRIPT, 2);
      site.execute("update " + site.own("attempt") + " set began_at = '2999-01-01T00:00:00.000Z'");
      assertThat(Site.said(site.goOn())).isEqualTo("DONE");
      Cargo.COUNT.once(site, ROWS);
    }
  }

  private static RunResult goOn(Site site) {
    return goOn(site, RunListener.SILENT);
  }

  private static RunResult goOn(Site site, RunListener listener) {
    try {
      return site.goOn(listener);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
