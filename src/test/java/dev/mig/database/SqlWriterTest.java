package dev.mig.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mig.database.postgres.PostgresSql;
import dev.mig.database.sqlite.SqliteSql;
import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Unary;
import dev.mig.expression.Expr.UnaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Keep;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SqlWriterTest {
  private static final Table T =
      Table.of(
          QName.of("t"),
          List.of(
              Column.of("id", SqlType.INTEGER, false), Column.of("name", SqlType.TEXT, true),
              Column.of("seen", SqlType.TIMESTAMPTZ, true),
                  Column.of("price", SqlType.numeric(10, 2), true)),
          List.of());
  private final PostgresSql postgres = new PostgresSql();
  private final SqliteSql sqlite = new SqliteSql();

  private static Expr column(String name) {
    return Exprs.column("t", T.column(name).orElseThrow());
  }

  private static Expr typed(Expr expr) {
    return new Typer(Scope.of(Schema.EMPTY).with("t", T), d -> {}).type(expr);
  }

  private static Binary op(BinaryOp op, Expr left, Expr right) {
    return new Binary(op, left, right, Typing.UNKNOWN, Span.NONE);
  }

  private static Expr call(String name, Expr... arguments) {
    return typed(new Call(name, List.of(arguments), null, Typing.UNKNOWN, Span.NONE));
  }

  @Test
  void parenthesesStandOnlyWhereTheyMust() {
    Expr sum = typed(op(BinaryOp.PLUS, column("id"), Exprs.number(1)));
    assertThat(postgres.expr(typed(op(BinaryOp.TIMES, sum, Exprs.number(-2)))))
        .isEqualTo("(\"t\".\"id\" + 1) * -2");
    assertThat(postgres.expr(typed(op(BinaryOp.MINUS, sum, sum))))
        .isEqualTo("\"t\".\"id\" + 1 - (\"t\".\"id\" + 1)");
    Expr or = Exprs.or(Exprs.isNull(column("name")), Exprs.isNull(column("seen")));
    assertThat(postgres.expr(Exprs.binary(BinaryOp.AND, or, or)))
        .startsWith("(\"t\".\"name\" is null or ");
    assertThat(postgres.expr(new Unary(UnaryOp.NOT, or, or.typing(), Span.NONE)))
        .startsWith("not (");
    assertThat(postgres.expr(Exprs.isTrue(Exprs.equal(column("id"), Exprs.number(1)))))
        .isEqualTo("(\"t\".\"id\" = 1) is true");
    Expr concat =
        typed(
            op(BinaryOp.CONCAT, column("name"), op(BinaryOp.PLUS, column("id"), Exprs.number(1))));
    assertThat(sqlite.expr(concat)).isEqualTo("\"t\".\"name\" || cast(\"t\".\"id\" + 1 as text)");
  }

  @Test
  void eachDatabaseHasItsForm() {
    Expr before = typed(op(BinaryOp.LT, column("name"), Exprs.text("b")));
    assertThat(postgres.expr(before)).isEqualTo("\"t\".\"name\" collate \"C\" < 'b'");
    assertThat(sqlite.expr(before)).isEqualTo("\"t\".\"name\" < 'b'");
    Expr seen = typed(op(BinaryOp.GE, column("seen"), Exprs.text("2024-01-01")));
    assertThat(postgres.expr(seen))
        .isEqualTo("\"t\".\"seen\" >= timestamptz '2024-01-01 00:00:00+00:00'");
    assertThat(sqlite.expr(seen))
        .isEqualTo("mig_timestamptz(\"t\".\"seen\") >= '2024-01-01 00:00:00+00:00'");
    Expr like = typed(op(BinaryOp.LIKE, column("name"), Exprs.text("a*_\\%%")));
    assertThat(sqlite.expr(like)).isEqualTo("\"t\".\"name\" glob 'a[*]?%*'");
    assertThat(postgres.expr(like)).isEqualTo("\"t\".\"name\" like E'a*_\\\\%%'");
    assertThat(sqlite.expr(call("left", column("name"), Exprs.number(3))))
        .isEqualTo("substr(\"t\".\"name\", 1, 3)");
  }

  @Test
  void aSchemaHasNoRelationsAndNoFunctionsOfOurs() {
    assertThat(sqlite.formula(call("lower", column("name")))).isEqualTo("lower(\"name\")");
    assertThat(sqlite.expr(call("lower", column("name")))).isEqualTo("mig_lower(\"t\".\"name\")");
    assertThat(sqlite.formula(call("now"))).isEqualTo("CURRENT_TIMESTAMP");
    assertThat(postgres.formula(call("now"))).isEqualTo("now()");
  }

  @Test
  void longQueriesHaveALineForEachClause() {
    Keep keep = new Keep(true, List.of(new Order(column("seen"), false)), List.of(column("name")));
    Query query =
        new Select(
            List.of(new Item(column("id"), "id"), new Item(column("name"), "label")),
            new TableFrom(QName.of("t"), "t"),
            Exprs.isNotNull(column("name")),
            List.of(),
            null,
            keep,
            List.of(new Order(column("name"), true)),
            false,
            5);
    assertThat(postgres.query(query))
        .isEqualTo(
            """
            select "id", "label"
            from (
              select
                "t"."id", "t"."name" as "label"
            """
                    .substring(0, "select \"id\", \"label\"\nfrom (\n  ".length())
                + """
                select "t"."id",
                    "t"."name" as "label",
                    "t"."name" as "mig_sort_1",
                    row_number() over (partition by "t"."name" order by "t"."seen" desc) as "mig_place"
                  from "t"
                  where "t"."name" is not null
                ) as "kept"
                where "mig_place" = 1
                order by "mig_sort_1" collate "C" desc
                limit 5\
                """
                    .stripIndent());
  }

  @Test
  void anyTextAndAnyNameComesBackAsItWas() throws SQLException {
    String[] pieces = {
      "'",
      "\"",
      "\\",
      "\n",
      "\r",
      "$$",
      "--",
      "/*",
      "*/",
      ";",
      "\u00e9",
      "\ud83d\ude00",
      "%",
      "?",
      "{",
      "a",
      " ",
      "E'",
      "\\'",
      "U&",
      "\u202e",
      "\t",
      "::",
      "`",
      "[",
      "]"
    };
    Random random = new Random(42);
    try (BothDatabases both = new BothDatabases()) {
      for (int i = 0; i < 150; i++) {
        StringBuilder text = new StringBuilder();
        StringBuilder name = new StringBuilder();
        for (int n = random.nextInt(8); n >= 0; n--) {
          text.append(pieces[random.nextInt(pieces.length)]);
          name.append(pieces[random.nextInt(pieces.length)]);
        }
        Query query =
            Select.of(List.of(new Item(Exprs.text(text.toString()), name.toString())), null, null);
        comesBack(
            both.postgres(), both.postgresSql().query(query), text.toString(), name.toString());
        comesBack(both.sqlite(), both.sqliteSql().query(query), text.toString(), name.toString());
      }
    }
  }

  private static void comesBack(Connection connection, String sql, String text, String name)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      try (ResultSet rows = statement.executeQuery(sql)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).as(sql).isEqualTo(text);
        assertThat(rows.getMetaData().getColumnLabel(1)).as(sql).isEqualTo(name);
      }
    }
  }

  @Test
  void theCharacterZeroIsRefused() {
    assertThatThrownBy(() -> postgres.expr(Exprs.text("a\0b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sqlite.name("a\0b")).isInstanceOf(IllegalArgumentException.class);
  }
}
