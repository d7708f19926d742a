package dev.mig.database.sqlite;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/** Registers functions written in Java on one connection, all of them deterministic. */
final class SqliteFunctionRegistry {
  private static final int ANY_COUNT = -1;

  /** SQLite's storage classes, as the driver numbers them. */
  private static final int INTEGER = 1;

  private static final int REAL = 2;
  private static final int TEXT = 3;
  private static final int BLOB = 4;
  private final Connection connection;

  SqliteFunctionRegistry(Connection connection) {
    this.connection = connection;
  }

  /**
   * What a function computes: arguments and result are Long, Double, String, byte[] or null;
   * results also BigDecimal and Boolean.
   */
  interface Body {
    @Nullable Object apply(Arguments arguments);
  }

  /** Collects the values of a group; a new one for each. */
  interface Collector {
    void add(Arguments arguments);

    @Nullable Object result();
  }

  /** The arguments of one call. */
  record Arguments(List<@Nullable Object> values) {
    @Nullable Object get(int place) {
      return values.get(place);
    }

    int size() {
      return values.size();
    }

    String text(int place) {
      return SqliteValues.text(values.get(place));
    }

    long whole(int place) {
      return SqliteValues.whole(values.get(place));
    }

    double floating(int place) {
      return SqliteValues.number(values.get(place)).doubleValue();
    }

    BigDecimal number(int place) {
      return SqliteValues.number(values.get(place));
    }

    boolean hasNull() {
      return values.stream().anyMatch(v -> v == null);
    }
  }

  /** A function that is NULL as soon as one argument is. */
  void strict(String name, int arguments, Body body) throws SQLException {
    open(name, arguments, a -> a.hasNull() ? null : body.apply(a));
  }

  /** A strict function of any number of arguments. */
  void strict(String name, Body body) throws SQLException {
    strict(name, ANY_COUNT, body);
  }

  /** A function that looks at NULLs itself. */
  void open(String name, int arguments, Body body) throws SQLException {
    Function.create(connection, name, new Plain(body), arguments, Function.FLAG_DETERMINISTIC);
  }

  void open(String name, Body body) throws SQLException {
    open(name, ANY_COUNT, body);
  }

  void aggregate(String name, int arguments, java.util.function.Supplier<Collector> start)
      throws SQLException {
    Function.create(connection, name, new Group(start), arguments, Function.FLAG_DETERMINISTIC);
  }

  /** The driver gives null for a blob without bytes. */
  private static byte[] bytes(byte @Nullable [] blob) {
    return blob == null ? new byte[0] : blob;
  }

  private static final class Plain extends Function {
    private final Body body;

    Plain(Body body) {
      this.body = body;
    }

    @Override
    protected void xFunc() throws SQLException {
      try {
        List<@Nullable Object> values = new ArrayList<>(args());
        for (int i = 0; i < args(); i++) {
          values.add(
              switch (value_type(i)) {
                case INTEGER -> (Object) value_long(i);
                case REAL -> value_double(i);
                case TEXT -> value_text(i);
                case BLOB -> bytes(value_blob(i));
                default -> null;
              });
        }
        Object result = SqliteValues.stored(body.apply(new Arguments(values)));
        switch (result) {
          case null -> result();
          case Long l -> result(l);
          case Double d -> result(d);
          case byte[] b -> result(b);
          default -> result(result.toString());
        }
      } catch (SqliteValues.Refused | ArithmeticException e) {
        error(e.getMessage());
      }
    }
  }

  /** The driver clones this one for each group, before its first row. */
  private static final class Group extends Function.Aggregate {
    private final java.util.function.Supplier<Collector> start;
    private @Nullable Collector collector;

    Group(java.util.function.Supplier<Collector> start) {
      this.start = start;
    }

    private Collector collector() {
      Collector known = collector;
      if (known == null) {
        known = start.get();
        collector = known;
      }
      return known;
    }

    @Override
    protected void xStep() throws SQLException {
      try {
        List<@Nullable Object> values = new ArrayList<>(args());
        for (int i = 0; i < args(); i++) {
          values.add(
              switch (value_type(i)) {
                case INTEGER -> (Object) value_long(i);
                case REAL -> value_double(i);
                case TEXT -> value_text(i);
                case BLOB -> bytes(value_blob(i));
                default -> null;
              });
        }
        collector().add(new Arguments(values));
      } catch (SqliteValues.Refused | ArithmeticException e) {
        error(e.getMessage());
      }
    }

    @Override
    protected void xFinal() throws SQLException {
      Object result = SqliteValues.stored(collector().result());
      switch (result) {
        case null -> result();
        case Long l -> result(l);
        case Double d -> result(d);
        default -> result(result.toString());
      }
    }
  }
}
