package dev.mig.bench;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.JdbcProbe;
import dev.mig.plan.Step;
import dev.mig.run.Prepared;
import dev.mig.run.RunListener;
import dev.mig.run.RunResult;
import dev.mig.run.Runner;
import dev.mig.source.Source;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the parts of the way take, as medians over rounds that take turns. */
class Benchmarks {
  private static final int ROWS = 300_000;

  /** Three ordinary migrations over {@code items}, one statement or a few each. */
  private static final Map<String, String> MIGRATIONS =
      Map.of(
          "one update of every row",
          "update items set label = upper(label) losing",
          "not null column filled, index, check",
          """
          on items {
            add column doubled bigint not null filled with amount * 2
            add check amount_known (amount >= 0)
            add index items_label on items (label)
          }
          """,
          "recode with an assertion",
          """
          on items {
            map values state { 'a' -> 'x'  'b' -> 'y'  'c' -> 'z' }
            alter column state set not null
            assert count unchanged
          }
          """);

  private static TestDatabase create(String dialect) {
    return dialect.equals("sqlite") ? TestSqlite.create() : TestPostgres.create();
  }

  private static Database open(TestDatabase database) {
    return Databases.open(database.url(), Map.of());
  }

  private static void execute(TestDatabase database, List<String> statements) throws SQLException {
    try (Connection connection = database.connection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
      connection.commit();
    }
  }

  private static Compiled compile(Database database, String script) throws SQLException {
    try (Connection connection = database.connect();
        JdbcProbe probe = new JdbcProbe(database)) {
      World world = World.live(database.read(connection));
      Compiled compiled =
          new Compiler(probe, false)
              .compile(Compiler.read(new Source("bench.mig", script)), "bench", world);
      if (compiled.refused()) {
        throw new IllegalStateException(compiled.diagnostics().toString());
      }
      return compiled;
    }
  }

  private static void items(TestDatabase database) throws SQLException {
    execute(
        database,
        List.of(
            "create table items (id integer primary key, label text, state text, amount bigint)",
            "insert into items with recursive n(i) as (select 1 union all select i + 1 from n where"
                + " i < "
                + ROWS
                + ") select i, 'label number ' || i, substr('abc', i % 3 + 1, 1), i from n",
            "analyze items"));
  }

  private static void run(Database database, Prepared prepared) throws SQLException {
    Runner.Settings settings =
        new Runner.Settings("bench", Duration.ofSeconds(1), RunListener.SILENT);
    try (Runner runner = new Runner(database, settings)) {
      RunResult result = runner.up(prepared);
      if (!result.done()) {
        throw new IllegalStateException(result.diagnostics().toString());
      }
    }
  }

  /** The statements of the plan alone: what somebody would write who asks nothing. */
  private static List<String> byHand(Prepared prepared) {
    return prepared.up().steps().stream()
        .filter(Step.Execute.class::isInstance)
        .map(step -> ((Step.Execute) step).sql())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void againstTheSameSqlByHand(String dialect) throws Exception {
    for (Map.Entry<String, String> migration : MIGRATIONS.entrySet()) {
      Timing checked = new Timing();
      Timing ours = new Timing();
      Timing hand = new Timing();
      for (int round = 0; round < 7; round++) {
        try (TestDatabase one = create(dialect);
            TestDatabase two = create(dialect)) {
          items(one);
          items(two);
          Database database = open(one);
          Compiled compiled = checked.time(() -> compile(database, migration.getValue()));
          Prepared prepared = Prepared.of(compiled, database.dialect());
          List<String> statements = byHand(prepared);
          // Whoever goes second finds warm caches, so the two take turns in going first.
          if (round % 2 == 0) {
            ours.time(() -> done(() -> run(database, prepared)));
            hand.time(() -> done(() -> handRun(open(two), statements)));
          } else {
            hand.time(() -> done(() -> handRun(open(two), statements)));
            ours.time(() -> done(() -> run(database, prepared)));
          }
        }
      }
      Timing.row(
          "run", dialect, migration.getKey(), ours.shown(), hand.shown(), ours.against(hand));
      Timing.row("check", dialect, migration.getKey(), checked.shown(), "", checked.against(hand));
    }
  }

  /** Three statements that become one pass, against one of them alone, and against three passes. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void threeStatementsOverOneTable(String dialect) throws Exception {
    String one = "update items set label = upper(label) losing\n";
    String three =
        one
            + "update items set state = state || '!' where id > 100 losing\n"
            + "update items set amount = amount + 1 losing\n";
    Timing single = new Timing();
    Timing fused = new Timing();
    Timing plain = new Timing();
    for (int round = 0; round < 7; round++) {
      timed(dialect, one, true, single);
      timed(dialect, three, true, fused);
      timed(dialect, three, false, plain);
    }
    Timing.row(
        "three statements",
        dialect,
        "one pass",
        fused.shown(),
        single.shown(),
        fused.against(single));
    Timing.row(
        "three statements",
        dialect,
        "each by itself",
        plain.shown(),
        single.shown(),
        plain.against(single));
  }

  private static void timed(String dialect, String script, boolean optimised, Timing timing)
      throws Exception {
    try (TestDatabase test = create(dialect)) {
      items(test);
      Database database = open(test);
      Compiled compiled = compile(database, script);
      Prepared prepared = Prepared.of(compiled, database.dialect(), optimised);
      timing.time(() -> done(() -> run(database, prepared)));
    }
  }

  /** On a connection of the same settings, so that functions and foreign keys are the same. */
  private static void handRun(Database database, List<String> statements) throws SQLException {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
      connection.commit();
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  private static Boolean done(Action action) throws Exception {
    action.run();
    return true;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void checkOf300Statements(String dialect) throws Exception {
    try (TestDatabase test = create(dialect)) {
      List<String> tables = new ArrayList<>();
      for (int t = 0; t < 60; t++) {
        tables.add(
            "create table t%d (id integer primary key, name text, amount bigint)".formatted(t));
      }
      execute(test, tables);
      String schemaOnly =
          IntStream.range(0, 60)
              .mapToObj(
                  t ->
                      """
                      on t%d {
                        add column a text
                        add column b bigint not null default 0
                        rename column name to title
                        add index t%d_b (b)
                        add check b_known (b >= 0)
                      }
                      """
                          .formatted(t, t))
              .collect(Collectors.joining("\n"));
      String rows =
          IntStream.range(0, 60)
              .mapToObj(
                  t ->
                      """
                      on t%d {
                        fill name = 'none'
                        alter column name set not null
                        update rows set amount = amount + 1 losing
                        map values name { 'a' -> 'b' else keep } losing
                        assert count unchanged
                      }
                      """
                          .formatted(t)
                          .replace("update rows set", "update set"))
              .collect(Collectors.joining("\n"));
      for (String kind : List.of("schema", "rows")) {
        String script = kind.equals("schema") ? schemaOnly : rows;
        Timing all = new Timing();
        Timing catalog = new Timing();
        Database database = open(test);
        for (int round = 0; round < 15; round++) {
          all.time(() -> compile(database, script));
          catalog.time(
              () -> {
                try (Connection connection = database.connect()) {
                  return database.read(connection);
                }
              });
        }
        Timing.row(
            "check of 300 statements", dialect, kind, all.shown(), catalog.shown() + " of it", "");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgres"})
  void catalogOf10000Tables(String dialect) throws Exception {
    try (TestDatabase test = create(dialect)) {
      for (int thousand = 0; thousand < 10; thousand++) {
        List<String> tables = new ArrayList<>();
        for (int t = 0; t < 1000; t++) {
          int n = thousand * 1000 + t;
          tables.add(
              "create table t%d (id integer primary key, name varchar(40) not null, n bigint default 0,"
                      .formatted(n)
                  + " parent integer references t%d (id), unique (name))".formatted(n / 2));
          tables.add("create index t%d_n on t%d (n)".formatted(n, n));
        }
        execute(test, tables);
      }
      Database database = open(test);
      Timing read = new Timing();
      for (int round = 0; round < 7; round++) {
        int tables =
            read.time(
                    () -> {
                      try (Connection connection = database.connect()) {
                        return database.read(connection);
                      }
                    })
                .tables()
                .size();
        if (tables != 10_000) {
          throw new IllegalStateException(tables + " tables");
        }
      }
      Timing.row("catalog", dialect, "10,000 tables, 20,000 indexes", read.shown(), "", "");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 10_000})
  void folderOfMigrations(int count) throws Exception {
    try (TestDatabase test = create("sqlite")) {
      execute(
          test,
          IntStream.range(0, 100)
              .mapToObj(t -> "create table t%d (id integer primary key)".formatted(t))
              .toList());
      Database database = open(test);
      List<Source> sources =
          IntStream.range(0, count)
              .mapToObj(
                  n ->
                      new Source(
                          n + ".mig", "add column t%d.c%d text default 'x'".formatted(n % 100, n)))
              .toList();
      Timing all = new Timing();
      for (int round = 0; round < 5; round++) {
        all.time(() -> checkAll(database, sources));
      }
      Timing.row("check of a folder", "sqlite", count + " migrations", all.shown(), "", "");
    }
  }

  private static World checkAll(Database database, List<Source> sources) throws SQLException {
    try (Connection connection = database.connect();
        JdbcProbe probe = new JdbcProbe(database)) {
      World world = World.live(database.read(connection));
      Compiler compiler = new Compiler(probe, false);
      for (Source source : sources) {
        world = compiler.compile(Compiler.read(source), source.name(), world).next();
      }
      return Objects.requireNonNull(world);
    }
  }
}
