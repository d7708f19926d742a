package dev.mig.expression;

import dev.mig.schema.Formula;
import dev.mig.schema.SqlType;
import dev.mig.source.Span;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An expression. As read, names are {@link Name} and types unknown; the typer returns the same tree
 * with every name a {@link Column}, every call bound to its {@link Function} and every {@link
 * Typing} filled in.
 */
public sealed interface Expr extends Formula {
  /** Where it stands; {@link Span#NONE} for what the compiler made. */
  Span span();

  /** What is known of its values; {@link Typing#UNKNOWN} before typing. */
  Typing typing();

  default SqlType type() {
    return typing().type();
  }

  @Override
  default Set<String> columns() {
    Set<String> found = new TreeSet<>();
    Exprs.walk(
        this,
        e -> {
          if (e instanceof Column c) {
            found.add(c.name());
          } else if (e instanceof Name n) {
            found.add(n.parts().getLast());
          }
        });
    return found;
  }

  @Override
  default Expr renamed(String from, String to) {
    return Exprs.map(
        this,
        e ->
            e instanceof Column c && c.name().equals(from)
                ? new Column(c.relation(), to, c.typing(), c.span())
                : e);
  }

  /**
   * A constant. {@code value} is null (NULL), Boolean, BigDecimal (numbers; typing says integer or
   * numeric), or String (text, and the text form of dates, times, intervals, uuids and JSON, whose
   * kind the typing says).
   */
  record Literal(@Nullable Object value, Typing typing, Span span) implements Expr {}

  /**
   * A name as written, not yet resolved: {@code a}, {@code t.a} or {@code s.t.a}. Never in a typed
   * tree.
   */
  record Name(List<String> parts, Span span) implements Expr {
    public Name {
      parts = List.copyOf(parts);
    }

    @Override
    public Typing typing() {
      return Typing.UNKNOWN;
    }
  }

  /**
   * A column of a relation in scope.
   *
   * @param relation the alias of the relation in the query around it; "" in a schema formula
   *     (check, index, generated)
   */
  record Column(String relation, String name, Typing typing, Span span) implements Expr {}

  /** {@code not e} or {@code - e}. */
  record Unary(UnaryOp op, Expr operand, Typing typing, Span span) implements Expr {}

  enum UnaryOp {
    NOT,
    MINUS
  }

  record Binary(BinaryOp op, Expr left, Expr right, Typing typing, Span span) implements Expr {}

  /** Infix operators. AT_JSON is {@code ->} (JSON out), AT_TEXT is {@code ->>} (text out). */
  enum BinaryOp {
    OR("or"),
    AND("and"),
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">="),
    DISTINCT("is distinct from"),
    NOT_DISTINCT("is not distinct from"),
    LIKE("like"),
    NOT_LIKE("not like"),
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDE("/"),
    MODULO("%"),
    CONCAT("||"),
    AT_JSON("->"),
    AT_TEXT("->>");

    private final String sign;

    BinaryOp(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** {@code e is [not] null|true|false}. */
  record Is(Expr operand, IsTest test, boolean negated, Typing typing, Span span) implements Expr {}

  enum IsTest {
    NULL,
    TRUE,
    FALSE
  }

  /** {@code e [not] between low and high}. */
  record Between(Expr operand, Expr low, Expr high, boolean negated, Typing typing, Span span)
      implements Expr {}

  /** {@code e [not] in (a, b)}. */
  record In(Expr operand, List<Expr> list, boolean negated, Typing typing, Span span)
      implements Expr {
    public In {
      list = List.copyOf(list);
    }
  }

  /** {@code case [subject] when … then … else … end}; a null otherwise is NULL. */
  record Case(
      @Nullable Expr subject, List<When> whens, @Nullable Expr otherwise, Typing typing, Span span)
      implements Expr {
    public Case {
      whens = List.copyOf(whens);
    }
  }

  /** One line of a case. */
  record When(Expr condition, Expr result) {}

  /** {@code cast(e as t)}, {@code e::t}; also put in by the typer where a conversion is implied. */
  record Cast(Expr operand, SqlType target, Typing typing, Span span) implements Expr {}

  /**
   * A function call.
   *
   * @param function bound by the typer; null before
   */
  record Call(
      String name, List<Expr> arguments, @Nullable Function function, Typing typing, Span span)
      implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * An aggregate: count, sum, min, max, avg, string_agg, bool_and, bool_or.
   *
   * @param argument null for {@code count(*)}
   */
  record Aggregate(
      String name,
      @Nullable Expr argument,
      List<Expr> more,
      boolean distinct,
      List<Query.Order> orderBy,
      Typing typing,
      Span span)
      implements Expr {
    public Aggregate {
      more = List.copyOf(more);
      orderBy = List.copyOf(orderBy);
    }
  }

  /** {@code exists(source)}. */
  record Exists(Query query, boolean negated, Typing typing, Span span) implements Expr {}

  /** A query of one column and at most one row, as a value. */
  record Scalar(Query query, Typing typing, Span span) implements Expr {}

  /** {@code (a, b)} on the left or right of a comparison made by the compiler, such as keys. */
  record Row(List<Expr> parts, Typing typing, Span span) implements Expr {
    public Row {
      parts = List.copyOf(parts);
    }
  }
}
