package dev.mig.bench;

import dev.mig.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What people write by hand to change the rows of {@link Items}. */
final class HandLoops {
  private static final int BATCH = 5_000;

  private HandLoops() {}

  /** All statements in one transaction. */
  static Way one(String name, String... statements) {
    return new Way(
        name,
        1,
        Way.Other.NOTHING,
        (database, pulse) -> {
          try (Connection connection = begin(database, false)) {
            for (String sql : statements) {
              Items.execute(connection, sql);
            }
            connection.commit();
            pulse.beat();
          }
        });
  }

  /** Along the key, prepared statements, a commit for each 5,000 rows, no cursor kept. */
  static Way keyset(String change) {
    return new Way("keyset loop, 5,000", 1, Way.Other.NOTHING, (d, p) -> keyset(d, p, change));
  }

  private static void keyset(TestDatabase database, Pulse pulse, String change)
      throws SQLException {
    String upto =
        "select max(id) from (select id from items where id > ? order by id limit " + BATCH + ") b";
    try (Connection connection = begin(database, false);
        PreparedStatement end = connection.prepareStatement(upto);
        PreparedStatement update =
            connection.prepareStatement(change + " where id > ? and id <= ?")) {
      long after = 0;
      while (true) {
        end.setLong(1, after);
        long last;
        try (ResultSet row = end.executeQuery()) {
          last = row.next() ? row.getLong(1) : 0;
        }
        connection.commit(); // SQLite lets nobody write on what he read before others wrote
        if (last == 0) {
          return;
        }
        update.setLong(1, after);
        update.setLong(2, last);
        update.executeUpdate();
        connection.commit();
        pulse.beat();
        after = last;
      }
    }
  }

  /** Each row for itself, in auto-commit mode. */
  static Way rowByRow(int share, String change) {
    return new Way(
        "row by row, auto-commit",
        share,
        Way.Other.NOTHING,
        (database, pulse) -> {
          try (Connection connection = begin(database, true)) {
            List<Long> ids = ids(connection);
            try (PreparedStatement update = connection.prepareStatement(change + " where id = ?")) {
              for (long id : ids) {
                update.setLong(1, id);
                update.executeUpdate();
                pulse.beat();
              }
            }
          }
        });
  }

  private static List<Long> ids(Connection connection) throws SQLException {
    List<Long> ids = new java.util.ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement("select id from items order by id");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        ids.add(row.getLong(1));
      }
    }
    return ids;
  }

  /** Pages by {@code limit … offset …}. */
  static Way offset(int share, String change) {
    return new Way(
        "limit 1,000 offset n",
        share,
        Way.Other.NOTHING,
        (database, pulse) ->
            untilNone(
                database,
                pulse,
                change + " where id in (select id from items order by id limit 1000 offset %d)"));
  }

  /** Whatever is not done yet, a thousand at a time; each time it is looked for from the start. */
  static Way whereNull(int share, String change, String left) {
    return new Way(
        "where … limit 1,000",
        share,
        Way.Other.NOTHING,
        (database, pulse) ->
            untilNone(
                database,
                pulse,
                change + " where id in (select id from items where " + left + " limit 1000)"));
  }

  private static void untilNone(TestDatabase database, Pulse pulse, String sql)
      throws SQLException {
    try (Connection connection = begin(database, true)) {
      for (long offset = 0; ; offset += 1000) {
        try (PreparedStatement update = connection.prepareStatement(sql.formatted(offset))) {
          if (update.executeUpdate() == 0) {
            return;
          }
          pulse.beat();
        }
      }
    }
  }

  /** On a connection of the settings that a run has. */
  private static Connection begin(TestDatabase database, boolean autoCommit) throws SQLException {
    Connection connection = Items.open(database).connect();
    connection.setAutoCommit(autoCommit);
    return connection;
  }
}
