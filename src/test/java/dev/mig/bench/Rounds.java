package dev.mig.bench;

import dev.mig.testing.TestDatabase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rounds in which several ways take turns, each on a fresh copy of the same database; in every
 * second round in the opposite order.
 */
final class Rounds {
  static final int ROWS = Integer.getInteger("mig.bench.rows", 1_000_000);
  static final int ROUNDS = Integer.getInteger("mig.bench.rounds", 5);

  /** Of the ways only the first one and those with such names take part. */
  private static final Pattern ONLY = Pattern.compile(System.getProperty("mig.bench.only", ""));

  /** Of these the program is warm. */
  private static final int WARM_UP_ROWS = 20_000;

  private final String dialect;

  /** A query that counts the rows which are not as they should be. */
  private final String wrong;

  private final Map<Integer, TestDatabase> templates = new HashMap<>();

  Rounds(String dialect, String wrong) {
    this.dialect = dialect;
    this.wrong = wrong;
  }

  /** What one way took in one round; NaN where nobody asked. */
  record Result(
      double rate,
      double wal,
      double growth,
      double hot,
      double locked,
      double longest,
      double blocked) {}

  /** Measures, and prints a row for each way; the first is what the others are compared with. */
  void run(String what, List<Way> all) throws Exception {
    List<Way> ways =
        all.stream()
            .filter(w -> w.equals(all.getFirst()) || ONLY.matcher(w.name()).find())
            .toList();
    try {
      for (Way way : ways) {
        measure(way, WARM_UP_ROWS / way.share());
      }
      Map<Way, List<Result>> results = new LinkedHashMap<>();
      ways.forEach(way -> results.put(way, new ArrayList<>()));
      for (int round = 0; round < ROUNDS; round++) {
        for (Way way : round % 2 == 0 ? ways : ways.reversed()) {
          Result result = measure(way, ROWS / way.share());
          System.err.println(way.name() + ": " + result); // what is long should be seen to go on
          Objects.requireNonNull(results.get(way)).add(result);
        }
      }
      List<Result> first = Objects.requireNonNull(results.get(ways.getFirst()));
      Timing.row(
          what,
          dialect,
          "rows",
          "rows/s",
          "against the first",
          "WAL bytes/row",
          "growth",
          "HOT",
          "rows locked, 99 %",
          "at most",
          "other writer waits");
      results.forEach(
          (way, taken) ->
              Timing.row(
                  way.name(),
                  dialect,
                  "%,d".formatted(ROWS / way.share()),
                  shown("%,.0f", taken, Result::rate),
                  "%.2f".formatted(median(ratios(taken, first))),
                  shown("%.0f", taken, Result::wal),
                  shown("%.0f %%", taken, Result::growth),
                  shown("%.0f %%", taken, Result::hot),
                  shown("%.0f ms", taken, Result::locked),
                  shown("%.0f ms", taken, Result::longest),
                  shown("%.0f ms", taken, Result::blocked)));
    } finally {
      templates.values().forEach(TestDatabase::close);
      templates.clear();
    }
  }

  private static List<Double> ratios(List<Result> some, List<Result> others) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      ratios.add(some.get(i).rate() / others.get(i).rate());
    }
    return ratios;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String shown(String format, List<Result> all, ToDoubleFunction<Result> part) {
    double median = median(all.stream().map(part::applyAsDouble).toList());
    return Double.isNaN(median) ? "" : format.formatted(median);
  }

  private TestDatabase copy(int rows) throws SQLException {
    TestDatabase template = templates.get(rows);
    if (template == null) {
      template = Items.create(dialect, rows);
      templates.put(rows, template);
    }
    return template.copy();
  }

  private Result measure(Way way, int rows) throws Exception {
    try (TestDatabase database = copy(rows);
        Connection watch = database.connection();
        Connection reader = database.connection()) {
      Items.number(watch, "select sum(n) + sum(length(email)) from items");
      if (way.other() == Way.Other.OLD_SNAPSHOT) {
        Items.execute(reader, "begin isolation level repeatable read");
        Items.number(reader, "select n from items limit 1");
      }
      if (!postgres()) {
        sync(file(database));
      }
      double size = size(database, watch);
      String wal = wal(watch);
      Pulse pulse = new Pulse();
      long start;
      long end;
      OtherWriter other = other(way, database);
      try (other) {
        start = System.nanoTime();
        way.work().run(database, pulse);
        end = System.nanoTime();
      }
      // Only now, when the last write is through, too.
      double blocked = other == null ? Double.NaN : other.longest();
      if (Items.number(watch, wrong) != 0) {
        throw new IllegalStateException(way.name() + " did not change each row once");
      }
      return new Result(
          rows / ((end - start) / 1e9),
          wal == null ? Double.NaN : walSince(watch, wal) / rows,
          (size(database, watch) / size - 1) * 100,
          hot(watch),
          pulse.percent(99),
          pulse.percent(100),
          blocked);
    }
  }

  private static @Nullable OtherWriter other(Way way, TestDatabase database) throws SQLException {
    return way.other() == Way.Other.WRITES ? new OtherWriter(database) : null;
  }

  private boolean postgres() {
    return dialect.equals("postgres");
  }

  private @Nullable String wal(Connection watch) throws SQLException {
    return postgres() ? Items.text(watch, "select pg_current_wal_insert_lsn()") : null;
  }

  private static double walSince(Connection watch, String start) throws SQLException {
    return Double.parseDouble(
        Items.text(watch, "select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '" + start + "')"));
  }

  /** In bytes; on SQLite the file and its write-ahead log together. */
  private double size(TestDatabase database, Connection watch) throws SQLException, IOException {
    if (postgres()) {
      return Items.number(watch, "select pg_total_relation_size('items')");
    }
    Path file = file(database);
    Path log = Path.of(file + "-wal");
    return Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
  }

  private static Path file(TestDatabase database) {
    return Path.of(database.url().substring("jdbc:sqlite:".length()));
  }

  /** Else whoever waits for the disk first waits for the copy. */
  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private double hot(Connection watch) throws Exception {
    if (!postgres()) {
      return Double.NaN;
    }
    // A session tells its counts when it ends.
    Thread.sleep(200);
    return Double.parseDouble(
        Items.text(
            watch,
            "select 100.0 * n_tup_hot_upd / greatest(1, n_tup_upd) from pg_stat_user_tables"
                + " where relname = 'items'"));
  }
}
