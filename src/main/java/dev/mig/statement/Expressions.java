package dev.mig.statement;

import dev.mig.expression.Aggregates;
import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Aggregate;
import dev.mig.expression.Expr.Between;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Case;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Exists;
import dev.mig.expression.Expr.In;
import dev.mig.expression.Expr.Is;
import dev.mig.expression.Expr.IsTest;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.Name;
import dev.mig.expression.Expr.Scalar;
import dev.mig.expression.Expr.Unary;
import dev.mig.expression.Expr.UnaryOp;
import dev.mig.expression.Expr.When;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Typing;
import dev.mig.schema.SqlType;
import dev.mig.source.Span;
import dev.mig.syntax.MigParser.*;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Reads expressions. */
public final class Expressions {
  /** The names that are aggregates wherever they are called. */
  public static final Set<String> AGGREGATES = Aggregates.names();

  private final Reader reader;

  Expressions(Reader reader) {
    this.reader = reader;
  }

  Expr read(ExpressionContext node) {
    Span span = Reader.span(node);
    return switch (node) {
      case ValueExpressionContext e -> read(e.arithmetic());
      case ComparisonContext e ->
          binary(
              comparison(e.comparisonOperator()), read(e.expression()), read(e.arithmetic()), span);
      case IsNullContext e ->
          new Is(read(e.expression()), IsTest.NULL, e.NOT() != null, Typing.UNKNOWN, span);
      case IsTruthContext e ->
          new Is(
              read(e.expression()),
              e.TRUE() != null ? IsTest.TRUE : IsTest.FALSE,
              e.NOT() != null,
              Typing.UNKNOWN,
              span);
      case IsDistinctContext e ->
          binary(
              e.NOT() != null ? BinaryOp.NOT_DISTINCT : BinaryOp.DISTINCT,
              read(e.expression()),
              read(e.arithmetic()),
              span);
      case InListContext e ->
          new In(
              read(e.expression(0)),
              e.expression().stream().skip(1).map(this::read).toList(),
              e.NOT() != null,
              Typing.UNKNOWN,
              span);
      case BetweenContext e ->
          new Between(
              read(e.expression()),
              read(e.arithmetic(0)),
              read(e.arithmetic(1)),
              e.NOT() != null,
              Typing.UNKNOWN,
              span);
      case LikeContext e -> like(e, span);
      case NotContext e -> new Unary(UnaryOp.NOT, read(e.expression()), Typing.UNKNOWN, span);
      case AndContext e -> binary(BinaryOp.AND, read(e.expression(0)), read(e.expression(1)), span);
      case OrContext e -> binary(BinaryOp.OR, read(e.expression(0)), read(e.expression(1)), span);
      default -> throw unknown(node);
    };
  }

  private Expr like(LikeContext e, Span span) {
    Expr left = read(e.expression());
    Expr right = read(e.arithmetic());
    if (e.ILIKE() != null) {
      left = lower(left);
      right = lower(right);
    }
    return binary(e.NOT() != null ? BinaryOp.NOT_LIKE : BinaryOp.LIKE, left, right, span);
  }

  private static Expr lower(Expr e) {
    return new Call("lower", List.of(e), null, Typing.UNKNOWN, e.span());
  }

  private static BinaryOp comparison(ComparisonOperatorContext node) {
    return switch (node.getText()) {
      case "=" -> BinaryOp.EQ;
      case "<>", "!=" -> BinaryOp.NE;
      case "<" -> BinaryOp.LT;
      case "<=" -> BinaryOp.LE;
      case ">" -> BinaryOp.GT;
      default -> BinaryOp.GE;
    };
  }

  private static Binary binary(BinaryOp op, Expr left, Expr right, Span span) {
    return new Binary(op, left, right, Typing.UNKNOWN, span);
  }

  Expr read(ArithmeticContext node) {
    Span span = Reader.span(node);
    return switch (node) {
      case PlainContext e -> read(e.primary());
      case TypeCastContext e -> cast(read(e.arithmetic()), e.typeRef(), span);
      case JsonAccessContext e ->
          binary(
              e.TEXT_ARROW() != null ? BinaryOp.AT_TEXT : BinaryOp.AT_JSON,
              read(e.arithmetic()),
              read(e.primary()),
              span);
      case SignedContext e -> signed(e.sign(), read(e.arithmetic()), span);
      case MultiplicationContext e ->
          binary(
              e.STAR() != null
                  ? BinaryOp.TIMES
                  : e.SLASH() != null ? BinaryOp.DIVIDE : BinaryOp.MODULO,
              read(e.arithmetic(0)),
              read(e.arithmetic(1)),
              span);
      case AdditionContext e ->
          binary(
              e.PLUS() != null ? BinaryOp.PLUS : BinaryOp.MINUS,
              read(e.arithmetic(0)),
              read(e.arithmetic(1)),
              span);
      case ConcatenationContext e ->
          binary(BinaryOp.CONCAT, read(e.arithmetic(0)), read(e.arithmetic(1)), span);
      default -> throw unknown(node);
    };
  }

  private static Expr signed(SignContext sign, Expr operand, Span span) {
    if (sign.PLUS() != null) {
      return operand;
    }
    if (operand instanceof Literal l && l.value() instanceof BigDecimal n) {
      return new Literal(n.negate(), l.typing(), span);
    }
    return new Unary(UnaryOp.MINUS, operand, Typing.UNKNOWN, span);
  }

  private Cast cast(Expr operand, TypeRefContext type, Span span) {
    return new Cast(operand, reader.type(type), Typing.UNKNOWN, span);
  }

  Expr read(PrimaryContext node) {
    Span span = Reader.span(node);
    return switch (node) {
      case LiteralPrimaryContext e -> literal(e.literal());
      case CallPrimaryContext e -> call(e.call());
      case CountOfSourceContext e -> scalar(Exprs.countAll(), counted(e), span);
      case CastPrimaryContext e -> cast(e.cast());
      case CasePrimaryContext e -> caseOf(e.caseExpression());
      case ExistsPrimaryContext e ->
          new Exists(
              withItem(Exprs.number(1), source(e.source(), e.elements())),
              false,
              Typing.UNKNOWN,
              span);
      case MapPrimaryContext e ->
          new MapLines(reader).expression(read(e.expression()), e.mapBlock(), span);
      case ParenthesesPrimaryContext e -> parentheses(e.parentheses());
      case ValuePrimaryContext e -> value(e.valueRef());
      default -> throw unknown(node);
    };
  }

  Expr cast(CastContext node) {
    return cast(read(node.expression()), node.typeRef(), Reader.span(node));
  }

  Expr parentheses(ParenthesesContext node) {
    Expr inner = read(node.expression());
    return node.FROM() == null
        ? inner
        : scalar(inner, source(node.source(), node.elements()), Reader.span(node));
  }

  private Query.Select counted(CountOfSourceContext node) {
    Sources sources = new Sources(reader);
    if (node.elements() != null) {
      return sources.read(node.elements());
    }
    return node.walkTable() == null
        ? sources.read(node.sourceTable(), node.sourceParts())
        : sources.read(node.walkTable(), node.sourceParts());
  }

  private Query.Select source(@Nullable SourceContext source, ElementsContext elements) {
    return source == null ? new Sources(reader).read(elements) : reader.source(source);
  }

  private static Scalar scalar(Expr value, Query.Select source, Span span) {
    return new Scalar(withItem(value, source), Typing.UNKNOWN, span);
  }

  private static Query.Select withItem(Expr value, Query.Select s) {
    return new Query.Select(
        List.of(new Item(value, "value")),
        s.from(),
        s.where(),
        s.groupBy(),
        s.having(),
        s.keep(),
        s.orderBy(),
        s.distinct(),
        s.limit());
  }

  private static Name value(ValueRefContext node) {
    List<String> parts =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(node.exprName()), node.anyName().stream())
            .map(n -> Reader.name(n).text())
            .toList();
    return new Name(parts, Reader.span(node));
  }

  Expr caseOf(CaseExpressionContext node) {
    List<ExpressionContext> own = node.expression();
    boolean otherwise = node.ELSE() != null;
    boolean subject = own.size() > (otherwise ? 1 : 0);
    return new Case(
        subject ? read(own.getFirst()) : null,
        node.caseBranch().stream()
            .map(b -> new When(read(b.expression(0)), read(b.expression(1))))
            .toList(),
        otherwise ? read(own.getLast()) : null,
        Typing.UNKNOWN,
        Reader.span(node));
  }

  Expr call(CallContext node) {
    String name = Reader.name(node.functionRef()).text().toLowerCase(Locale.ROOT);
    List<Expr> arguments = node.expression().stream().map(this::read).toList();
    Span span = Reader.span(node);
    if (!AGGREGATES.contains(name)) {
      return new Call(name, arguments, null, Typing.UNKNOWN, span);
    }
    return new Aggregate(
        name,
        arguments.isEmpty() ? null : arguments.getFirst(),
        arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size()),
        node.DISTINCT() != null,
        new Sources(reader).orders(node.orderItem()),
        Typing.UNKNOWN,
        span);
  }

  Expr read(DefaultValueContext node) {
    Expr value = read(node.defaultTerm());
    for (TypeRefContext type : node.typeRef()) {
      value = cast(value, type, Reader.span(node));
    }
    return value;
  }

  private Expr read(DefaultTermContext node) {
    return switch (node) {
      case LiteralDefaultContext d -> literal(d.literal());
      case NumberDefaultContext d ->
          signed(d.sign(), number(d.number(), Reader.span(d)), Reader.span(d));
      case CallDefaultContext d -> call(d.call());
      case CastDefaultContext d -> cast(d.cast());
      case NameDefaultContext d -> value(d.valueRef());
      case ExpressionDefaultContext d -> read(d.expression());
      default -> throw unknown(node);
    };
  }

  Literal literal(LiteralContext node) {
    Span span = Reader.span(node);
    return switch (node) {
      case TextLiteralContext l -> of(Reader.string(l.STRING().getSymbol()), SqlType.TEXT, span);
      case NumberLiteralContext l -> number(l.number(), span);
      case TruthLiteralContext l -> of(l.TRUE() != null, SqlType.BOOLEAN, span);
      case NullLiteralContext l -> of(null, SqlType.UNKNOWN, span);
      case TypedLiteralContext l -> {
        SqlType type =
            l.DATE() != null
                ? SqlType.DATE
                : l.TIME() != null
                    ? SqlType.TIME
                    : l.TIMESTAMP() != null ? SqlType.TIMESTAMP : SqlType.INTERVAL;
        yield of(Reader.string(l.STRING().getSymbol()), type, span);
      }
      default -> throw unknown(node);
    };
  }

  static Literal number(NumberContext node, Span span) {
    BigDecimal value = new BigDecimal(node.getText());
    if (node.INTEGER() == null) {
      return of(value, SqlType.NUMERIC, span);
    }
    boolean small = value.toBigInteger().bitLength() < 32;
    boolean big = value.toBigInteger().bitLength() < 64;
    return of(value, small ? SqlType.INTEGER : big ? SqlType.BIGINT : SqlType.NUMERIC, span);
  }

  private static Literal of(@Nullable Object value, SqlType type, Span span) {
    return new Literal(value, Typing.of(type, value == null), span);
  }

  static IllegalStateException unknown(ParserRuleContext node) {
    return new IllegalStateException("no reader for " + node.getClass().getSimpleName());
  }
}
