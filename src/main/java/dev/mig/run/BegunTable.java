package dev.mig.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code mig.attempt} over one connection. */
final class BegunTable {
  private final Connection connection;
  private final String dialect;
  private final JobSql sql;

  BegunTable(Connection connection, String dialect) {
    this.connection = connection;
    this.dialect = dialect;
    this.sql = JobSql.of(dialect);
  }

  /**
   * All of them, the oldest first; none where there is no such table.
   *
   * @throws Refused when one was changed by hand
   */
  List<Begun> all() throws SQLException, Refused {
    List<Begun> all = new ArrayList<>();
    if (!new JobTable(connection, dialect).exists()) {
      return all;
    }
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql.selectAttempts())) {
      while (row.next()) {
        all.add(begun(row));
      }
    }
    return all;
  }

  Optional<Begun> find(String migration) throws SQLException, Refused {
    return all().stream().filter(b -> b.migration().equals(migration)).findFirst();
  }

  private static Begun begun(ResultSet row) throws SQLException, Refused {
    try {
      return new Begun(
          row.getString(1),
          row.getString(2),
          row.getInt(3),
          row.getInt(4),
          remembered(row.getString(5)),
          row.getString(6),
          row.getLong(7),
          row.getLong(8),
          Instant.parse(row.getString(9)),
          row.getString(10));
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | DateTimeException e) {
      // What gson and others throw on a text of another shape.
      throw new Refused(Problems.damagedAttempt(row.getString(1)));
    }
  }

  /**
   * Whether an attempt is still as far as one runner knows it; other runners are kept away from it
   * until the end of the transaction.
   */
  boolean stillAt(Begun known) throws SQLException, Refused {
    try (PreparedStatement lock = connection.prepareStatement(sql.lockAttempt())) {
      lock.setString(1, known.migration());
      lock.executeQuery().close();
    }
    return find(known.migration())
        .filter(
            b ->
                b.way().equals(known.way())
                    && b.next() == known.next()
                    && Ledger.instant(b.at()).equals(Ledger.instant(known.at())))
        .isPresent();
  }

  void insert(Begun begun) throws SQLException {
    execute(
        sql.insertAttempt(),
        begun.migration(),
        begun.way(),
        begun.stopped(),
        begun.next(),
        json(begun.remembered()),
        begun.schemaNow(),
        begun.rows(),
        begun.millis(),
        Ledger.instant(begun.at()),
        begun.record());
  }

  void update(Begun begun) throws SQLException {
    execute(
        sql.updateAttempt(),
        begun.way(),
        begun.stopped(),
        begun.next(),
        json(begun.remembered()),
        begun.schemaNow(),
        begun.rows(),
        begun.millis(),
        begun.migration());
  }

  void delete(String migration) throws SQLException {
    execute(sql.deleteAttempt(), migration);
  }

  private void execute(String statement, @Nullable Object... values) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(statement)) {
      Ledger.set(update, values);
      update.executeUpdate();
    }
  }

  private static String json(Map<Integer, @Nullable String> remembered) {
    JsonObject object = new JsonObject();
    remembered.forEach((slot, value) -> object.addProperty(slot.toString(), value));
    return object.toString();
  }

  private static Map<Integer, @Nullable String> remembered(String json) {
    Map<Integer, @Nullable String> all = new HashMap<>();
    for (Map.Entry<String, JsonElement> e :
        JsonParser.parseString(json).getAsJsonObject().entrySet()) {
      all.put(
          Integer.valueOf(e.getKey()),
          e.getValue().isJsonNull() ? null : e.getValue().getAsString());
    }
    return all;
  }
}
