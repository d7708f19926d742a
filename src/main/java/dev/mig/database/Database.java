package dev.mig.database;

import dev.mig.plan.Dialect;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One database that the user named: opens connections and knows how its product does what the
 * runner needs.
 */
public interface Database {
  /** The dialect's name: {@code postgres} or {@code sqlite}. */
  default String name() {
    return dialect().name();
  }

  /** Plans; after the first connection for the server's version. */
  Dialect dialect();

  /** Writes expressions and queries; after the first connection as the server's version has it. */
  SqlWriter sql();

  /** The URL without any credential, for people. */
  String shownUrl();

  /**
   * The release of the database as far as what its SQL may say depends on it: {@code 18} for
   * PostgreSQL 18.1, {@code 3.50} for SQLite 3.50.3.
   */
  String release(Connection connection) throws SQLException;

  /** A new connection, ready to use (functions registered, settings made), in auto-commit mode. */
  Connection connect() throws SQLException;

  /**
   * The schema as it is now, in a constant number of queries; the ledger and saved rows left out.
   */
  Schema read(Connection connection) throws SQLException;

  /**
   * About how many rows a table has, from what the database keeps anyway; 0 where that tells
   * nothing. Never reads the table.
   */
  long estimate(Connection connection, QName table) throws SQLException;

  /** Whether triggers can be on a table; true for one that is not there yet. */
  boolean takesTriggers(Connection connection, QName table) throws SQLException;

  /**
   * What the database says against these views when the tables that they read are as these, each
   * view after those that it reads; empty when it takes them all, or cannot tell. Leaves traces
   * only in the open transaction, which must be rolled back.
   */
  Optional<String> refusesViews(Connection connection, List<Table> tables, List<View> views)
      throws SQLException;

  /**
   * The first sign of strain that is over its limit, or none. Signs that this database does not
   * have, or that this user may not see, are passed over.
   *
   * @param connection any, in auto-commit mode; with a transaction open for {@link
   *     StrainLimits#whileInTransaction} only
   * @param table the one that is worked on
   * @throws StrainQuery.Failed when the user's query does not tell
   */
  Optional<Strain> strain(Connection connection, QName table, StrainLimits limits)
      throws SQLException;

  /**
   * Begins a transaction that only reads, all of it at one moment; closing the connection ends it.
   */
  void beginReading(Connection connection) throws SQLException;

  /**
   * Begins the transaction of a migration, to be ended by the connection's {@code commit} or {@code
   * rollback} and then {@link #end}. On SQLite: foreign keys switched as wanted first, then BEGIN
   * IMMEDIATE.
   *
   * @param foreignKeysOff see {@link dev.mig.plan.Plan#foreignKeysOff()}
   */
  void begin(Connection connection, boolean foreignKeysOff) throws SQLException;

  /**
   * After commit or rollback: puts back what {@link #begin} switched; the connection is in
   * auto-commit mode again.
   */
  void end(Connection connection) throws SQLException;

  /**
   * Stops what runs on the connection just now, from another thread; what was sent fails. Nothing
   * happens where nothing runs.
   */
  void cancel(Connection connection) throws SQLException;

  /**
   * Who holds what the other connection waits for, one line each; empty where it waits for nobody,
   * or the database does not tell.
   *
   * @param asking a connection of its own, in auto-commit mode
   */
  List<String> holders(Connection asking, Connection waiting) throws SQLException;

  /** The locks of tables that the open transaction holds and others may meet, a line each. */
  List<String> locks(Connection connection) throws SQLException;

  /**
   * Takes the runner lock, which two runners never hold at once; waits, telling {@code waiting}
   * once who holds it.
   */
  RunnerLock lock(Duration patience, java.util.function.Consumer<String> waiting)
      throws SQLException;

  /**
   * Makes a connection ready for many small transactions that give way to everybody else.
   *
   * @param oneMoment whether all statements of a transaction must see the rows of one moment
   */
  void prepareForBatches(Connection connection, boolean oneMoment) throws SQLException;

  /**
   * Makes a connection ready for somebody who sees what it waits for and can cancel it: it waits
   * for locks as long as they like.
   */
  void prepareForAPerson(Connection connection) throws SQLException;

  /**
   * A number that changes when others have committed, to be compared on one connection; empty where
   * several can write at once.
   */
  OptionalLong commitsOfOthers(Connection connection) throws SQLException;

  /**
   * After {@link #prepareForBatches}: brings what is committed from the log to its place, where the
   * database does not do so by itself. Others can write meanwhile.
   */
  void checkpoint(Connection connection) throws SQLException;

  /** About how many rows of a table lie on one of its pages, at least 1. */
  long rowsOnAPage(Connection connection, QName table) throws SQLException;

  /** What the open transaction, and those before it on the connection, updated in a table. */
  Updates updates(Connection connection, QName table) throws SQLException;

  /**
   * Updated rows.
   *
   * @param hot those of them that needed no new entry in any index
   */
  record Updates(long all, long hot) {}

  /** The lock of a runner. */
  interface RunnerLock extends AutoCloseable {
    /** Whether it is still held: it may have gone with a connection. */
    default boolean held() throws SQLException {
      return true;
    }

    @Override
    void close() throws SQLException;
  }

  /** Thrown when the lock was not to be had in time; the message names the holder. */
  final class Locked extends SQLException {
    private static final long serialVersionUID = 1;

    public Locked(String message) {
      super(message);
    }
  }
}
