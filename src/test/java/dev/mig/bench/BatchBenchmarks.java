package dev.mig.bench;

import dev.mig.database.Database;
import dev.mig.run.Movement;
import dev.mig.run.Prepared;
import dev.mig.run.RunListener;
import dev.mig.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows moved in batches against the same SQL by hand. {@code -Dmig.bench.rows=100000} for a quick
 * look; {@code -Dmig.bench.rounds=…}.
 */
class BatchBenchmarks {
  /** Of a column that no index holds. */
  private static final String COUNT = "update items set n = n + 1";

  /** Of a column that an index holds. */
  private static final String INDEXED = "update items set customer = customer + 1";

  private static final String NOT_COUNTED = "select count(*) from items where n <> 1";
  private static final String NOT_INDEXED =
      "select count(*) from items where customer <> id * 7919 % 1000003 + 1";

  /** Through a checked script; the check itself is not measured. */
  private static Way ours(String name, String script) {
    return new Way(
        name,
        1,
        Way.Other.NOTHING,
        (database, pulse) -> {
          Database opened = Items.open(database);
          Prepared prepared = Items.prepare(opened, script);
          Items.run(opened, prepared, pulse);
        });
  }

  private static Way batches(String how, String... statements) {
    String said = how.isEmpty() ? "in batches" : "in batches " + how;
    return ours(said, said + " {\n" + String.join("\n", statements) + "\n}");
  }

  private static String losing(String update) {
    return update + " losing";
  }

  @Test
  void methodsOnPostgres() throws Exception {
    new Rounds("postgres", NOT_COUNTED)
        .run(
            "a column without an index",
            List.of(
                HandLoops.one("one `update`", COUNT),
                batches("", losing(COUNT)),
                batches("using single", losing(COUNT)),
                batches("using keyset", losing(COUNT)),
                batches("using striped", losing(COUNT)),
                batches("parallel 2", losing(COUNT)),
                batches("parallel 2 using keyset", losing(COUNT)),
                HandLoops.keyset(COUNT),
                HandLoops.offset(10, COUNT),
                HandLoops.whereNull(10, COUNT, "n = 0"),
                HandLoops.rowByRow(50, COUNT)));
  }

  @Test
  void indexedColumnOnPostgres() throws Exception {
    new Rounds("postgres", NOT_INDEXED)
        .run(
            "a column with an index",
            List.of(
                HandLoops.one("one `update`", INDEXED),
                batches("", losing(INDEXED)),
                batches("parallel 2", losing(INDEXED)),
                batches("using reindex", losing(INDEXED)),
                batches("using rewrite", losing(INDEXED)),
                HandLoops.keyset(INDEXED),
                HandLoops.rowByRow(50, INDEXED)));
  }

  @Test
  void oldSnapshotOnPostgres() throws Exception {
    new Rounds("postgres", NOT_COUNTED)
        .run(
            "while a session keeps an old snapshot",
            List.of(
                HandLoops.one("one `update`", COUNT).with(Way.Other.OLD_SNAPSHOT),
                batches("", losing(COUNT)).with(Way.Other.OLD_SNAPSHOT),
                batches("using keyset", losing(COUNT)).with(Way.Other.OLD_SNAPSHOT),
                batches("using striped", losing(COUNT)).with(Way.Other.OLD_SNAPSHOT)));
  }

  @Test
  void methodsOnSqlite() throws Exception {
    List<Way> ways =
        List.of(
            HandLoops.one("one `update`", COUNT),
            batches("", losing(COUNT)),
            batches("using single", losing(COUNT)),
            batches("of 20ms", losing(COUNT)),
            HandLoops.keyset(COUNT),
            HandLoops.offset(10, COUNT),
            HandLoops.whereNull(10, COUNT, "n = 0"),
            HandLoops.rowByRow(50, COUNT));
    new Rounds("sqlite", NOT_COUNTED).run("a column without an index", ways);
    new Rounds("sqlite", NOT_COUNTED)
        .run(
            "while another session writes a row every 5 ms",
            List.of(
                ways.get(0).with(Way.Other.WRITES),
                ways.get(1).with(Way.Other.WRITES),
                ways.get(3).with(Way.Other.WRITES),
                ways.get(4).with(Way.Other.WRITES)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void saving(String dialect) throws Exception {
    new Rounds(dialect, NOT_COUNTED)
        .run(
            "with the old values kept",
            List.of(
                HandLoops.one(
                    "`create table … as`, `update`",
                    "create table kept as select id, n as old_n, n + 1 as new_n from items",
                    COUNT),
                batches("using single", COUNT + " saving"),
                batches("", COUNT + " saving"),
                batches("using keyset", COUNT + " saving")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void threeStatements(String dialect) throws Exception {
    String status = "update items set status = coalesce(status, 'none')";
    String target = "update items set target = status";
    new Rounds(dialect, NOT_COUNTED)
        .run(
            "three statements in one block",
            List.of(
                batches("", losing(COUNT)).named("one statement"),
                batches("", losing(COUNT), losing(target), losing(status)).named("three"),
                HandLoops.one("three `update`, one transaction", COUNT, target, status),
                HandLoops.one(
                    "one `update` of all three",
                    "update items set n = n + 1, target = status, status = coalesce(status,"
                        + " 'none')")));
  }

  /** What is left on the heap, garbage taken away, is asked for some twenty times in each run. */
  @ParameterizedTest
  @ValueSource(strings = {"postgres", "sqlite"})
  void memory(String dialect) throws Exception {
    List<Integer> sizes = new ArrayList<>(List.of(10_000, 100_000, 1_000_000));
    if (Boolean.getBoolean("mig.bench.huge")) {
      sizes.add(10_000_000);
    }
    for (int rows : sizes) {
      try (TestDatabase database = Items.create(dialect, rows)) {
        Database opened = Items.open(database);
        Prepared prepared = Items.prepare(opened, "in batches {\n" + losing(COUNT) + "\n}");
        Heap heap = new Heap(rows / 20);
        Items.run(opened, prepared, heap);
        Timing.row("memory", dialect, "%,d rows".formatted(rows), "%.1f MB".formatted(heap.most));
      }
    }
  }

  /** The most that lived on the heap, in megabytes. */
  private static final class Heap implements RunListener {
    private final long every;
    private long next;
    private double most;

    Heap(long every) {
      this.every = every;
    }

    @Override
    public void moved(Movement movement) {
      if (movement.keys() >= next) {
        next = movement.keys() + every;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        most = Math.max(most, (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
      }
    }
  }
}
