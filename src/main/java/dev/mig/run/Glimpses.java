package dev.mig.run;

import dev.mig.database.SqlWriter;
import dev.mig.expression.Queries;
import dev.mig.operation.Operation;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a few rows before a statement changes them, and at the same rows afterwards. Only an
 * illustration: whatever cannot be looked at is left out.
 */
final class Glimpses {
  /** Rows of each table. */
  static final int MOST = 5;

  private static final String MARK = "mig_glimpse";

  private final Connection connection;
  private final SqlWriter sql;
  private final Schema before;
  private final Map<QName, Seen> seen = new LinkedHashMap<>();
  private final List<Glimpse> gone = new ArrayList<>();

  /**
   * Rows of a table, found again by their keys.
   *
   * @param shown the columns that are set
   */
  private record Seen(
      List<String> key,
      Set<String> shown,
      List<List<Object>> keys,
      List<Map<String, @Nullable String>> rows) {}

  Glimpses(Connection connection, SqlWriter sql, Schema before) {
    this.connection = connection;
    this.sql = sql;
    this.before = before;
  }

  /** Looks at the rows that these operations are about to change. */
  void before(List<Operation> operations) throws SQLException {
    for (Operation operation : operations) {
      switch (operation) {
        case UpdateRows o when o.from() == null -> update(o);
        case DeleteRows o -> delete(o);
        default -> {}
      }
    }
  }

  private void update(UpdateRows update) throws SQLException {
    Table table = before.tables().get(update.table());
    if (table == null || table.key().isEmpty()) {
      return;
    }
    Seen known = seen.get(update.table());
    Set<String> set =
        update.assignments().stream()
            .map(a -> a.column())
            .filter(c -> !table.key().contains(c))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (known != null) {
      known.shown().addAll(set);
      return;
    }
    String where = update.where() == null ? "" : " WHERE " + sql.expr(update.where());
    Seen found = new Seen(table.key(), set, new ArrayList<>(), new ArrayList<>());
    if (tried(() -> look(table, update.alias(), where, found)) && !found.keys().isEmpty()) {
      seen.put(update.table(), found);
    }
  }

  private void delete(DeleteRows delete) throws SQLException {
    Table table = before.tables().get(delete.table());
    if (table == null) {
      return;
    }
    String where = delete.where() == null ? "" : " WHERE " + sql.expr(delete.where());
    Seen found = new Seen(table.key(), Set.of(), new ArrayList<>(), new ArrayList<>());
    if (tried(() -> look(table, delete.alias(), where, found)) && !found.rows().isEmpty()) {
      List<String> columns = table.columns().stream().map(c -> c.name()).toList();
      gone.add(
          new Glimpse(
              delete.table(),
              Glimpse.Kind.GONE,
              columns,
              table.key().size(),
              found.rows().stream()
                  .map(r -> new Glimpse.Row(values(r, columns), List.of()))
                  .toList()));
    }
  }

  private void look(Table table, String alias, String where, Seen into) throws SQLException {
    String as = alias.isEmpty() ? "" : " AS " + sql.name(alias);
    String query = "SELECT * FROM " + sql.name(table.name()) + as + where + " LIMIT " + MOST;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        List<Object> key = new ArrayList<>();
        for (String column : into.key()) {
          key.add(row.getObject(column));
        }
        into.keys().add(key);
        into.rows().add(row(row));
      }
    }
  }

  private static Map<String, @Nullable String> row(ResultSet row) throws SQLException {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      values.put(row.getMetaData().getColumnLabel(i), row.getString(i));
    }
    return values;
  }

  private static List<@Nullable String> values(
      Map<String, @Nullable String> row, List<String> columns) {
    List<@Nullable String> values = new ArrayList<>();
    columns.forEach(c -> values.add(row.get(c)));
    return values;
  }

  /**
   * The rows as they are now.
   *
   * @param operations the same again, for the rows that they added
   */
  List<Glimpse> after(List<Operation> operations, Schema now) throws SQLException {
    List<Glimpse> all = new ArrayList<>(gone);
    for (Map.Entry<QName, Seen> each : seen.entrySet()) {
      Table table = now.tables().get(each.getKey());
      if (table != null && table.key().equals(each.getValue().key())) {
        tried(() -> again(table, each.getValue(), all));
      }
    }
    for (Operation operation : operations) {
      if (operation instanceof InsertRows insert
          && Queries.tables(insert.query()).isEmpty()
          && now.tables().containsKey(insert.table())) {
        tried(() -> added(insert, all));
      }
    }
    return all;
  }

  private void again(Table table, Seen then, List<Glimpse> all) throws SQLException {
    List<String> columns = new ArrayList<>(then.key());
    then.shown().stream().filter(c -> table.column(c).isPresent()).forEach(columns::add);
    String condition =
        then.key().stream().map(c -> sql.name(c) + " = ?").collect(Collectors.joining(" AND "));
    List<Glimpse.Row> rows = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT * FROM " + sql.name(table.name()) + " WHERE " + condition)) {
      for (int i = 0; i < then.keys().size(); i++) {
        for (int part = 0; part < then.key().size(); part++) {
          query.setObject(part + 1, then.keys().get(i).get(part));
        }
        try (ResultSet row = query.executeQuery()) {
          if (row.next()) {
            rows.add(
                new Glimpse.Row(values(then.rows().get(i), columns), values(row(row), columns)));
          }
        }
      }
    }
    if (!rows.isEmpty()) {
      all.add(new Glimpse(table.name(), Glimpse.Kind.CHANGED, columns, then.key().size(), rows));
    }
  }

  /** What was inserted is what its query gives, which reads nothing. */
  private void added(InsertRows insert, List<Glimpse> all) throws SQLException {
    List<Glimpse.Row> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(MOST);
      try (ResultSet row = statement.executeQuery(sql.query(insert.query()))) {
        while (row.next()) {
          rows.add(new Glimpse.Row(List.of(), new ArrayList<>(row(row).values())));
        }
      }
    }
    int width = insert.columns().size();
    if (!rows.isEmpty() && rows.getFirst().after().size() == width) {
      all.add(new Glimpse(insert.table(), Glimpse.Kind.ADDED, insert.columns(), 0, rows));
    }
  }

  private interface Look {
    void look() throws SQLException;
  }

  /** Whether it went well; an error leaves the transaction as it was. */
  private boolean tried(Look look) throws SQLException {
    execute("SAVEPOINT " + MARK);
    try {
      look.look();
      execute("RELEASE SAVEPOINT " + MARK);
      return true;
    } catch (SQLException notToBeSeen) {
      execute("ROLLBACK TO SAVEPOINT " + MARK);
      return false;
    }
  }

  private void execute(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
