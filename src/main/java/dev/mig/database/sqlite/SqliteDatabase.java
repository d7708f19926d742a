package dev.mig.database.sqlite;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A SQLite database: a file, or {@code :memory:} for one that goes with its connection. */
public final class SqliteDatabase implements Database {
  /** In bytes; the driver's own limit of a million is soon reached by a map of many values. */
  private static final String LONGEST_STATEMENT = String.valueOf(256 << 20);

  private static final int BUSY_MILLISECONDS = 5_000;
  private static final int BATCH_BUSY_MILLISECONDS = 1_000;

  private final DatabaseUrl.Sqlite url;
  private final SqliteDialect dialect = new SqliteDialect();

  /** The number of schema changes before each transaction that is open. */
  private final Map<Connection, Long> versions = Collections.synchronizedMap(new WeakHashMap<>());

  public SqliteDatabase(DatabaseUrl.Sqlite url) {
    this.url = url;
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public SqlWriter sql() {
    return TableSql.SQL;
  }

  @Override
  public String shownUrl() {
    return url.shown();
  }

  private boolean inMemory() {
    return url.path().contains(":memory:");
  }

  private Path file() {
    String path = url.path().startsWith("file:") ? url.path().substring(5) : url.path();
    return Path.of(path).toAbsolutePath().normalize();
  }

  @Override
  public Connection connect() throws SQLException {
    if (!inMemory()) {
      lookAtPlace(file());
    }
    Properties properties = new Properties();
    properties.putAll(url.parameters());
    SQLiteConfig config = new SQLiteConfig(properties);
    config.setBusyTimeout(BUSY_MILLISECONDS);
    config.enforceForeignKeys(true);
    config.setPragma(SQLiteConfig.Pragma.LIMIT_SQL_LENGTH, LONGEST_STATEMENT);
    Connection connection =
        JDBC.createConnection("jdbc:sqlite:" + url.path(), config.toProperties());
    try {
      // The first read tells whether the file is a database at all.
      number(connection, "pragma schema_version");
      SqliteFunctions.register(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static void lookAtPlace(Path file) throws SQLException {
    Path folder = file.getParent();
    if (Files.isDirectory(file)) {
      throw cannotOpen(file + " is a folder");
    }
    if (folder != null && !Files.isDirectory(folder)) {
      throw cannotOpen("there is no folder " + folder);
    }
    if (Files.exists(file) && !Files.isReadable(file)) {
      throw cannotOpen("this user may not read " + file);
    }
    if (!Files.exists(file) && folder != null && !Files.isWritable(folder)) {
      throw cannotOpen("there is no " + file + ", and this user may not make it");
    }
  }

  private static SQLException cannotOpen(String why) {
    return new SQLiteException(why, SQLiteErrorCode.SQLITE_CANTOPEN);
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public Schema read(Connection connection) throws SQLException {
    return SqliteCatalog.read(connection);
  }

  @Override
  public String release(Connection connection) throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    return about.getDatabaseMajorVersion() + "." + about.getDatabaseMinorVersion();
  }

  /** Row ids are given in turn; what was deleted makes this a little too much. */
  @Override
  public long estimate(Connection connection, QName table) throws SQLException {
    try {
      return number(connection, "select max(rowid) from " + sql().name(table));
    } catch (SQLException withoutRowid) {
      return 0;
    }
  }

  /** Views have no types here, and stay as they are when a table is rebuilt. */
  @Override
  public boolean takesTriggers(Connection connection, QName table) {
    return true;
  }

  @Override
  public Optional<String> refusesViews(
      Connection connection, List<Table> tables, List<View> views) {
    return Optional.empty();
  }

  @Override
  public Optional<Strain> strain(Connection connection, QName table, StrainLimits limits)
      throws SQLException {
    return SqliteStrain.ask(connection, inMemory() ? null : file(), limits);
  }

  @Override
  public void beginReading(Connection connection) throws SQLException {
    execute(connection, "pragma query_only = on");
    connection.setAutoCommit(false);
  }

  @Override
  public void begin(Connection connection, boolean foreignKeysOff) throws SQLException {
    // Inside a transaction the pragma would do nothing, without a word.
    execute(connection, "pragma foreign_keys = " + (foreignKeysOff ? "off" : "on"));
    versions.put(connection, number(connection, "pragma schema_version"));
    SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
    sqlite.getConnectionConfig().setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      // The driver believes that it is in the transaction it did not get.
      sqlite.getConnectionConfig().setAutoCommit(true);
      throw e;
    } finally {
      // The driver begins anew after a commit; that must not wait for a lock.
      sqlite.getConnectionConfig().setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
    }
  }

  @Override
  public void end(Connection connection) throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.setAutoCommit(true);
    }
    execute(
        connection,
        "pragma ignore_check_constraints = off",
        "pragma recursive_triggers = off",
        "pragma foreign_keys = on");
    Long before = versions.remove(connection);
    if (before != null && before != number(connection, "pragma schema_version")) {
      // A table made anew has lost its statistics.
      optimize(connection);
    }
  }

  /** Never the reason for a failure: what counts is done. */
  private static void optimize(Connection connection) {
    try {
      execute(connection, "pragma optimize");
    } catch (SQLException busy) {
      return;
    }
  }

  /**
   * A batch that waits for its turn is to say so before long. With a write-ahead log a commit need
   * not wait for the disk: rows and cursor are in one transaction, so a power failure that loses
   * the last of them loses both, and the commit of the stage behind brings all of them to disk.
   * Without such a log it would not be safe. Docs:
   * https://www.sqlite.org/pragma.html#pragma_synchronous
   */
  @Override
  public void prepareForBatches(Connection connection, boolean oneMoment) throws SQLException {
    execute(connection, "pragma busy_timeout = " + BATCH_BUSY_MILLISECONDS);
    try (Statement statement = connection.createStatement();
        ResultSet mode = statement.executeQuery("pragma journal_mode")) {
      if (!mode.next() || !"wal".equals(mode.getString(1))) {
        return;
      }
    }
    execute(connection, "pragma synchronous = normal");
    // Else it is a part of some commit, and of the time that a batch seems to take.
    execute(connection, "pragma wal_autocheckpoint = 0");
  }

  /** Waiting for a file cannot be cancelled, so it is done in short turns. */
  @Override
  public void prepareForAPerson(Connection connection) throws SQLException {
    execute(connection, "pragma busy_timeout = " + BATCH_BUSY_MILLISECONDS);
  }

  @Override
  public void checkpoint(Connection connection) throws SQLException {
    execute(connection, "pragma wal_checkpoint(passive)");
  }

  @Override
  public OptionalLong commitsOfOthers(Connection connection) throws SQLException {
    return OptionalLong.of(number(connection, "pragma data_version"));
  }

  /** Rows are not moved in stripes here. */
  @Override
  public long rowsOnAPage(Connection connection, QName table) {
    return 1;
  }

  @Override
  public Updates updates(Connection connection, QName table) {
    return new Updates(0, 0);
  }

  @Override
  public void cancel(Connection connection) throws SQLException {
    connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
  }

  /** A lock of a file has no name on it. */
  @Override
  public List<String> holders(Connection asking, Connection waiting) {
    return List.of();
  }

  @Override
  public List<String> locks(Connection connection) {
    return List.of("the file: nobody else can write");
  }

  @Override
  public RunnerLock lock(Duration patience, Consumer<String> waiting) throws SQLException {
    return inMemory() ? () -> {} : SqliteLock.take(file(), patience, waiting);
  }
}
