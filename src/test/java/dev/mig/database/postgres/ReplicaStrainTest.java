package dev.mig.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.database.Database;
import dev.mig.database.Databases;
import dev.mig.database.Strain;
import dev.mig.database.Strain.Kind;
import dev.mig.database.StrainLimits;
import dev.mig.schema.QName;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/**
 * A replica that does nothing but take WAL and say what it has replayed of it; the user must be
 * allowed to replicate.
 */
class ReplicaStrainTest {
  private static final QName T = QName.of("t");
  private static final StrainLimits LAG =
      new StrainLimits(Duration.ofMillis(200), null, null, false, false, null, null, null);
  private static final StrainLimits WAL =
      new StrainLimits(null, 20_000L, null, false, false, null, null, null);

  private TestDatabase server;
  private Database database;
  private Connection ours;

  @BeforeEach
  void open() throws SQLException {
    server = TestPostgres.create();
    database = Databases.open(server.url(), Map.of());
    ours = database.connect();
    Others.execute(ours, "CREATE TABLE t (id integer, v text)");
  }

  @AfterEach
  void close() throws SQLException {
    ours.close();
    server.close();
  }

  private void write() throws SQLException {
    Others.execute(ours, "INSERT INTO t SELECT i, repeat('x', 100) FROM generate_series(1, 500) i");
  }

  private LogSequenceNumber place() throws SQLException {
    try (Statement statement = ours.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_wal_flush_lsn()")) {
      row.next();
      return LogSequenceNumber.valueOf(row.getString(1));
    }
  }

  private Connection replica() throws SQLException {
    Properties properties = new Properties();
    PGProperty.REPLICATION.set(properties, "true");
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "10");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    PGProperty.APPLICATION_NAME.set(properties, "east");
    return DriverManager.getConnection(server.url(), properties);
  }

  /** Begins at the place that the server is at. */
  private PGReplicationStream stream(Connection replica, @Nullable String slot)
      throws SQLException {
    var builder =
        replica
            .unwrap(PGConnection.class)
            .getReplicationAPI()
            .replicationStream()
            .physical()
            .withStatusInterval(10, TimeUnit.SECONDS)
            .withStartPosition(place());
    return (slot == null ? builder : builder.withSlotName(slot)).start();
  }

  /** Takes all that there is and says that it is replayed up to a place. */
  private static void take(PGReplicationStream stream, LogSequenceNumber upTo) throws SQLException {
    ByteBuffer piece = stream.readPending();
    while (piece != null || stream.getLastReceiveLSN().asLong() < upTo.asLong()) {
      piece = stream.readPending();
    }
    stream.setFlushedLSN(upTo);
    stream.setAppliedLSN(upTo);
    stream.forceUpdateStatus();
  }

  private Optional<Strain> ask(StrainLimits limits) throws SQLException {
    return database.strain(ours, T, limits);
  }

  @Test
  void aReplicaThatReplaysLateIsStrainUntilItHasCaughtUp() throws Exception {
    try (Connection replica = replica();
        PGReplicationStream stream = stream(replica, null)) {
      take(stream, place());
      assertThat(ask(LAG)).isEmpty();
      write();
      LogSequenceNumber first = place();
      write();
      LogSequenceNumber second = place();
      stream.readPending();
      Thread.sleep(400);
      take(stream, first);
      Strain late = Others.strain(() -> ask(LAG));
      assertThat(late.kind()).isEqualTo(Kind.REPLAY_LAG);
      assertThat(late.value()).isBetween(0.2, 20.0);
      assertThat(late.reason()).matches("the replica east replays .* late, more than 200 ms");
      take(stream, second);
      // Nothing but the end of the last transaction may be behind it.
      Others.noStrain(
          () -> {
            take(stream, place());
            return ask(LAG);
          });
    }
  }

  @Test
  void aReplicaThatStandsStillAndASlotInUseAreStrainByTheirDistance() throws Exception {
    Others.execute(ours, "SELECT pg_create_physical_replication_slot('cdc', true)");
    try {
      try (Connection replica = replica();
          PGReplicationStream stream = stream(replica, "cdc")) {
        take(stream, place());
        write();
        write();
        Strain behind = Others.strain(() -> ask(WAL));
        assertThat(behind.kind()).isEqualTo(Kind.REPLICA_WAL);
        assertThat(behind.value()).isGreaterThan(20_000);
        assertThat(behind.reason())
            .matches("the (replica east|reader of slot cdc) has .* of WAL before it, more than .*");
        take(stream, place());
        Others.noStrain(() -> ask(WAL));
      }
      // A slot that nobody reads does not catch up, so it is not waited for.
      write();
      write();
      Others.noStrain(() -> ask(WAL));
    } finally {
      Others.execute(ours, "SELECT pg_drop_replication_slot('cdc')");
    }
  }
}
