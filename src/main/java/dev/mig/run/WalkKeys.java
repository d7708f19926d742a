package dev.mig.run;

import dev.mig.plan.Step;
import dev.mig.plan.Stretch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the keys that a walk goes along. They are kept as text; see {@link Step.Key}. */
final class WalkKeys {
  /** Asks for all rows of a range at once. */
  static final int ALL = -1;

  private final Step.Walk walk;
  private final String names;
  private final String read;

  WalkKeys(Step.Walk walk) {
    this.walk = walk;
    this.names = walk.key().stream().map(Step.Key::column).collect(Collectors.joining(", "));
    this.read = walk.key().stream().map(Step.Key::read).collect(Collectors.joining(", "));
  }

  /**
   * The next rows of a range.
   *
   * @param end whether nothing of the range is left behind them
   */
  record Next(Mover.Turn turn, boolean end) {}

  /** The next rows, at most so many, or {@link #ALL}. */
  Next next(Connection connection, JobTable.Range at, int wanted) throws SQLException {
    if (wanted == ALL) {
      return new Next(new Mover.Turn(between(at.after(), at.last()), -1, at.last()), true);
    }
    String sql =
        "select %1$s, mig_n from (select %2$s, row_number() over (order by %2$s) as mig_n%3$s) as mig_page order by mig_n desc limit 1"
            .formatted(read, names, rest(at, wanted));
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      if (!row.next()) {
        return new Next(new Mover.Turn(null, 0, at.last()), true);
      }
      long found = row.getLong(walk.key().size() + 1);
      boolean end = found < wanted;
      List<String> upto = end ? at.last() : key(row);
      return new Next(new Mover.Turn(between(at.after(), upto), found, upto), end);
    }
  }

  /** The keys of the next rows, at most so many, in order. */
  List<List<String>> list(Connection connection, JobTable.Range at, int wanted)
      throws SQLException {
    return list(connection, "select " + read + rest(at, wanted));
  }

  /** The keys that a query gives. */
  List<List<String>> list(Connection connection, String sql) throws SQLException {
    List<List<String>> keys = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        keys.add(key(row));
      }
    }
    return keys;
  }

  /** The greatest key of this moment; empty where there is no row. */
  List<List<String>> greatest(Connection connection) throws SQLException {
    String backwards =
        walk.key().stream().map(k -> k.column() + " desc").collect(Collectors.joining(", "));
    return list(
        connection,
        "select " + read + " from " + walk.table() + " order by " + backwards + " limit 1");
  }

  private String rest(JobTable.Range at, int wanted) {
    List<String> columns = walk.key().stream().map(Step.Key::column).toList();
    return " from "
        + walk.table()
        + " where "
        + between(at.after(), at.last()).condition(columns)
        + " order by "
        + names
        + " limit "
        + wanted;
  }

  private List<String> key(ResultSet row) throws SQLException {
    List<String> key = new ArrayList<>();
    for (int i = 1; i <= walk.key().size(); i++) {
      key.add(Objects.requireNonNull(row.getString(i)));
    }
    return key;
  }

  Stretch between(@Nullable List<String> after, List<String> upto) {
    return new Stretch.Between(after == null ? null : literal(after), literal(upto));
  }

  /** The rows of these keys, at least one. */
  Stretch these(List<List<String>> keys) {
    List<String> casts = walk.key().stream().map(k -> Objects.requireNonNull(k.cast())).toList();
    return new Stretch.Keys(
        keys.stream().map(k -> k.stream().map(WalkKeys::quoted).toList()).toList(), casts);
  }

  private List<String> literal(List<String> key) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      String cast = walk.key().get(i).cast();
      all.add(cast == null ? key.get(i) : quoted(key.get(i)) + "::" + cast);
    }
    return all;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
