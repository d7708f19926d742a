package dev.mig.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

  /** All of them, the oldest first; none where there is no such table. */
  List<Begun> all() throws SQLException {
    List<Begun> all = new ArrayList<>();
    if (!new JobTable(connection, dialect).exists()) {
      return all;
    }
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql.selectAttempts())) {
      while (row.next()) {
        all.add(
            new Begun(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                remembered(row.getString(5)),
                row.getString(6),
                row.getLong(7),
                row.getLong(8),
                Instant.parse(row.getString(9)),
                row.getString(10)));
      }
    }
    return all;
  }

  Optional<Begun> find(String migration) throws SQLException {
    return all().stream().filter(b -> b.migration().equals(migration)).findFirst();
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
