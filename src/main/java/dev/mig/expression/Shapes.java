package dev.mig.expression;

import dev.mig.expression.Expr.Aggregate;
import dev.mig.expression.Expr.Between;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Case;
import dev.mig.expression.Expr.Cast;
import dev.mig.expression.Expr.Column;
import dev.mig.expression.Expr.Exists;
import dev.mig.expression.Expr.In;
import dev.mig.expression.Expr.Is;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.Name;
import dev.mig.expression.Expr.Row;
import dev.mig.expression.Expr.Scalar;
import dev.mig.expression.Expr.Unary;
import dev.mig.source.Span;

/** Compares expressions by what they say, not where they stand. */
public final class Shapes {
  private Shapes() {}

  /** Whether both compute the same from the same row. */
  public static boolean same(Expr a, Expr b) {
    return bare(a).equals(bare(b));
  }

  /** The expression without places and types: equal for equal expressions. */
  public static Expr bare(Expr expr) {
    return Exprs.map(expr, Shapes::strip);
  }

  private static Expr strip(Expr expr) {
    Span none = Span.NONE;
    Typing unknown = Typing.UNKNOWN;
    return switch (expr) {
      case Literal l -> new Literal(l.value(), new Typing(l.type(), l.value() == null), none);
      case Name n -> new Name(n.parts(), none);
      case Column c -> new Column(c.relation(), c.name(), unknown, none);
      case Unary u -> new Unary(u.op(), u.operand(), unknown, none);
      case Binary b -> new Binary(b.op(), b.left(), b.right(), unknown, none);
      case Is i -> new Is(i.operand(), i.test(), i.negated(), unknown, none);
      case Between b -> new Between(b.operand(), b.low(), b.high(), b.negated(), unknown, none);
      case In i -> new In(i.operand(), i.list(), i.negated(), unknown, none);
      case Case c -> new Case(c.subject(), c.whens(), c.otherwise(), unknown, none);
      case Cast c -> new Cast(c.operand(), c.target(), unknown, none);
      case Call c -> new Call(c.name(), c.arguments(), c.function(), unknown, none);
      case Aggregate a ->
          new Aggregate(a.name(), a.argument(), a.more(), a.distinct(), a.orderBy(), unknown, none);
      case Exists e -> new Exists(e.query(), e.negated(), unknown, none);
      case Scalar s -> new Scalar(s.query(), unknown, none);
      case Row r -> new Row(r.parts(), unknown, none);
    };
  }
}
