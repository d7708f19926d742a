package dev.mig.database;

import dev.mig.database.postgres.PostgresSql;
import dev.mig.database.sqlite.SqliteFunctions;
import dev.mig.database.sqlite.SqliteSql;
import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.testing.TestDatabase;
import dev.mig.testing.TestPostgres;
import dev.mig.testing.TestSqlite;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks both databases the same and compares what they say. */
final class BothDatabases implements AutoCloseable {
  private static final MathContext DIGITS = new MathContext(14);
  private final TestDatabase postgresDatabase = TestPostgres.create();
  private final TestDatabase sqliteDatabase = TestSqlite.create();
  private final Connection postgres;
  private final Connection sqlite;
  private final PostgresSql postgresSql;
  private final SqliteSql sqliteSql = new SqliteSql();
  final List<String> differences = new ArrayList<>();
  int asked;
  int errors;

  BothDatabases() throws SQLException {
    postgres = postgresDatabase.connection();
    sqlite = sqliteDatabase.connection();
    SqliteFunctions.register(sqlite);
    postgresSql = new PostgresSql(postgres.getMetaData().getDatabaseMajorVersion());
    execute(postgres, "set timezone to 'UTC'");
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  Connection postgres() {
    return postgres;
  }

  Connection sqlite() {
    return sqlite;
  }

  PostgresSql postgresSql() {
    return postgresSql;
  }

  SqliteSql sqliteSql() {
    return sqliteSql;
  }

  static Literal literal(@Nullable Object value, SqlType type) {
    Object stored = value instanceof Number n ? new BigDecimal(n.toString()) : value;
    return new Literal(stored, Typing.of(type, value == null), Span.NONE);
  }

  /**
   * Asks for an expression over columns c1, c2 … that have these values. The limit keeps PostgreSQL
   * from working it out beforehand, where it would run into errors of branches that are never
   * taken.
   */
  void compare(java.util.function.Function<List<Expr>, Expr> make, List<Literal> values)
      throws SQLException {
    List<Item> items = new ArrayList<>();
    List<Expr> columns = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Literal value = values.get(i);
      Expr given =
          value.value() == null ? new Cast(value, value.type(), value.typing(), Span.NONE) : value;
      boolean word = value.type().name().startsWith("word");
      items.add(new Item(word ? Exprs.number(1) : given, "c" + (i + 1)));
      columns.add(
          word
              ? literal(
                  value.value(), value.value() instanceof String ? SqlType.TEXT : SqlType.INTEGER)
              : new Expr.Column("v", "c" + (i + 1), Typing.of(value.type(), true), Span.NONE));
    }
    Query.From from =
        values.isEmpty() ? null : new QueryFrom(Select.of(items, null, null).limited(1), "v");
    compare(make.apply(columns), from, values);
  }

  /** Moments outside the years 1 to 9999 are refused on SQLite: see "What differs". */
  private void compare(Expr written, Query.@Nullable From from, List<Literal> values)
      throws SQLException {
    List<Diagnostic> problems = new ArrayList<>();
    Expr expr = new Typer(Scope.of(Schema.EMPTY), problems::add).type(written);
    problems.removeIf(d -> !d.isError());
    if (!problems.isEmpty()) {
      throw new AssertionError(
          problems.getFirst().summary() + problems.getFirst().notes() + " in " + written);
    }
    SqlType type = expr.type();
    Expr shown =
        type.isTemporal()
                || type.isJson()
                || type.kind() == SqlType.Kind.INTERVAL
                || type.kind() == SqlType.Kind.UUID
            ? new Cast(expr, SqlType.TEXT, Typing.of(SqlType.TEXT, true), Span.NONE)
            : expr;
    Query query = Select.of(List.of(new Item(shown, "result")), from, null);
    String left = answer(postgres, postgresSql.query(query), type);
    String right = answer(sqlite, sqliteSql.query(query), type);
    asked++;
    errors += left.startsWith("error") || right.startsWith("error") ? 1 : 0;
    boolean beyond = right.startsWith("error") && left.matches("'(\\d{5,}-.*|.* BC.*)'");
    boolean failed = beyond || (left.startsWith("error") && right.startsWith("error"));
    if (!failed && !left.equals(right)) {
      differences.add(
          "PostgreSQL "
              + left
              + "\n    SQLite     "
              + right
              + "\n    of "
              + values.stream().map(v -> String.valueOf(v.value())).toList()
              + "\n    "
              + postgresSql.query(query)
              + "\n    "
              + sqliteSql.query(query));
    }
  }

  /** The value in one text form. */
  static String answer(Connection connection, String sql, SqlType type) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return switch (type.kind()) {
        case BOOLEAN -> {
          boolean value = rows.getBoolean(1);
          yield rows.wasNull() ? "NULL" : String.valueOf(value);
        }
        case SMALLINT, INTEGER, BIGINT, NUMERIC -> number(rows.getString(1));
        case REAL, DOUBLE -> number(rows.getString(1));
        case BYTES -> {
          byte[] bytes = rows.getBytes(1);
          yield bytes == null ? "NULL" : HexFormat.of().formatHex(bytes);
        }
        default -> {
          String text = rows.getString(1);
          yield text == null ? "NULL" : "'" + text + "'";
        }
      };
    } catch (SQLException e) {
      return "error "
          + Objects.requireNonNullElse(e.getMessage(), "").lines().findFirst().orElse("");
    }
  }

  private static String number(@Nullable String text) {
    if (text == null) {
      return "NULL";
    }
    if (text.contains("N") || text.contains("I")) {
      return text;
    }
    BigDecimal n = new BigDecimal(text).round(DIGITS).stripTrailingZeros();
    return n.signum() == 0 ? "0" : n.toPlainString();
  }

  String report() {
    return differences.size()
        + " of "
        + asked
        + " differ:\n  "
        + String.join("\n  ", differences.subList(0, Math.min(40, differences.size())));
  }

  @Override
  public void close() throws SQLException {
    postgres.close();
    sqlite.close();
    postgresDatabase.close();
    sqliteDatabase.close();
  }
}
