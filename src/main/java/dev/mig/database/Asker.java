package dev.mig.database;

import dev.mig.operation.Answer;
import dev.mig.source.Samples;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks on one connection what the question steps of a plan ask, at check time and in a run alike.
 */
public final class Asker {
  private final Connection connection;

  public Asker(Connection connection) {
    this.connection = connection;
  }

  /**
   * Answers a {@link dev.mig.plan.Step.AskNone}: {@code ofSql} is asked only when rows were found.
   */
  public Answer none(String sql, @Nullable String ofSql) throws SQLException {
    List<String> columns = new ArrayList<>();
    List<List<@Nullable String>> rows = new ArrayList<>();
    long total = 0;
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      ResultSetMetaData meta = found.getMetaData();
      int last = meta.getColumnCount();
      for (int i = 1; i < last; i++) {
        columns.add(meta.getColumnLabel(i));
      }
      while (found.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i < last; i++) {
          row.add(text(found, i));
        }
        rows.add(row);
        total = found.getLong(last);
      }
    }
    if (rows.isEmpty()) {
      return Answer.YES;
    }
    long of = ofSql == null ? -1 : Long.parseLong(Objects.requireNonNullElse(value(ofSql), "-1"));
    return new Answer(false, new Samples(total, of, columns, rows), null, null);
  }

  /** The rows of a query, each value as text, so many at most. */
  List<List<@Nullable String>> rows(String sql, int most) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      int columns = found.getMetaData().getColumnCount();
      while (rows.size() < most && found.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(text(found, i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** Answers a {@link dev.mig.plan.Step.AskSame}. */
  public Answer same(String left, String right) throws SQLException {
    return compare(value(left), value(right), null);
  }

  /** Answers a {@link dev.mig.plan.Step.AskUnchanged}. */
  public Answer unchanged(@Nullable String remembered, String sql, @Nullable String within)
      throws SQLException {
    return compare(remembered, value(sql), within);
  }

  /**
   * The one value of a query, in a form in which equal numbers are equal texts; null for NULL and
   * for no row.
   */
  public @Nullable String value(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      if (!found.next()) {
        return null;
      }
      Object value = found.getObject(1);
      return value instanceof Number number ? plain(number) : text(found, 1);
    }
  }

  private static Answer compare(
      @Nullable String left, @Nullable String right, @Nullable String within) {
    boolean holds = Objects.equals(left, right);
    if (!holds && left != null && right != null && within != null) {
      BigDecimal apart = new BigDecimal(left).subtract(new BigDecimal(right)).abs();
      holds = apart.compareTo(new BigDecimal(within)) <= 0;
    }
    return new Answer(holds, null, left, right);
  }

  /** NaN and the infinities are no decimals; they are themselves. */
  private static String plain(Number number) {
    String text = number.toString();
    boolean decimal = !text.contains("N") && !text.contains("I");
    if (!decimal) {
      return text;
    }
    BigDecimal exact = new BigDecimal(text);
    return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
  }

  private static @Nullable String text(ResultSet row, int column) throws SQLException {
    int type = row.getMetaData().getColumnType(column);
    if (type == Types.BIT || type == Types.BOOLEAN) {
      boolean truth = row.getBoolean(column);
      return row.wasNull() ? null : Boolean.toString(truth);
    }
    return row.getString(column);
  }
}
