package dev.mig.expression;

import dev.mig.expression.Expr.Aggregate;
import dev.mig.expression.Expr.Between;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Case;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Column;
import dev.mig.expression.Expr.Exists;
import dev.mig.expression.Expr.In;
import dev.mig.expression.Expr.Is;
import dev.mig.expression.Expr.IsTest;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.Name;
import dev.mig.expression.Expr.Row;
import dev.mig.expression.Expr.Scalar;
import dev.mig.expression.Expr.Unary;
import dev.mig.expression.Expr.UnaryOp;
import dev.mig.expression.Expr.When;
import dev.mig.schema.SqlType;
import dev.mig.source.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds, walks and rewrites expressions. */
public final class Exprs {
  public static final Literal NULL = new Literal(null, Typing.UNKNOWN, Span.NONE);
  private static final Typing TRUTH = Typing.of(SqlType.BOOLEAN, false);

  private Exprs() {}

  public static Literal text(String value) {
    return new Literal(value, Typing.of(SqlType.TEXT, false), Span.NONE);
  }

  public static Literal number(long value) {
    SqlType type = (int) value == value ? SqlType.INTEGER : SqlType.BIGINT;
    return new Literal(BigDecimal.valueOf(value), Typing.of(type, false), Span.NONE);
  }

  public static Literal truth(boolean value) {
    return new Literal(value, TRUTH, Span.NONE);
  }

  public static Column column(String relation, dev.mig.schema.Column column) {
    return new Column(
        relation, column.name(), Typing.of(column.type(), column.nullable()), Span.NONE);
  }

  public static Expr not(Expr operand) {
    return new Unary(UnaryOp.NOT, operand, truthOf(operand), operand.span());
  }

  public static Expr isNull(Expr operand) {
    return new Is(operand, IsTest.NULL, false, TRUTH, operand.span());
  }

  public static Expr isNotNull(Expr operand) {
    return new Is(operand, IsTest.NULL, true, TRUTH, operand.span());
  }

  /** Whether the condition is true, never NULL. */
  public static Expr isTrue(Expr operand) {
    return new Is(operand, IsTest.TRUE, false, TRUTH, operand.span());
  }

  /** Whether the condition is false or NULL, never NULL itself. */
  public static Expr isNotTrue(Expr operand) {
    return new Is(operand, IsTest.TRUE, true, TRUTH, operand.span());
  }

  public static Expr binary(BinaryOp op, Expr left, Expr right) {
    boolean nullable = left.typing().nullable() || right.typing().nullable();
    boolean never = op == BinaryOp.DISTINCT || op == BinaryOp.NOT_DISTINCT;
    return new Binary(
        op,
        left,
        right,
        Typing.of(SqlType.BOOLEAN, nullable && !never),
        left.span().to(right.span()));
  }

  public static Expr equal(Expr left, Expr right) {
    return binary(BinaryOp.EQ, left, right);
  }

  /** All of them; null entries count for nothing; null when there is none. */
  public static @Nullable Expr and(@Nullable Expr... conditions) {
    Expr all = null;
    for (Expr condition : conditions) {
      if (condition != null) {
        all = all == null ? condition : binary(BinaryOp.AND, all, condition);
      }
    }
    return all;
  }

  public static Expr or(Expr left, Expr right) {
    return binary(BinaryOp.OR, left, right);
  }

  public static Expr when(Expr condition, Expr then, Expr otherwise) {
    Typing typing =
        Typing.of(then.type(), then.typing().nullable() || otherwise.typing().nullable());
    return new Case(null, List.of(new When(condition, then)), otherwise, typing, Span.NONE);
  }

  public static Expr exists(Query query) {
    return new Exists(query, false, TRUTH, Span.NONE);
  }

  public static Expr notExists(Query query) {
    return new Exists(query, true, TRUTH, Span.NONE);
  }

  public static Expr countAll() {
    return new Aggregate(
        "count", null, List.of(), false, List.of(), Typing.of(SqlType.BIGINT, false), Span.NONE);
  }

  private static Typing truthOf(Expr operand) {
    return Typing.of(SqlType.BOOLEAN, operand.typing().nullable());
  }

  /**
   * Calls the visitor for the expression and everything in it; queries inside count, outside in.
   */
  public static void walk(Expr expr, Consumer<Expr> visitor) {
    visitor.accept(expr);
    for (Expr child : children(expr)) {
      walk(child, visitor);
    }
    switch (expr) {
      case Exists e -> Queries.expressions(e.query(), x -> walk(x, visitor));
      case Scalar s -> Queries.expressions(s.query(), x -> walk(x, visitor));
      case Literal x -> {}
      case Name x -> {}
      case Column x -> {}
      case Unary x -> {}
      case Binary x -> {}
      case Is x -> {}
      case Between x -> {}
      case In x -> {}
      case Case x -> {}
      case Cast x -> {}
      case Call x -> {}
      case Aggregate x -> {}
      case Row x -> {}
    }
  }

  /** The direct parts of an expression, without those of queries inside it. */
  public static List<Expr> children(Expr expr) {
    return switch (expr) {
      case Literal l -> List.of();
      case Name n -> List.of();
      case Column c -> List.of();
      case Exists e -> List.of();
      case Scalar s -> List.of();
      case Unary u -> List.of(u.operand());
      case Binary b -> List.of(b.left(), b.right());
      case Is i -> List.of(i.operand());
      case Between b -> List.of(b.operand(), b.low(), b.high());
      case In i -> prepend(i.operand(), i.list());
      case Cast c -> List.of(c.operand());
      case Call c -> c.arguments();
      case Row r -> r.parts();
      case Case c -> caseParts(c);
      case Aggregate a -> aggregateParts(a);
    };
  }

  private static List<Expr> prepend(Expr first, List<Expr> rest) {
    List<Expr> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private static List<Expr> caseParts(Case c) {
    List<Expr> parts = new ArrayList<>();
    if (c.subject() != null) {
      parts.add(c.subject());
    }
    for (When when : c.whens()) {
      parts.add(when.condition());
      parts.add(when.result());
    }
    if (c.otherwise() != null) {
      parts.add(c.otherwise());
    }
    return parts;
  }

  private static List<Expr> aggregateParts(Aggregate a) {
    List<Expr> parts = new ArrayList<>();
    if (a.argument() != null) {
      parts.add(a.argument());
    }
    parts.addAll(a.more());
    a.orderBy().forEach(o -> parts.add(o.value()));
    return parts;
  }

  /**
   * Rebuilds an expression bottom up, queries inside it too: each part is first rebuilt, then
   * handed to the change.
   */
  public static Expr map(Expr expr, UnaryOperator<Expr> change) {
    return change.apply(rebuild(expr, e -> map(e, change)));
  }

  private static @Nullable Expr optional(@Nullable Expr expr, UnaryOperator<Expr> f) {
    return expr == null ? null : f.apply(expr);
  }

  private static List<Expr> all(List<Expr> list, UnaryOperator<Expr> f) {
    return list.stream().map(f).toList();
  }

  /**
   * The same node with each direct part put through {@code f}; queries inside are rebuilt with it
   * too.
   */
  public static Expr rebuild(Expr expr, UnaryOperator<Expr> f) {
    return switch (expr) {
      case Literal l -> l;
      case Name n -> n;
      case Column c -> c;
      case Unary u -> new Unary(u.op(), f.apply(u.operand()), u.typing(), u.span());
      case Binary b ->
          new Binary(b.op(), f.apply(b.left()), f.apply(b.right()), b.typing(), b.span());
      case Is i -> new Is(f.apply(i.operand()), i.test(), i.negated(), i.typing(), i.span());
      case Between b ->
          new Between(
              f.apply(b.operand()),
              f.apply(b.low()),
              f.apply(b.high()),
              b.negated(),
              b.typing(),
              b.span());
      case In i ->
          new In(f.apply(i.operand()), all(i.list(), f), i.negated(), i.typing(), i.span());
      case Cast c -> new Cast(f.apply(c.operand()), c.target(), c.typing(), c.span());
      case Call c -> new Call(c.name(), all(c.arguments(), f), c.function(), c.typing(), c.span());
      case Row r -> new Row(all(r.parts(), f), r.typing(), r.span());
      case Case c ->
          new Case(
              optional(c.subject(), f),
              c.whens().stream()
                  .map(w -> new When(f.apply(w.condition()), f.apply(w.result())))
                  .toList(),
              optional(c.otherwise(), f),
              c.typing(),
              c.span());
      case Aggregate a ->
          new Aggregate(
              a.name(),
              optional(a.argument(), f),
              all(a.more(), f),
              a.distinct(),
              a.orderBy().stream()
                  .map(o -> new Query.Order(f.apply(o.value()), o.descending()))
                  .toList(),
              a.typing(),
              a.span());
      case Exists e -> new Exists(Queries.map(e.query(), f), e.negated(), e.typing(), e.span());
      case Scalar s -> new Scalar(Queries.map(s.query(), f), s.typing(), s.span());
    };
  }
}
