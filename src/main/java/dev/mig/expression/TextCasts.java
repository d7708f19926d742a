package dev.mig.expression;

import dev.mig.expression.Expr.BinaryOp;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;

/** Finds the casts of texts that fail where a text is not spelt as the type wants it. */
public final class TextCasts {
  private TextCasts() {}

  /**
   * The casts that were written and that are evaluated for every row, inner ones first: not those
   * in a branch, because there a condition may have looked at the text before.
   */
  public static List<Expr.Cast> in(Expr value) {
    List<Expr.Cast> found = new ArrayList<>();
    collect(value, found);
    return found;
  }

  private static void collect(Expr expr, List<Expr.Cast> found) {
    switch (expr) {
      case Expr.Cast c -> {
        collect(c.operand(), found);
        boolean risky = c.operand().type().isText() && !c.target().isText();
        if (risky && !(c.operand() instanceof Expr.Literal) && !c.span().equals(Span.NONE)) {
          found.add(c);
        }
      }
      case Expr.Unary u -> collect(u.operand(), found);
      case Expr.Binary b when b.op() != BinaryOp.AND && b.op() != BinaryOp.OR -> {
        collect(b.left(), found);
        collect(b.right(), found);
      }
      case Expr.Call c when !c.name().equals("coalesce") ->
          c.arguments().forEach(a -> collect(a, found));
      default -> {}
    }
  }
}
