package dev.mig.database.postgres;

import dev.mig.database.Database;
import dev.mig.database.DatabaseUrl;
import dev.mig.database.SqlWriter;
import dev.mig.database.Strain;
import dev.mig.database.StrainLimits;
import dev.mig.plan.Dialect;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** A PostgreSQL database, version 14 or later. */
public final class PostgresDatabase implements Database {
  /** What every connection agrees on, whatever the role's or the database's own settings are. */
  private static final String SETTINGS =
      """
      SET TIME ZONE 'UTC';
      SET standard_conforming_strings = on;
      SET client_min_messages = warning;
      SET lock_timeout = '5s'
      """;

  private static final String CITUS =
      "SELECT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = 'citus')";

  private static final int CONNECT_SECONDS = 10;

  /** The oldest version that is supported. */
  static final int OLDEST = 14;

  private final DatabaseUrl.Postgres url;

  /** For the oldest version, until a server has said its own. */
  private volatile PostgresSql sql = new PostgresSql(OLDEST);

  private final PostgresStrain strain = new PostgresStrain();

  /** Every connection made here, as long as somebody has it. */
  private final Set<Connection> own =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  public PostgresDatabase(DatabaseUrl.Postgres url) {
    this.url = url;
  }

  @Override
  public Dialect dialect() {
    return new PostgresDialect(sql);
  }

  @Override
  public SqlWriter sql() {
    return sql;
  }

  @Override
  public String shownUrl() {
    return url.shown();
  }

  @Override
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("ApplicationName", "mig");
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    properties.putAll(url.parameters());
    if (url.user() != null) {
      properties.setProperty("user", url.user());
    }
    if (url.password() != null) {
      properties.setProperty("password", url.password());
    }
    String place =
        "jdbc:postgresql://"
            + String.join(",", url.hosts())
            + "/"
            + URLEncoder.encode(url.database(), StandardCharsets.UTF_8);
    Connection connection = new Driver().connect(place, properties);
    if (connection == null) {
      throw new SQLException("the driver does not take this URL: " + url.shown(), "08001");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(SETTINGS);
      sql = new PostgresSql(connection.getMetaData().getDatabaseMajorVersion());
      own.add(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public Schema read(Connection connection) throws SQLException {
    return PostgresCatalog.read(connection);
  }

  @Override
  public String release(Connection connection) throws SQLException {
    return String.valueOf(connection.getMetaData().getDatabaseMajorVersion());
  }

  /** By its size where it was never analysed: few rows take less than a hundred bytes. */
  @Override
  public long estimate(Connection connection, QName table) throws SQLException {
    String name = sql().text(sql().name(table));
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint"
                    + " ELSE pg_relation_size(c.oid) / 100 END"
                    + " FROM pg_catalog.pg_class c WHERE c.oid = to_regclass("
                    + name
                    + ")")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Citus has its catalog where it is installed, and takes no trigger on what it distributes. */
  @Override
  public boolean takesTriggers(Connection connection, QName table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(CITUS)) {
        if (!row.next() || !row.getBoolean(1)) {
          return true;
        }
      }
      String name = sql().text(sql().name(table));
      try (ResultSet row =
          statement.executeQuery(
              "SELECT EXISTS (SELECT FROM pg_catalog.pg_dist_partition p"
                  + " WHERE p.logicalrelid = to_regclass("
                  + name
                  + "))")) {
        return !(row.next() && row.getBoolean(1));
      }
    }
  }

  @Override
  public Optional<String> refusesViews(Connection connection, List<Table> tables, List<View> views)
      throws SQLException {
    return ViewTrial.refusal(connection, sql, tables, views);
  }

  @Override
  public Optional<Strain> strain(Connection connection, QName table, StrainLimits limits)
      throws SQLException {
    return strain.ask(connection, ownProcesses(), sql().name(table), table.toString(), limits);
  }

  private List<Integer> ownProcesses() throws SQLException {
    List<Integer> processes = new ArrayList<>();
    synchronized (own) {
      for (Connection connection : own) {
        if (!connection.isClosed()) {
          processes.add(connection.unwrap(PGConnection.class).getBackendPID());
        }
      }
    }
    return processes;
  }

  @Override
  public void beginReading(Connection connection) throws SQLException {
    connection.setReadOnly(true);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // Nobody can estimate how many rows a query over rows that are yet to come gives. Where it is
      // more than guessed, a nested loop takes for ever; the other joins read each table once.
      statement.execute("set local enable_nestloop = off");
    }
  }

  @Override
  public void begin(Connection connection, boolean foreignKeysOff) throws SQLException {
    connection.setAutoCommit(false);
  }

  @Override
  public void end(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
  }

  /**
   * A batch that waits for a lock holds others of its own; a plan made for all batches would be
   * that of the first stretch. Rows and cursor are in one transaction, so a crash of the server
   * that loses the last of them loses both; the commit of the stage behind brings all of them to
   * disk.
   */
  @Override
  public void prepareForBatches(Connection connection, boolean oneMoment) throws SQLException {
    if (oneMoment) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET lock_timeout = '1s'; SET synchronous_commit = off; SET plan_cache_mode ="
              + " force_custom_plan");
    }
  }

  @Override
  public void prepareForAPerson(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = 0");
    }
  }

  /** PostgreSQL has a process for it. */
  @Override
  public void checkpoint(Connection connection) {}

  @Override
  public OptionalLong commitsOfOthers(Connection connection) {
    return OptionalLong.empty();
  }

  @Override
  public long rowsOnAPage(Connection connection, QName table) throws SQLException {
    long rows = estimate(connection, table);
    String pages =
        "SELECT pg_relation_size(%s::regclass) / current_setting('block_size')::int"
            .formatted(sql().text(sql().name(table)));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(pages)) {
      return row.next() ? Math.max(1, rows / Math.max(1, row.getLong(1))) : 1;
    }
  }

  /** Counted for the session until it reports them, which is never inside of a transaction. */
  @Override
  public Updates updates(Connection connection, QName table) throws SQLException {
    String counts =
        ("SELECT pg_stat_get_xact_tuples_updated(%1$s::regclass),"
                + " pg_stat_get_xact_tuples_hot_updated(%1$s::regclass)")
            .formatted(sql().text(sql().name(table)));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(counts)) {
      return row.next() ? new Updates(row.getLong(1), row.getLong(2)) : new Updates(0, 0);
    }
  }

  @Override
  public void cancel(Connection connection) throws SQLException {
    connection.unwrap(PGConnection.class).cancelQuery();
  }

  @Override
  public List<String> holders(Connection asking, Connection waiting) throws SQLException {
    return PostgresLocks.holders(asking, waiting.unwrap(PGConnection.class).getBackendPID());
  }

  @Override
  public List<String> locks(Connection connection) throws SQLException {
    return PostgresLocks.held(connection);
  }

  @Override
  public RunnerLock lock(Duration patience, Consumer<String> waiting) throws SQLException {
    return PostgresLock.take(connect(), patience, waiting);
  }
}
