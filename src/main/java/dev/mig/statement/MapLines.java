package dev.mig.statement;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Case;
import dev.mig.expression.Expr.When;
import dev.mig.expression.Exprs;
import dev.mig.expression.Typing;
import dev.mig.schema.SqlType;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.syntax.MigParser.AnyPatternContext;
import dev.mig.syntax.MigParser.BetweenPatternContext;
import dev.mig.syntax.MigParser.CallResultContext;
import dev.mig.syntax.MigParser.CaseResultContext;
import dev.mig.syntax.MigParser.CastResultContext;
import dev.mig.syntax.MigParser.ComparedPatternContext;
import dev.mig.syntax.MigParser.ElseFailContext;
import dev.mig.syntax.MigParser.ElseKeepContext;
import dev.mig.syntax.MigParser.ElseValueContext;
import dev.mig.syntax.MigParser.ExpressionResultContext;
import dev.mig.syntax.MigParser.LiteralPatternContext;
import dev.mig.syntax.MigParser.LiteralResultContext;
import dev.mig.syntax.MigParser.MapBlockContext;
import dev.mig.syntax.MigParser.MapBoundContext;
import dev.mig.syntax.MigParser.MapElseContext;
import dev.mig.syntax.MigParser.MapLineContext;
import dev.mig.syntax.MigParser.MapPatternContext;
import dev.mig.syntax.MigParser.MapResultContext;
import dev.mig.syntax.MigParser.NumberPatternContext;
import dev.mig.syntax.MigParser.NumberResultContext;
import dev.mig.syntax.MigParser.SignContext;
import dev.mig.syntax.MigParser.TextPatternContext;
import dev.mig.syntax.MigParser.TuplePatternContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the lines of {@code map … { 'a', 'b' -> 'x' null -> 'y' else keep }}. */
public final class MapLines {
  /** A line: patterns on the left, a value on the right. */
  public record Line(List<Pattern> patterns, Expr result, Span span) {}

  /** What a pattern is. */
  public sealed interface Pattern {
    Span span();
  }

  /** A literal, NULL included. */
  public record Value(Expr.Literal literal) implements Pattern {
    @Override
    public Span span() {
      return literal.span();
    }
  }

  /**
   * {@code between a and b}, {@code < b}, {@code >= a}: what lies between two bounds.
   *
   * @param low null for none
   * @param high null for none
   */
  public record Range(
      Expr.@Nullable Literal low,
      boolean lowIncluded,
      Expr.@Nullable Literal high,
      boolean highIncluded,
      Span span)
      implements Pattern {}

  /** {@code like 'a%'}, {@code ilike 'a%'}, {@code matching 'a.*'} for the whole text. */
  public record Text(Form form, Expr.Literal text, Span span) implements Pattern {}

  /** How a text is looked at. */
  public enum Form {
    LIKE,
    ILIKE,
    MATCHING
  }

  /** {@code any}. */
  public record Any(Span span) implements Pattern {}

  /** {@code (a, b)} over several columns. */
  public record Tuple(List<Pattern> parts, Span span) implements Pattern {}

  /** What becomes of values that no line covers. */
  public enum Otherwise {
    /** Nothing said, or {@code else fail}: refused. */
    FAIL,
    KEEP,
    VALUE
  }

  /**
   * The whole block.
   *
   * @param elseValue the value of {@code else e}, else null
   */
  public record Block(List<Line> lines, Otherwise otherwise, @Nullable Expr elseValue, Span span) {}

  private final Reader reader;

  public MapLines(Reader reader) {
    this.reader = reader;
  }

  public Block read(MapBlockContext node) {
    List<Line> lines = node.mapLine().stream().map(this::line).toList();
    MapElseContext last = node.mapElse();
    Span span = Reader.span(node);
    return switch (last) {
      case null -> new Block(lines, Otherwise.FAIL, null, span);
      case ElseKeepContext k -> new Block(lines, Otherwise.KEEP, null, span);
      case ElseFailContext f -> new Block(lines, Otherwise.FAIL, null, span);
      case ElseValueContext v ->
          new Block(lines, Otherwise.VALUE, reader.expression(v.expression()), span);
      default -> throw Expressions.unknown(last);
    };
  }

  private Line line(MapLineContext node) {
    List<Pattern> patterns = node.mapPattern().stream().map(this::pattern).toList();
    return new Line(patterns, result(node.mapResult()), Reader.span(node));
  }

  private Pattern pattern(MapPatternContext node) {
    Expressions expressions = new Expressions(reader);
    return switch (node) {
      case LiteralPatternContext p -> new Value(expressions.literal(p.literal()));
      case NumberPatternContext p ->
          new Value(signed(p.sign(), Expressions.number(p.number(), Reader.span(p))));
      case AnyPatternContext p -> new Any(Reader.span(p));
      case BetweenPatternContext p ->
          new Range(bound(p.mapBound(0)), true, bound(p.mapBound(1)), true, Reader.span(p));
      case ComparedPatternContext p -> compared(p);
      case TextPatternContext p ->
          new Text(
              p.LIKE() != null ? Form.LIKE : p.ILIKE() != null ? Form.ILIKE : Form.MATCHING,
              text(p),
              Reader.span(p));
      case TuplePatternContext p ->
          new Tuple(p.mapPattern().stream().map(this::pattern).toList(), Reader.span(p));
      default -> throw Expressions.unknown(node);
    };
  }

  private Range compared(ComparedPatternContext node) {
    boolean low = node.GREATER() != null || node.GREATER_EQUAL() != null;
    boolean included = node.LESS_EQUAL() != null || node.GREATER_EQUAL() != null;
    Expr.Literal bound = bound(node.mapBound());
    return new Range(low ? bound : null, included, low ? null : bound, included, Reader.span(node));
  }

  private Expr.Literal bound(MapBoundContext node) {
    Expressions expressions = new Expressions(reader);
    Expr.Literal bound =
        node.literal() != null
            ? expressions.literal(node.literal())
            : signed(node.sign(), Expressions.number(node.number(), Reader.span(node)));
    if (bound.value() == null) {
      reader.report(
          Diagnostic.error(Code.WRONG_ARGUMENTS, "NULL is neither below nor above anything")
              .at(Reader.span(node), "write null -> … for NULL"));
    }
    return bound;
  }

  private static Expr.Literal text(TextPatternContext node) {
    return new Expr.Literal(
        Reader.string(node.STRING().getSymbol()),
        Typing.of(SqlType.TEXT, false),
        Reader.span(node.STRING().getSymbol()));
  }

  private static Expr.Literal signed(SignContext sign, Expr.Literal number) {
    return sign.MINUS() != null && number.value() instanceof BigDecimal n
        ? new Expr.Literal(n.negate(), number.typing(), number.span())
        : number;
  }

  private Expr result(MapResultContext node) {
    Expressions expressions = new Expressions(reader);
    return switch (node) {
      case LiteralResultContext r -> expressions.literal(r.literal());
      case NumberResultContext r ->
          signed(r.sign(), Expressions.number(r.number(), Reader.span(r)));
      case CallResultContext r -> expressions.call(r.call());
      case CastResultContext r -> expressions.cast(r.cast());
      case CaseResultContext r -> expressions.caseOf(r.caseExpression());
      case ExpressionResultContext r -> expressions.parentheses(r.parentheses());
      default -> throw Expressions.unknown(node);
    };
  }

  /**
   * {@code map e { … }} as a value: it needs an {@code else}, because no row stands behind it that
   * could be refused.
   */
  Expr expression(Expr subject, MapBlockContext node, Span span) {
    Block block = read(node);
    if (block.otherwise() == Otherwise.FAIL) {
      reader.report(
          Diagnostic.error(
                  Code.SYNTAX, "a map inside an expression must say what other values become")
              .at(span, "add a last line: else keep, or else with a value"));
    }
    List<When> whens = new ArrayList<>();
    for (Line line : block.lines()) {
      Expr condition = among(line.patterns(), subject);
      boolean grouped = condition != null;
      for (Pattern pattern : line.patterns()) {
        if (!grouped || !isValue(pattern)) {
          Expr one = matches(pattern, subject);
          condition = condition == null ? one : Exprs.or(condition, one);
        }
      }
      if (condition != null) {
        whens.add(new When(condition, line.result()));
      }
    }
    Expr otherwise = block.elseValue() == null ? subject : block.elseValue();
    return new Case(null, whens, otherwise, Typing.UNKNOWN, span);
  }

  /** Whether it is among the values of these patterns; null where they name less than two. */
  private static @Nullable Expr among(List<Pattern> patterns, Expr subject) {
    List<Expr> values = new ArrayList<>();
    for (Pattern pattern : patterns) {
      if (pattern instanceof Value v && isValue(v)) {
        values.add(v.literal());
      }
    }
    return values.size() < 2
        ? null
        : new Expr.In(subject, values, false, Typing.UNKNOWN, patterns.getFirst().span());
  }

  private static boolean isValue(Pattern pattern) {
    return pattern instanceof Value v && v.literal().value() != null;
  }

  /** The condition under which a value fits a pattern; NULL fits only NULL and {@code any}. */
  public static Expr matches(Pattern pattern, Expr subject) {
    return switch (pattern) {
      case Any a -> Exprs.truth(true);
      case Value v ->
          v.literal().value() == null ? Exprs.isNull(subject) : Exprs.equal(subject, v.literal());
      case Range r -> between(r, subject);
      case Text t -> text(t, subject);
      case Tuple t -> tuple(t, subject);
    };
  }

  private static Expr between(Range range, Expr subject) {
    Expr low =
        range.low() == null
            ? null
            : Exprs.binary(range.lowIncluded() ? BinaryOp.GE : BinaryOp.GT, subject, range.low());
    Expr high =
        range.high() == null
            ? null
            : Exprs.binary(range.highIncluded() ? BinaryOp.LE : BinaryOp.LT, subject, range.high());
    return range.low() != null && range.high() != null && range.lowIncluded()
        ? new Expr.Between(subject, range.low(), range.high(), false, Typing.UNKNOWN, range.span())
        : Objects.requireNonNull(Exprs.and(low, high));
  }

  private static Expr text(Text pattern, Expr subject) {
    return switch (pattern.form()) {
      case LIKE -> Exprs.binary(BinaryOp.LIKE, subject, pattern.text());
      case ILIKE ->
          Exprs.binary(BinaryOp.LIKE, call("lower", subject), call("lower", pattern.text()));
      case MATCHING ->
          call(
              "regexp_matches",
              subject,
              new Expr.Literal(
                  "^(?:" + pattern.text().value() + ")$",
                  pattern.text().typing(),
                  pattern.text().span()));
    };
  }

  private static Expr call(String name, Expr... arguments) {
    return new Expr.Call(name, List.of(arguments), null, Typing.UNKNOWN, arguments[0].span());
  }

  private static Expr tuple(Tuple t, Expr subject) {
    Expr all = Exprs.truth(true);
    List<Expr> parts = subject instanceof Expr.Row row ? row.parts() : List.of(subject);
    for (int i = 0; i < Math.min(parts.size(), t.parts().size()); i++) {
      Expr one = matches(t.parts().get(i), parts.get(i));
      all = i == 0 ? one : Exprs.binary(Expr.BinaryOp.AND, all, one);
    }
    return all;
  }
}
