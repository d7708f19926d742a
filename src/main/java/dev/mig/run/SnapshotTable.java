package dev.mig.run;

import dev.mig.schema.Definitions;
import dev.mig.schema.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes {@code mig.snapshot}: what defines each table, view and enum type as the history
 * left it. What others change by hand does not get into it, so that it can be told.
 */
final class SnapshotTable {
  private static final int BATCH = 1000;

  private final Connection connection;
  private final LedgerSql sql;
  private final Marks marks;

  SnapshotTable(Connection connection, LedgerSql sql) {
    this.connection = connection;
    this.sql = sql;
    this.marks = new Marks(connection, sql);
  }

  /**
   * What was read.
   *
   * @param whole whether it is as it was written, so that nothing of it was changed by hand
   */
  record Read(SortedMap<Definitions.Key, String> definitions, boolean whole) {}

  /** Whether one was ever taken: a ledger of the first format has none until the next run. */
  boolean taken() throws SQLException {
    return marks.get(Marks.SNAPSHOT) != null;
  }

  /** How many things of the schema it tells of. */
  int size() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.countSnapshot())) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** All of it; empty where none was taken. */
  Read read() throws SQLException {
    @Nullable String seal = marks.get(Marks.SNAPSHOT);
    SortedMap<Definitions.Key, String> definitions = new TreeMap<>();
    SortedMap<Definitions.Key, String> fingerprints = new TreeMap<>();
    if (seal == null) {
      return new Read(definitions, true);
    }
    boolean whole = true;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.selectSnapshot())) {
      while (row.next()) {
        Definitions.Key key = new Definitions.Key(row.getString(1), row.getString(2));
        fingerprints.put(key, row.getString(3));
        definitions.put(key, row.getString(4));
        whole &= row.getString(3).equals(fingerprint(row.getString(4)));
      }
    }
    return new Read(definitions, whole && seal.equals(seal(fingerprints)));
  }

  /**
   * Follows a transaction of the history: what it made, changed and removed. The first time all
   * that is there is taken.
   */
  void follow(Schema before, Schema after) throws SQLException {
    if (taken()) {
      write(Definitions.changes(before, after));
    } else {
      take(after);
    }
  }

  /** Takes all that is there, whatever was known before. */
  void take(Schema now) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql.clearSnapshot());
    }
    marks.put(Marks.SNAPSHOT, seal(new TreeMap<>()));
    write(new TreeMap<>(Definitions.of(now)));
  }

  private void write(Map<Definitions.Key, @Nullable String> changes) throws SQLException {
    if (changes.isEmpty()) {
      return;
    }
    SortedMap<Definitions.Key, String> fingerprints = fingerprints();
    boolean whole = seal(fingerprints).equals(marks.get(Marks.SNAPSHOT));
    try (PreparedStatement delete = connection.prepareStatement(sql.deleteSnapshot());
        PreparedStatement insert = connection.prepareStatement(sql.insertSnapshot())) {
      int waiting = 0;
      for (Map.Entry<Definitions.Key, @Nullable String> each : changes.entrySet()) {
        Definitions.Key key = each.getKey();
        String text = each.getValue();
        Ledger.set(delete, key.kind(), key.name());
        delete.addBatch();
        fingerprints.remove(key);
        if (text != null) {
          fingerprints.put(key, fingerprint(text));
          Ledger.set(insert, key.kind(), key.name(), fingerprint(text), text);
          insert.addBatch();
        }
        if (++waiting % BATCH == 0) {
          delete.executeBatch();
          insert.executeBatch();
        }
      }
      delete.executeBatch();
      insert.executeBatch();
    }
    if (whole) {
      // Else it was changed by hand, which must not be covered up.
      marks.put(Marks.SNAPSHOT, seal(fingerprints));
    }
  }

  private SortedMap<Definitions.Key, String> fingerprints() throws SQLException {
    SortedMap<Definitions.Key, String> all = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql.selectFingerprints())) {
      while (row.next()) {
        all.put(new Definitions.Key(row.getString(1), row.getString(2)), row.getString(3));
      }
    }
    return all;
  }

  private static String fingerprint(String definition) {
    return Seal.of(List.of(definition));
  }

  private static String seal(SortedMap<Definitions.Key, String> fingerprints) {
    List<@Nullable String> parts = new ArrayList<>();
    fingerprints.forEach(
        (key, fingerprint) -> {
          parts.add(key.kind());
          parts.add(key.name());
          parts.add(fingerprint);
        });
    return Seal.of(parts);
  }
}
