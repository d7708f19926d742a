package dev.mig.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.run.RunResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Others insert, update and delete while rows are filled: nothing of theirs is lost. */
class WritersTest {
  private static final int WRITERS = 3;
  private static final int ROWS = 6_000;

  /** One who writes rows of their own share, and remembers what they wrote last. */
  private static final class Writer {
    private final Site site;
    private final int share;
    private final AtomicBoolean over;
    private final Map<Integer, String> last = new HashMap<>();
    private long longest;
    private int writes;

    Writer(Site site, int share, AtomicBoolean over) {
      this.site = site;
      this.share = share;
      this.over = over;
    }

    Writer write() {
      Random random = new Random(share);
      try (Connection connection = site.connect();
          Statement statement = connection.createStatement()) {
        int fresh = ROWS + share;
        while (!over.get()) {
          int id = 1 + share + WRITERS * random.nextInt(ROWS / WRITERS);
          String label = "by " + share + " at " + writes;
          switch (random.nextInt(4)) {
            case 0 -> {
              fresh += WRITERS;
              time(
                  statement,
                  "insert into items (id, label) values (" + fresh + ", '" + label + "')");
              last.put(fresh, label);
            }
            case 1 -> {
              time(statement, "delete from items where id = " + id);
              last.put(id, "gone");
            }
            default -> {
              time(statement, "update items set label = '" + label + "' where id = " + id);
              if (!"gone".equals(last.get(id))) {
                last.put(id, label);
              }
            }
          }
          Thread.sleep(1);
        }
        return this;
      } catch (SQLException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private void time(Statement statement, String sql) throws SQLException {
      long start = System.nanoTime();
      statement.execute(sql);
      longest = Math.max(longest, System.nanoTime() - start);
      writes++;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "postgres, of 200",
    "sqlite, of 200 pause 2ms",
    "postgres, parallel 2",
    "postgres, of 200 keep in sync",
    "sqlite, of 200 pause 2ms keep in sync",
    "postgres, parallel 2 keep in sync"
  })
  void loseNothing(String dialect, String pace) throws Exception {
    try (Site site =
        Site.open(dialect, "create table items (id integer primary key, label text)")) {
      if (site.sqlite()) {
        // The time that a write takes is to be that of its lock, not of the disk.
        site.ask("pragma journal_mode = wal");
      }
      site.execute("insert into items select n, 'item ' || n from " + site.numbers(ROWS));
      AtomicBoolean over = new AtomicBoolean();
      List<CompletableFuture<Writer>> all = new ArrayList<>();
      String script =
          "add column items.shown text\nin batches "
              + pace
              + " using keyset {"
              + " update items set shown = label || '!' where label is not null }\n";
      List<Writer> writers = new ArrayList<>();
      RunResult result =
          site.up(
              script,
              Site.moved(
                  m -> {
                    // What stands before the batches locks the table for a moment.
                    while (all.size() < WRITERS) {
                      Writer writer = new Writer(site, all.size(), over);
                      all.add(CompletableFuture.supplyAsync(writer::write));
                    }
                    // Without triggers, what is written until the end is left to the sweep, which
                    // does not follow those who write for ever.
                    if (!pace.contains("sync") && m.keys() > ROWS * 9 / 10) {
                      over.set(true);
                    }
                  }));
      over.set(true);
      assertThat(Site.said(result)).isEqualTo("DONE");
      for (CompletableFuture<Writer> each : all) {
        writers.add(each.get());
      }
      compare(site, writers);
      long longest = writers.stream().mapToLong(w -> w.longest).max().orElse(0) / 1_000_000;
      int writes = writers.stream().mapToInt(w -> w.writes).sum();
      System.out.printf(
          "%s, %s: %d writes of others meanwhile, the longest took %d ms%n",
          dialect, pace, writes, longest);
      assertThat(longest).isLessThan(2_000);
    }
  }

  private static void compare(Site site, List<Writer> writers) throws SQLException {
    Map<Integer, String> last = new HashMap<>();
    writers.forEach(w -> last.putAll(w.last));
    Map<Integer, String> labels = new HashMap<>();
    for (String row : site.ask("select id, label, shown from items")) {
      String[] values = row.split("\\|");
      int id = Integer.parseInt(values[0]);
      labels.put(id, values[1]);
      if (!last.containsKey(id)) {
        assertThat(values[2]).isEqualTo("item " + id + "!");
      }
    }
    last.forEach((id, label) -> assertThat(labels.getOrDefault(id, "gone")).isEqualTo(label));
    assertThat(site.ask("select count(*) from items where id <= " + ROWS + " and shown is null"))
        .containsExactly("0");
  }
}
