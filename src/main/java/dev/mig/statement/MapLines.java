package dev.mig.statement;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Case;
import dev.mig.expression.Expr.When;
import dev.mig.expression.Exprs;
import dev.mig.expression.Typing;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.syntax.MigParser.AnyPatternContext;
import dev.mig.syntax.MigParser.CallResultContext;
import dev.mig.syntax.MigParser.CaseResultContext;
import dev.mig.syntax.MigParser.CastResultContext;
import dev.mig.syntax.MigParser.ElseFailContext;
import dev.mig.syntax.MigParser.ElseKeepContext;
import dev.mig.syntax.MigParser.ElseValueContext;
import dev.mig.syntax.MigParser.ExpressionResultContext;
import dev.mig.syntax.MigParser.LiteralPatternContext;
import dev.mig.syntax.MigParser.LiteralResultContext;
import dev.mig.syntax.MigParser.MapBlockContext;
import dev.mig.syntax.MigParser.MapElseContext;
import dev.mig.syntax.MigParser.MapLineContext;
import dev.mig.syntax.MigParser.MapPatternContext;
import dev.mig.syntax.MigParser.MapResultContext;
import dev.mig.syntax.MigParser.NumberPatternContext;
import dev.mig.syntax.MigParser.NumberResultContext;
import dev.mig.syntax.MigParser.SignContext;
import dev.mig.syntax.MigParser.TuplePatternContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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
      case TuplePatternContext p ->
          new Tuple(p.mapPattern().stream().map(this::pattern).toList(), Reader.span(p));
      default -> throw Expressions.unknown(node);
    };
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
      Expr condition = null;
      for (Pattern pattern : line.patterns()) {
        Expr one = matches(pattern, subject);
        condition = condition == null ? one : Exprs.or(condition, one);
      }
      if (condition != null) {
        whens.add(new When(condition, line.result()));
      }
    }
    Expr otherwise = block.elseValue() == null ? subject : block.elseValue();
    return new Case(null, whens, otherwise, Typing.UNKNOWN, span);
  }

  /** The condition under which a value fits a pattern; NULL fits only NULL and {@code any}. */
  public static Expr matches(Pattern pattern, Expr subject) {
    return switch (pattern) {
      case Any a -> Exprs.truth(true);
      case Value v ->
          v.literal().value() == null ? Exprs.isNull(subject) : Exprs.equal(subject, v.literal());
      case Tuple t -> tuple(t, subject);
    };
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
