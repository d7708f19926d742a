package dev.mig.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Short texts that the ledger keeps about itself, in {@code mig.mark}: what must be at the end of
 * the log, and what all of the snapshot comes to.
 */
final class Marks {
  /** The seal of the newest event, so that one removed at the end is missed. */
  static final String LAST_EVENT = "last event";

  /** {@link SnapshotTable}'s seal over all of its rows. */
  static final String SNAPSHOT = "snapshot";

  private final Connection connection;
  private final LedgerSql sql;

  Marks(Connection connection, LedgerSql sql) {
    this.connection = connection;
    this.sql = sql;
  }

  /** Null where nothing was marked, or there is no such table. */
  @Nullable String get(String name) throws SQLException {
    if (!exist()) {
      return null;
    }
    try (PreparedStatement select = connection.prepareStatement(sql.selectMark())) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  void put(String name, String value) throws SQLException {
    try (PreparedStatement put = connection.prepareStatement(sql.putMark())) {
      Ledger.set(put, name, value);
      put.executeUpdate();
    }
  }

  /** Whether there are the tables of marks and of the snapshot. */
  boolean exist() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql.hasSnapshot())) {
      return found.next() && found.getBoolean(1);
    }
  }
}
