package dev.mig.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mig.expression.Expr.Aggregate;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Case;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Exists;
import dev.mig.expression.Expr.Is;
import dev.mig.expression.Expr.IsTest;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.Name;
import dev.mig.expression.Expr.Row;
import dev.mig.expression.Expr.Scalar;
import dev.mig.expression.Expr.When;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Keep;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TyperTest {
  private static final Table USERS =
      Table.of(
          QName.of("users"),
          List.of(
              Column.of("id", SqlType.INTEGER, false),
              Column.of("Email", SqlType.of(Kind.VARCHAR, 10), true),
              Column.of("age", SqlType.of(Kind.SMALLINT), true),
              Column.of("mood", SqlType.enumOf("mood"), true),
              Column.of("born", SqlType.DATE, true),
              Column.of("active", SqlType.BOOLEAN, false)),
          List.of(new PrimaryKey("users_pkey", List.of("id"))));
  private static final Table ORDERS =
      Table.of(
          QName.of("orders"),
          List.of(
              Column.of("id", SqlType.BIGINT, false),
              Column.of("user_id", SqlType.INTEGER, false),
              Column.of("total", SqlType.numeric(10, 2), true)),
          List.of());
  private static final Schema SCHEMA =
      Schema.of(List.of(USERS, ORDERS), List.of(), Map.of(QName.of("mood"), List.of("sad", "ok")));

  private final List<Diagnostic> said = new ArrayList<>();
  private final Typer typer = new Typer(Scope.of(SCHEMA).with("users", USERS), said::add);

  private static Name name(String... parts) {
    return new Name(List.of(parts), new Span(1, 9));
  }

  private static Literal lit(@Nullable Object value) {
    Object stored = value instanceof Number n ? new BigDecimal(n.toString()) : value;
    return new Literal(stored, Typing.UNKNOWN, new Span(20, 25));
  }

  private static Binary op(BinaryOp op, Expr left, Expr right) {
    return new Binary(op, left, right, Typing.UNKNOWN, new Span(1, 25));
  }

  private static Call call(String name, Expr... arguments) {
    return new Call(name, List.of(arguments), null, Typing.UNKNOWN, new Span(1, 9));
  }

  private List<String> codes() {
    return said.stream().map(d -> d.code().id()).toList();
  }

  @Test
  void namesInAnyCaseAreFound() {
    Expr typed = typer.type(name("USERS", "email"));
    assertThat(typed).isInstanceOf(Expr.Column.class);
    assertThat(((Expr.Column) typed).name()).isEqualTo("Email");
    assertThat(typed.typing()).isEqualTo(Typing.of(SqlType.of(Kind.VARCHAR, 10), true));
    assertThat(said).isEmpty();
  }

  @Test
  void anUnknownColumnIsSaidOnceWithTheNearest() {
    typer.condition(
        op(
            BinaryOp.AND,
            op(BinaryOp.EQ, name("emial"), lit(5)),
            op(BinaryOp.GT, name("age"), lit(3))));
    assertThat(codes()).containsExactly("N102");
    assertThat(said.getFirst().notes()).anyMatch(n -> n.contains("Email"));
  }

  @Test
  void anUnknownTableHasNoUnknownColumns() {
    typer.query(
        Select.of(
            List.of(new Item(name("x"), "x")), new TableFrom(QName.of("user"), "user"), null));
    assertThat(codes()).containsExactly("N101");
    assertThat(said.getFirst().notes()).anyMatch(n -> n.contains("users"));
  }

  @Test
  void aNameThatFitsInsideAndOutsideIsAmbiguous() {
    Query inner =
        Select.of(
            List.of(),
            new TableFrom(QName.of("orders"), "o"),
            op(BinaryOp.EQ, name("user_id"), name("id")));
    typer.type(new Exists(inner, false, Typing.UNKNOWN, Span.NONE));
    assertThat(codes()).containsExactly("N104");
    said.clear();
    Query right =
        Select.of(
            List.of(),
            new TableFrom(QName.of("ORDERS"), "orders"),
            op(BinaryOp.EQ, name("user_id"), name("users", "id")));
    Exists typed = (Exists) typer.type(new Exists(right, false, Typing.UNKNOWN, Span.NONE));
    assertThat(said).isEmpty();
    assertThat(Queries.tables(typed)).containsExactly(QName.of("orders"));
  }

  @Test
  void typesThatDoNotGoTogetherAreErrors() {
    typer.type(op(BinaryOp.EQ, name("age"), name("born")));
    typer.condition(name("age"));
    typer.type(op(BinaryOp.PLUS, name("Email"), lit(1)));
    typer.type(op(BinaryOp.EQ, name("born"), lit("2023-02-30")));
    assertThat(codes()).containsExactly("T101", "T101", "T101", "T101");
  }

  @Test
  void whatCanNeverBeTrueIsAWarning() {
    typer.type(op(BinaryOp.EQ, name("age"), lit(null)));
    typer.type(op(BinaryOp.EQ, name("Email"), lit("longer than ten")));
    typer.type(op(BinaryOp.EQ, name("mood"), lit("happy")));
    typer.type(op(BinaryOp.EQ, name("age"), lit("1.5".length() + 0.5)));
    typer.type(op(BinaryOp.EQ, name("age"), lit(70000)));
    assertThat(codes()).containsExactly("T103", "T103", "T103", "T103", "T103");
    assertThat(said).noneMatch(Diagnostic::isError);
    assertThat(said.getFirst().suggestions()).hasSize(1);
    assertThat(said.get(2).summary()).contains("sad, ok");
  }

  @Test
  void literalsBecomeWhatTheOtherSideIs() {
    Binary typed = (Binary) typer.type(op(BinaryOp.GE, name("born"), lit("2024-02-29")));
    assertThat(typed.right().type()).isEqualTo(SqlType.DATE);
    Expr cast =
        typer.type(
            new Cast(
                lit("2024-01-01T10:00:00+02:00"),
                SqlType.TIMESTAMPTZ,
                Typing.UNKNOWN,
                new Span(1, 2)));
    assertThat(cast).isInstanceOf(Literal.class);
    assertThat(((Literal) cast).value()).isEqualTo("2024-01-01 08:00:00+00:00");
    assertThat(said).isEmpty();
  }

  @Test
  void valuesForColumns() {
    Column varchar = Column.of("c", SqlType.of(Kind.VARCHAR, 3), false);
    assertThat(typer.assignable(lit("abc"), varchar).type()).isEqualTo(varchar.type());
    typer.assignable(lit("abcd"), varchar);
    typer.assignable(lit(null), varchar);
    typer.assignable(lit(5), varchar);
    typer.assignable(lit("1.005"), Column.of("c", SqlType.numeric(5, 2), true));
    typer.assignable(name("born"), Column.of("c", SqlType.INTEGER, true));
    typer.assignable(lit("happy"), Column.of("c", SqlType.enumOf("mood"), true));
    assertThat(codes()).containsExactly("T101", "T107", "T101", "T101", "T101", "T101");
    said.clear();
    Expr narrowed = typer.assignable(name("id"), Column.of("c", SqlType.of(Kind.SMALLINT), true));
    assertThat(narrowed).isInstanceOf(Cast.class);
    assertThat(Fit.question(narrowed, Column.of("c", SqlType.of(Kind.SMALLINT), true))).isNotNull();
    assertThat(
            Fit.question(
                typer.assignable(name("age"), Column.of("c", SqlType.BIGINT, true)),
                Column.of("c", SqlType.BIGINT, true)))
        .isNull();
    assertThat(said).isEmpty();
  }

  @Test
  void nullIsTracked() {
    assertThat(typer.type(call("coalesce", name("age"), lit(0))).typing().nullable()).isFalse();
    assertThat(typer.type(call("lower", name("Email"))).typing().nullable()).isTrue();
    assertThat(typer.type(call("nullif", name("id"), lit(0))).typing().nullable()).isTrue();
    Is known = new Is(name("age"), IsTest.NULL, true, Typing.UNKNOWN, Span.NONE);
    Expr guarded =
        new Case(null, List.of(new When(known, name("age"))), lit(0), Typing.UNKNOWN, Span.NONE);
    assertThat(typer.type(guarded).typing()).isEqualTo(Typing.of(SqlType.INTEGER, false));
    Expr open =
        new Case(
            null,
            List.of(new When(name("active"), name("age"))),
            lit(0),
            Typing.UNKNOWN,
            Span.NONE);
    assertThat(typer.type(open).typing().nullable()).isTrue();
    Select query =
        (Select)
            new Typer(Scope.of(SCHEMA), said::add)
                .query(
                    Select.of(
                        List.of(new Item(name("born"), "born")),
                        new TableFrom(QName.of("users"), "users"),
                        op(BinaryOp.GT, name("born"), lit("2000-01-01"))));
    assertThat(query.items().getFirst().value().typing().nullable()).isFalse();
    assertThat(said).isEmpty();
  }

  @Test
  void functionsAreBoundOrExplained() {
    typer.type(call("lowr", name("Email")));
    typer.type(call("left", name("Email")));
    typer.type(call("left", name("Email"), name("born")));
    typer.type(call("regexp_matches", name("Email"), lit("a(?=b)")));
    typer.type(call("date_trunc", lit("decade"), name("born")));
    assertThat(codes()).containsExactly("N105", "T102", "T102", "T102", "T102");
    assertThat(said.getFirst().notes()).anyMatch(n -> n.contains("lower"));
    assertThat(said.get(1).notes()).anyMatch(n -> n.contains("left(text, integer)"));
  }

  @Test
  void aggregatesStandInGroupedQueriesOnly() {
    Aggregate sum =
        new Aggregate(
            "sum", name("total"), List.of(), false, List.of(), Typing.UNKNOWN, new Span(1, 5));
    Typer empty = new Typer(Scope.of(SCHEMA), said::add);
    TableFrom orders = new TableFrom(QName.of("orders"), "orders");
    Select grouped =
        Select.of(List.of(new Item(name("user_id"), "u"), new Item(sum, "s")), orders, null);
    empty.query(grouped.grouped(List.of(name("user_id")), null));
    assertThat(said).isEmpty();
    empty.query(grouped);
    empty.query(Select.of(List.of(), orders, op(BinaryOp.GT, sum, lit(3))));
    assertThat(codes()).containsExactly("T106", "T106");
    said.clear();
    Expr scalar =
        typer.type(
            new Scalar(
                Select.of(List.of(new Item(sum, "s")), orders, null), Typing.UNKNOWN, Span.NONE));
    assertThat(scalar.typing()).isEqualTo(Typing.of(SqlType.NUMERIC, true));
    assertThat(said).isEmpty();
  }

  @Test
  void joinsByNamesAndOuterJoinsThatAreNullable() {
    Row names = new Row(List.of(name("id")), Typing.UNKNOWN, Span.NONE);
    Join join =
        new Join(
            new TableFrom(QName.of("users"), "u"),
            new TableFrom(QName.of("orders"), "o"),
            JoinKind.LEFT,
            names,
            Span.NONE);
    Typer empty = new Typer(Scope.of(SCHEMA), said::add);
    Select typed =
        (Select)
            empty.query(
                Select.of(
                    List.of(new Item(name("o", "user_id"), "x"), new Item(name("u", "id"), "y")),
                    join,
                    null));
    assertThat(said).isEmpty();
    assertThat(typed.items().getFirst().value().typing().nullable()).isTrue();
    assertThat(typed.items().get(1).value().typing().nullable()).isFalse();
    assertThat(((Join) Objects.requireNonNull(typed.from())).on()).isInstanceOf(Binary.class);
  }

  @Test
  void keepIsDecidedByTheKey() {
    Keep keep = new Keep(false, List.of(new Order(name("born"), false)), List.of(name("Email")));
    Select query =
        new Select(
            List.of(new Item(name("id"), "id")),
            new TableFrom(QName.of("users"), "users"),
            null,
            List.of(),
            null,
            keep,
            List.of(),
            false,
            -1);
    Select typed = (Select) new Typer(Scope.of(SCHEMA), said::add).query(query);
    assertThat(Objects.requireNonNull(typed.keep()).by()).hasSize(2);
  }

  @Test
  void valuesOfTheScriptAreFoundUnlessAColumnHasTheirName() {
    Scope scope =
        Scope.of(SCHEMA).with("", USERS).withValue("cutoff", lit(3)).withValue("age", lit(4));
    Typer inScript = new Typer(scope, said::add);
    assertThat(inScript.type(name("cutoff"))).isInstanceOf(Literal.class);
    inScript.type(name("age"));
    assertThat(codes()).containsExactly("N104");
  }
}
