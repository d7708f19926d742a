package dev.mig.database;

import static dev.mig.database.BothDatabases.literal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.expression.Casts;
import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Between;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Exprs;
import dev.mig.expression.Types;
import dev.mig.expression.Typing;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.source.Span;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Operators, casts and the test whether a cast fits give the same on both databases. */
class OperatorsOnBothTest {
  private static final Span NONE = Span.NONE;
  private static final List<SqlType> TYPES =
      List.of(
          SqlType.BOOLEAN,
          SqlType.of(Kind.SMALLINT),
          SqlType.INTEGER,
          SqlType.BIGINT,
          SqlType.NUMERIC,
          SqlType.DOUBLE,
          SqlType.TEXT,
          SqlType.DATE,
          SqlType.TIME,
          SqlType.TIMESTAMP,
          SqlType.TIMESTAMPTZ,
          SqlType.INTERVAL,
          SqlType.UUID,
          SqlType.JSONB);

  private static List<Literal> some(SqlType type) {
    List<Literal> all = EdgeValues.of(type, true);
    return all.subList(0, Math.min(8, all.size()));
  }

  @Test
  void comparisons() throws SQLException {
    try (BothDatabases both = new BothDatabases()) {
      for (SqlType type : TYPES) {
        boolean ordered = type.kind() != Kind.JSONB && type.kind() != Kind.BOOLEAN;
        for (BinaryOp op :
            List.of(
                BinaryOp.EQ,
                BinaryOp.NE,
                BinaryOp.LT,
                BinaryOp.GE,
                BinaryOp.DISTINCT,
                BinaryOp.NOT_DISTINCT)) {
          if (ordered || (op != BinaryOp.LT && op != BinaryOp.GE)) {
            pairs(both, op, type, type);
          }
        }
      }
      pairs(both, BinaryOp.LT, SqlType.INTEGER, SqlType.NUMERIC);
      pairs(both, BinaryOp.EQ, SqlType.DATE, SqlType.TIMESTAMP);
      pairs(both, BinaryOp.GT, SqlType.TIMESTAMP, SqlType.TIMESTAMPTZ);
      for (Literal low : some(SqlType.TEXT)) {
        both.compare(
            c -> new Between(c.get(0), c.get(1), c.get(2), false, Typing.UNKNOWN, NONE),
            List.of(literal("b\u00e9", SqlType.TEXT), low, literal("z", SqlType.TEXT)));
      }
      assertSame(both);
    }
  }

  @Test
  void arithmetic() throws SQLException {
    try (BothDatabases both = new BothDatabases()) {
      for (SqlType type : List.of(SqlType.NUMERIC, SqlType.DOUBLE)) {
        for (BinaryOp op :
            List.of(BinaryOp.PLUS, BinaryOp.MINUS, BinaryOp.TIMES, BinaryOp.DIVIDE)) {
          pairs(both, op, type, type);
        }
      }
      for (BinaryOp op : List.of(BinaryOp.DIVIDE, BinaryOp.MODULO, BinaryOp.MINUS)) {
        pairs(both, op, SqlType.INTEGER, SqlType.INTEGER);
        pairs(both, op, SqlType.INTEGER, SqlType.NUMERIC);
      }
      pairs(both, BinaryOp.MODULO, SqlType.NUMERIC, SqlType.NUMERIC);
      pairs(both, BinaryOp.PLUS, SqlType.DATE, SqlType.INTEGER);
      pairs(both, BinaryOp.MINUS, SqlType.DATE, SqlType.DATE);
      for (SqlType moment :
          List.of(
              SqlType.DATE,
              SqlType.TIME,
              SqlType.TIMESTAMP,
              SqlType.TIMESTAMPTZ,
              SqlType.INTERVAL)) {
        pairs(both, BinaryOp.PLUS, moment, SqlType.INTERVAL);
        pairs(both, BinaryOp.MINUS, moment, SqlType.INTERVAL);
      }
      pairs(both, BinaryOp.MINUS, SqlType.TIMESTAMP, SqlType.TIMESTAMP);
      pairs(both, BinaryOp.MINUS, SqlType.TIMESTAMPTZ, SqlType.DATE);
      assertSame(both);
    }
  }

  @Test
  void textsAndJson() throws SQLException {
    try (BothDatabases both = new BothDatabases()) {
      for (SqlType type :
          List.of(
              SqlType.TEXT,
              SqlType.INTEGER,
              SqlType.NUMERIC,
              SqlType.DOUBLE,
              SqlType.BOOLEAN,
              SqlType.TIMESTAMPTZ,
              SqlType.DATE)) {
        pairs(both, BinaryOp.CONCAT, SqlType.TEXT, type);
      }
      pairs(both, BinaryOp.CONCAT, SqlType.JSONB, SqlType.JSONB);
      for (Literal json : EdgeValues.of(SqlType.JSONB, false)) {
        for (Literal key :
            List.of(
                literal("a", SqlType.TEXT),
                literal("", SqlType.TEXT),
                literal(0, SqlType.INTEGER),
                literal(-1, SqlType.INTEGER),
                literal(null, SqlType.TEXT))) {
          both.compare(
              c -> new Binary(BinaryOp.AT_JSON, c.get(0), c.get(1), Typing.UNKNOWN, NONE),
              List.of(json, key));
          both.compare(
              c -> new Binary(BinaryOp.AT_TEXT, c.get(0), c.get(1), Typing.UNKNOWN, NONE),
              List.of(json, key));
        }
      }
      for (String pattern :
          List.of(
              "%",
              "",
              "_",
              "a%",
              "%B%",
              "A%",
              "\\%",
              "%\\_",
              "[a]%",
              "*",
              "?",
              "^a",
              "%\u00e9%",
              "__",
              "%\\\\%",
              "ab\\c%",
              "%\n%")) {
        for (Literal text : EdgeValues.of(SqlType.TEXT, false)) {
          both.compare(
              c -> new Binary(BinaryOp.LIKE, c.get(0), Exprs.text(pattern), Typing.UNKNOWN, NONE),
              List.of(text));
          both.compare(
              c -> new Binary(BinaryOp.NOT_LIKE, c.get(0), c.get(1), Typing.UNKNOWN, NONE),
              List.of(text, literal(pattern, SqlType.TEXT)));
        }
      }
      assertSame(both);
    }
  }

  @Test
  void casts() throws SQLException {
    List<SqlType> targets = new ArrayList<>(TYPES);
    targets.addAll(
        List.of(SqlType.numeric(5, 1), SqlType.of(Kind.VARCHAR, 3), SqlType.of(Kind.REAL)));
    try (BothDatabases both = new BothDatabases()) {
      for (SqlType from : TYPES) {
        for (SqlType to : targets) {
          for (Literal value :
              Types.casts(from, to) ? EdgeValues.of(from, false) : List.<Literal>of()) {
            if (!lenient(value, to)) {
              both.compare(
                  c -> new Cast(c.getFirst(), to, Typing.UNKNOWN, new Span(0, 1)), List.of(value));
            }
          }
        }
      }
      assertSame(both);
    }
  }

  /** PostgreSQL reads more spellings of these than the language does. */
  private static boolean lenient(Literal value, SqlType to) {
    return value.value() instanceof String s
        && (s.equals("0x1F")
            || s.equals("NaN")
            || s.equals("-Infinity")
            || beyondSqlite(value, to)
            || (to.kind() == Kind.TIME && (s.equals("24:00:00") || s.endsWith("Z")))
            || (to.kind() == Kind.INTERVAL && s.matches(" ?[+-]?[0-9.e]+%?_? ?"))
            || (to.kind() == Kind.TIME && s.contains("+")));
  }

  /** PostgreSQL's numeric has more digits than SQLite's doubles. */
  private static boolean beyondSqlite(Literal value, SqlType to) {
    boolean far = "1e400".equals(value.value()) || "1e-400".equals(value.value());
    return far && (to.kind() == Kind.NUMERIC || to.kind() == Kind.REAL);
  }

  @Test
  void whatFitsIsCastWithoutError() throws SQLException {
    List<SqlType> targets = new ArrayList<>(TYPES);
    targets.addAll(
        List.of(SqlType.numeric(5, 1), SqlType.of(Kind.VARCHAR, 3), SqlType.of(Kind.REAL)));
    try (BothDatabases both = new BothDatabases()) {
      for (SqlType from : TYPES) {
        for (SqlType to : targets) {
          for (Literal value :
              Types.casts(from, to) ? EdgeValues.of(from, false) : List.<Literal>of()) {
            Expr column = new Expr.Column("v", "c1", Typing.of(from, true), NONE);
            if (Casts.fits(column, from, to) != null && !beyondSqlite(value, to)) {
              both.compare(
                  c -> Objects.requireNonNull(Casts.fits(c.getFirst(), from, to)), List.of(value));
              guarded(both, value, from, to);
            }
          }
        }
      }
      assertSame(both);
    }
  }

  /** A value that fits and yet cannot be cast would be an error on one side at least. */
  private static void guarded(BothDatabases both, Literal value, SqlType from, SqlType to)
      throws SQLException {
    int before = both.errors;
    both.compare(
        c ->
            Exprs.when(
                Objects.requireNonNull(Casts.fits(c.getFirst(), from, to)),
                new Cast(c.getFirst(), to, Typing.of(to, true), new Span(0, 1)),
                literal(null, to)),
        List.of(value));
    assertThat(both.errors).as("%s as %s", value.value(), to).isEqualTo(before);
  }

  private static void pairs(BothDatabases both, BinaryOp op, SqlType left, SqlType right)
      throws SQLException {
    for (Literal a : some(left)) {
      for (Literal b : some(right)) {
        both.compare(c -> new Binary(op, c.get(0), c.get(1), Typing.UNKNOWN, NONE), List.of(a, b));
      }
    }
  }

  private static void assertSame(BothDatabases both) {
    assertThat(both.asked).isPositive();
    assertThat(both.differences.isEmpty()).as(both.report()).isTrue();
  }
}
