package dev.mig.expression;

import dev.mig.expression.Expr.BinaryOp;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import org.jspecify.annotations.Nullable;

/** What adding and subtracting moments and intervals gives. */
final class Arithmetic {
  private Arithmetic() {}

  /** The type of the result, or null when the operands are not of these kinds. */
  static @Nullable SqlType ofMoments(BinaryOp op, SqlType left, SqlType right) {
    if (op == BinaryOp.MINUS && left.isTemporal() && right.isTemporal()) {
      return difference(left, right);
    }
    boolean sum = op == BinaryOp.PLUS || op == BinaryOp.MINUS;
    if (!sum) {
      return null;
    }
    if (left.kind() == Kind.DATE && right.isInteger()) {
      return SqlType.DATE;
    }
    if (op == BinaryOp.PLUS && left.isInteger() && right.kind() == Kind.DATE) {
      return SqlType.DATE;
    }
    if (right.kind() == Kind.INTERVAL) {
      return later(left);
    }
    return op == BinaryOp.PLUS && left.kind() == Kind.INTERVAL ? later(right) : null;
  }

  private static @Nullable SqlType later(SqlType moment) {
    return switch (moment.kind()) {
      case DATE -> SqlType.TIMESTAMP;
      case TIME, TIMESTAMP, TIMESTAMPTZ -> Types.plain(moment);
      case INTERVAL -> SqlType.INTERVAL;
      default -> null;
    };
  }

  private static @Nullable SqlType difference(SqlType left, SqlType right) {
    if (left.kind() == Kind.DATE && right.kind() == Kind.DATE) {
      return SqlType.INTEGER;
    }
    boolean times = left.kind() == Kind.TIME || right.kind() == Kind.TIME;
    return times && left.kind() != right.kind() ? null : SqlType.INTERVAL;
  }
}
