package dev.mig.expression;

import dev.mig.expression.Expr.Between;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.Column;
import dev.mig.expression.Expr.In;
import dev.mig.expression.Expr.Is;
import dev.mig.expression.Expr.IsTest;
import dev.mig.expression.Expr.Unary;
import dev.mig.expression.Expr.UnaryOp;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which columns cannot be NULL where a condition is known to be true, or known not to be. */
final class Facts {
  private Facts() {}

  /** Columns that are not NULL in rows for which the condition is true. */
  static Set<Column> whenTrue(Expr condition) {
    Set<Column> found = new HashSet<>();
    collect(condition, true, found);
    return found;
  }

  /** Columns that are not NULL in rows for which the condition is false or NULL. */
  static Set<Column> whenNotTrue(Expr condition) {
    Set<Column> found = new HashSet<>();
    collect(condition, false, found);
    return found;
  }

  private static void collect(Expr condition, boolean holds, Set<Column> found) {
    switch (condition) {
      case Is i when i.test() == IsTest.NULL && i.negated() == holds -> columns(i.operand(), found);
      case Is i when holds && i.test() != IsTest.NULL && !i.negated() ->
          columns(i.operand(), found);
      case Binary b when b.op() == Expr.BinaryOp.AND && holds -> both(b, true, found);
      case Binary b when b.op() == Expr.BinaryOp.OR && !holds -> both(b, false, found);
      case Binary b when holds && strict(b.op()) -> {
        columns(b.left(), found);
        columns(b.right(), found);
      }
      case Unary u when u.op() == UnaryOp.NOT && holds -> negation(u.operand(), found);
      case Between b when holds && !b.negated() -> columns(b.operand(), found);
      case In i when holds -> columns(i.operand(), found);
      case Column c when holds -> found.add(c);
      default -> {}
    }
  }

  private static void both(Binary b, boolean holds, Set<Column> found) {
    collect(b.left(), holds, found);
    collect(b.right(), holds, found);
  }

  /**
   * The operand of a true {@code not} is false, which says less than not true: only tests that are
   * never NULL count.
   */
  private static void negation(Expr operand, Set<Column> found) {
    if (operand instanceof Is i) {
      collect(i, false, found);
    } else if (operand instanceof Binary b && strict(b.op())) {
      columns(b.left(), found);
      columns(b.right(), found);
    } else if (operand instanceof In i) {
      columns(i.operand(), found);
    } else if (operand instanceof Column c) {
      found.add(c);
    }
  }

  private static boolean strict(Expr.BinaryOp op) {
    return switch (op) {
      case EQ, NE, LT, LE, GT, GE, LIKE, NOT_LIKE -> true;
      case OR,
          AND,
          DISTINCT,
          NOT_DISTINCT,
          PLUS,
          MINUS,
          TIMES,
          DIVIDE,
          MODULO,
          CONCAT,
          AT_JSON,
          AT_TEXT ->
          false;
    };
  }

  /** The columns of an operand that is not NULL, as far as operators are strict. */
  private static void columns(Expr operand, Set<Column> found) {
    switch (operand) {
      case Column c -> found.add(c);
      case Expr.Cast c -> columns(c.operand(), found);
      case Expr.Call c when c.function() != null && c.function().nulls() == Function.Nulls.STRICT ->
          c.arguments().forEach(a -> columns(a, found));
      case Expr.Row r -> List.copyOf(r.parts()).forEach(p -> columns(p, found));
      default -> {}
    }
  }
}
