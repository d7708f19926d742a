package dev.mig.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.Failure;
import dev.mig.database.Strain;
import dev.mig.database.Strain.Kind;
import dev.mig.database.StrainLimits;
import dev.mig.database.StrainQuery;
import dev.mig.database.postgres.PostgresStrain.Sign;
import dev.mig.schema.QName;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresStrainTest {
  private static final QName T = QName.of("t");
  private static final StrainLimits WAITERS =
      new StrainLimits(null, null, null, true, false, null, null, null);
  private static final StrainLimits VACUUM =
      new StrainLimits(null, null, null, false, true, null, null, null);
  private static final StrainLimits SNAPSHOT =
      new StrainLimits(null, null, Duration.ofMillis(50), false, false, null, null, null);

  /** Slow enough to be seen: a tenth of a second for each page. */
  private static final String[] SLOW_VACUUM = {
    "SET vacuum_cost_delay = '100ms'", "SET vacuum_cost_limit = 1"
  };

  private static final String CANCEL_VACUUM =
      "SELECT pg_cancel_backend(pid) FROM pg_stat_progress_vacuum WHERE datname ="
          + " current_database()";

  private TestDatabase server;
  private Database database;
  private Connection ours;

  @BeforeEach
  void open() throws SQLException {
    server = TestPostgres.create();
    database = Databases.open(server.url(), Map.of());
    ours = database.connect();
    Others.execute(
        ours,
        "CREATE TABLE t (id integer PRIMARY KEY, v integer)",
        "INSERT INTO t SELECT i, i FROM generate_series(1, 20000) i");
  }

  @AfterEach
  void close() throws SQLException {
    ours.close();
    server.close();
  }

  private Optional<Strain> ask(StrainLimits limits) throws SQLException {
    return database.strain(ours, T, limits);
  }

  private Optional<Strain> asked(String query) throws SQLException {
    return ask(StrainLimits.OFF.withQuery(query));
  }

  @Test
  void aQuietDatabaseIsUnderNoStrain() throws SQLException {
    assertThat(ask(StrainLimits.DEFAULTS)).isEmpty();
    assertThat(ask(StrainLimits.OFF)).isEmpty();
    assertThat(database.strain(ours, new QName("no", "where"), StrainLimits.DEFAULTS)).isEmpty();
  }

  @Test
  void sessionsThatWaitForOurLocksCountAndOthersDoNot() throws Exception {
    try (Connection one = server.connection();
        Connection two = server.connection()) {
      one.setAutoCommit(false);
      Others.execute(one, "UPDATE t SET v = 0 WHERE id = 2");
      CompletableFuture<Void> behindOne = Others.meanwhile(two, "UPDATE t SET v = 1 WHERE id = 2");
      Others.strain(
          () -> asked("SELECT count(*) FROM pg_locks WHERE NOT granted AND NOT fastpath"));
      assertThat(ask(WAITERS)).isEmpty();

      ours.setAutoCommit(false);
      Others.execute(ours, "UPDATE t SET v = 0 WHERE id = 1");
      CompletableFuture<Void> behindUs = Others.meanwhile(one, "UPDATE t SET v = 1 WHERE id = 1");
      Strain strain = Others.strain(() -> ask(WAITERS));
      assertThat(strain)
          .isEqualTo(new Strain(Kind.LOCK_WAITERS, 1, "1 session waits for a lock of this job"));
      // From another connection of ours it is the same.
      try (Connection watching = database.connect()) {
        assertThat(database.strain(watching, T, WAITERS)).contains(strain);
      }
      ours.commit();
      behindUs.join();
      assertThat(ask(WAITERS)).isEmpty();
      one.commit();
      behindOne.join();
    }
  }

  @Test
  void anOldSnapshotOfOthersCountsAndOursDoesNot() throws Exception {
    try (Connection another = database.connect()) {
      database.beginReading(another);
      Others.execute(another, "SELECT * FROM t");
      Thread.sleep(100);
      assertThat(ask(SNAPSHOT)).isEmpty();
    }
    try (Connection reader = server.connection()) {
      reader.setAutoCommit(false);
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Others.execute(reader, "SET application_name = 'report'", "SELECT * FROM t");
      Strain strain = Others.strain(() -> ask(SNAPSHOT));
      assertThat(strain.kind()).isEqualTo(Kind.OLDEST_SNAPSHOT);
      assertThat(strain.value()).isGreaterThan(0.05);
      assertThat(strain.reason())
          .matches("process \\d+ of report has had a transaction open for .*, more than 50 ms.*");
      reader.commit();
      assertThat(ask(SNAPSHOT)).isEmpty();
      Others.execute(reader, "UPDATE t SET v = 0 WHERE id = 3");
      assertThat(Others.strain(() -> ask(SNAPSHOT)).kind()).isEqualTo(Kind.OLDEST_SNAPSHOT);
      reader.rollback();
    }
  }

  @Test
  void aVacuumOfTheTableOrOfItsPartitionsCounts() throws Exception {
    Others.execute(
        ours,
        "CREATE TABLE p (id integer) PARTITION BY RANGE (id)",
        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100000)",
        "INSERT INTO p SELECT i FROM generate_series(1, 20000) i");
    try (Connection cleaning = server.connection()) {
      Others.execute(cleaning, SLOW_VACUUM);
      CompletableFuture<Void> running = Others.meanwhile(cleaning, "VACUUM p1");
      Strain strain = Others.strain(() -> database.strain(ours, QName.of("p"), VACUUM));
      assertThat(strain.kind()).isEqualTo(Kind.AUTOVACUUM);
      assertThat(strain.value()).isEqualTo(1);
      assertThat(strain.reason()).matches("a vacuum works on p, \\d+ % of it read");
      assertThat(database.strain(ours, QName.of("p1"), VACUUM)).isPresent();
      assertThat(ask(VACUUM)).isEmpty();
      // Its snapshot keeps no dead rows.
      assertThat(ask(SNAPSHOT)).isEmpty();
      Others.execute(ours, CANCEL_VACUUM);
      running.join();
      assertThat(database.strain(ours, QName.of("p"), VACUUM)).isEmpty();
    }
  }

  /** Without pg_monitor: what is not to be seen is no sign, and nothing fails. */
  @Test
  void aPlainUserSeesWhatThereIsToSee() throws Exception {
    String role = "plain_" + ProcessHandle.current().pid();
    Others.execute(ours, "CREATE ROLE " + role + " LOGIN PASSWORD 'plain'");
    try {
      Others.execute(ours, "GRANT ALL ON t TO " + role);
      String url = server.url().replaceFirst("\\?.*", "") + "?user=" + role + "&password=plain";
      Database plain = Databases.open(url, Map.of());
      try (Connection worker = plain.connect();
          Connection other = server.connection()) {
        StrainLimits nothing =
            new StrainLimits(Duration.ZERO, 0L, Duration.ZERO, true, true, 0, 0L, "SELECT false");
        assertThat(plain.strain(worker, T, nothing)).isEmpty();

        worker.setAutoCommit(false);
        Others.execute(worker, "UPDATE t SET v = 0 WHERE id = 1");
        CompletableFuture<Void> behind = Others.meanwhile(other, "UPDATE t SET v = 1 WHERE id = 1");
        assertThat(Others.strain(() -> plain.strain(worker, T, WAITERS)).kind())
            .isEqualTo(Kind.LOCK_WAITERS);
        worker.commit();
        worker.setAutoCommit(true);
        behind.join();

        Others.execute(other, SLOW_VACUUM);
        CompletableFuture<Void> running = Others.meanwhile(other, "VACUUM t");
        Strain strain = Others.strain(() -> plain.strain(worker, T, VACUUM));
        assertThat(strain.reason()).isEqualTo("a vacuum works on t");
        Others.execute(ours, CANCEL_VACUUM);
        running.join();
      }
    } finally {
      Others.execute(ours, "DROP OWNED BY " + role, "DROP ROLE " + role);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "select true, 1",
    "select 2.5; -- more, 2.5",
    "'with a as (select 3 as n) select n from a where n > 2;', 3",
    "values (7), 7",
    "select current_setting('statement_timeout') = '5s', 1",
    "select current_setting('transaction_read_only') = 'on', 1",
  })
  void theUsersQueryIsStrain(String query, double value) throws SQLException {
    String text = query.replace("; -- more", " -- more");
    assertThat(asked(text).orElseThrow().kind()).isEqualTo(Kind.QUERY);
    assertThat(asked(text).orElseThrow().value()).isEqualTo(value);
    assertThat(asked(text).orElseThrow().reason()).startsWith("the query of [throttle] says ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select false",
        "select 0",
        "select -1.5",
        "select null::int",
        "select 1 where false"
      })
  void theUsersQueryIsNoStrain(String query) throws SQLException {
    assertThat(asked(query)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1, 2 | it gives 2 columns",
        "select v from t | it gives several rows",
        "select 'yes'::text | it gives text",
        "select nowhere | column \"nowhere\" does not exist",
        "delete from t | syntax error",
        "with gone as (delete from t returning 1) select 1 from gone | WITH clause",
        "select 1; delete from t | syntax error",
        "select setval('s', 5) | read-only",
      })
  void aQueryThatDoesNotTellStopsTheJob(String query, String why) throws SQLException {
    Others.execute(ours, "CREATE SEQUENCE s");
    StrainQuery.Failed failed = catchThrowableOfType(StrainQuery.Failed.class, () -> asked(query));
    Diagnostic told = Failure.explain(failed);
    assertThat(told.code()).isEqualTo(Code.BAD_SETTING);
    assertThat(told.summary()).isEqualTo("the setting throttle.query cannot be used");
    assertThat(String.join("\n", told.notes())).contains(why);
    // The connection is as before.
    assertThat(ours.getAutoCommit()).isTrue();
    Others.execute(ours, "INSERT INTO t VALUES (-1, -1)");
    assertThat(asked("select count(*) = 20001 from t")).isPresent();
  }

  @Test
  void aLostConnectionIsNotTheQuerysFault() {
    SQLException lost =
        catchThrowableOfType(
            SQLException.class, () -> asked("select pg_terminate_backend(pg_backend_pid())"));
    assertThat(lost instanceof StrainQuery.Failed).isFalse();
    assertThat(Failure.explain(lost).code()).isEqualTo(Code.CANNOT_CONNECT);
  }

  @Test
  void theUsersQueryIsNotAskedWithinATransaction() throws SQLException {
    ours.setAutoCommit(false);
    assertThatThrownBy(() -> asked("select true")).isInstanceOf(IllegalStateException.class);
    ours.rollback();
  }

  private static @Nullable String over(Kind kind, double value, String who) {
    return PostgresStrain.over(new Sign(kind, value, who), "shop.orders", StrainLimits.DEFAULTS)
        .map(Strain::reason)
        .orElse(null);
  }

  @Test
  void whatIsOverItsLimitSaysByHowMuch() {
    assertThat(over(Kind.REPLAY_LAG, 5, "east")).isNull();
    assertThat(over(Kind.REPLAY_LAG, 7.25, "east"))
        .isEqualTo("the replica east replays 7.3 s late, more than 5 s");
    assertThat(over(Kind.REPLICA_WAL, 1L << 30, "the reader of slot cdc")).isNull();
    assertThat(over(Kind.REPLICA_WAL, 5L << 29, "the reader of slot cdc"))
        .isEqualTo("the reader of slot cdc has 2.5 GB of WAL before it, more than 1 GB");
    assertThat(over(Kind.ARCHIVE_QUEUE, 40, "")).isNull();
    assertThat(over(Kind.ARCHIVE_QUEUE, 41, ""))
        .isEqualTo("41 WAL files wait to be archived, more than 40");
    assertThat(over(Kind.LOCK_WAITERS, 0, "")).isNull();
    assertThat(over(Kind.LOCK_WAITERS, 3, "")).isEqualTo("3 sessions wait for locks of this job");
    assertThat(over(Kind.AUTOVACUUM, 0.425, ""))
        .isEqualTo("a vacuum works on shop.orders, 43 % of it read");
    assertThat(over(Kind.OLDEST_SNAPSHOT, 3600, "process 7 of x")).isNull();
    assertThat(over(Kind.OLDEST_SNAPSHOT, 90 * 60, "process 7 of x"))
        .isEqualTo(
            "process 7 of x has had a transaction open for 1 h 30 min, more than 1 h,"
                + " so that dead rows stay");
  }
}
