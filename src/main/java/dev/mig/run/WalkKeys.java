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
    this.read = Step.Key.asTexts(walk.key());
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
    List<List<String>> upto = list(connection, "select " + read + rest(at, 1, wanted - 1));
    if (!upto.isEmpty()) {
      List<String> last = upto.getFirst();
      boolean end = last.equals(at.last());
      return new Next(new Mover.Turn(between(at.after(), last), wanted, last), end);
    }
    // Only at the end: numbering the keys of each batch took longer than changing its rows.
    long found = count(connection, at, wanted);
    Stretch left = found == 0 ? null : between(at.after(), at.last());
    return new Next(new Mover.Turn(left, found, at.last()), true);
  }

  private long count(Connection connection, JobTable.Range at, int most) throws SQLException {
    return count(connection, "(select 1 as mig" + rest(at, most, 0) + ") as mig_page");
  }

  /** How many rows the table has. */
  long all(Connection connection) throws SQLException {
    return count(connection, walk.table());
  }

  private static long count(Connection connection, String from) throws SQLException {
    String sql = "select count(*) from " + from;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The keys of the next rows, at most so many, in order. */
  List<List<String>> list(Connection connection, JobTable.Range at, int wanted)
      throws SQLException {
    return list(connection, "select " + read + rest(at, wanted, 0));
  }

  /** The keys of the rows of a stretch, in order. */
  List<List<String>> list(Connection connection, Stretch stretch) throws SQLException {
    List<String> columns = walk.key().stream().map(Step.Key::column).toList();
    return list(
        connection,
        "select "
            + read
            + " from "
            + walk.table()
            + " where "
            + stretch.condition(columns)
            + " order by "
            + names);
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

  private String rest(JobTable.Range at, int wanted, int behind) {
    List<String> columns = walk.key().stream().map(Step.Key::column).toList();
    return " from "
        + walk.table()
        + " where "
        + between(at.after(), at.last()).condition(columns)
        + " order by "
        + names
        + " limit "
        + wanted
        + (behind > 0 ? " offset " + behind : "");
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
