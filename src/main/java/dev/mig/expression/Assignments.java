package dev.mig.expression;

import dev.mig.expression.Expr.Literal;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.source.Code;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types values for columns. */
final class Assignments {
  private final Typer typer;

  Assignments(Typer typer) {
    this.typer = typer;
  }

  Expr assign(Expr typed, Column target) {
    SqlType to = target.type();
    if (typed instanceof Literal l) {
      return literal(l, target);
    }
    if (!Types.assigns(typed.type(), to)) {
      typer.problems.castNeeded(
          target.name() + " is " + to + ", this is " + typed.type(),
          to,
          typed.type(),
          typed.span());
      return typed;
    }
    return Types.differ(typed.type(), to) ? Typer.implied(typed, to) : typed;
  }

  private Expr literal(Literal l, Column target) {
    SqlType to = target.type();
    if (l.value() == null) {
      if (!target.nullable()) {
        typer.problems.error(
            Code.NULL_INTO_NOT_NULL, target.name() + " must have a value, this is NULL", l.span());
      }
      return new Literal(null, Typing.of(to, true), l.span());
    }
    if (Types.family(to) == Types.Family.UNKNOWN || Types.family(to) == Types.Family.OTHER) {
      return l;
    }
    Literal read = Literals.as(l, to);
    if (read == null
        && !Literals.isOpenText(l)
        && Types.assigns(l.type(), to)
        && !l.type().isNumber()) {
      return Typer.implied(l, to);
    }
    String why = read == null ? "is no " + to : unfit(read, to);
    if (why != null || read == null) {
      typer.problems.literal(l, to, why == null ? "is no " + to : why);
      return l;
    }
    return read;
  }

  /** Why the value is too large for the type, or null. */
  private @Nullable String unfit(Literal read, SqlType to) {
    if (read.value() instanceof BigDecimal n && to.kind() == Kind.NUMERIC && to.length() >= 0) {
      BigDecimal bare = n.stripTrailingZeros();
      int scale = Math.max(to.scale(), 0);
      if (bare.scale() > scale) {
        return "has more digits after the point than " + to + " keeps";
      }
      return bare.precision() - bare.scale() > to.length() - scale
          ? "is too large for " + to
          : null;
    }
    if (read.value() instanceof String s && to.isText() && to.length() >= 0) {
      String bare = s.replaceAll(" +$", "");
      int length = bare.codePointCount(0, bare.length());
      return length > to.length()
          ? "has " + length + " characters, " + to + " holds " + to.length()
          : null;
    }
    List<String> values = to.kind() == Kind.ENUM ? typer.scope().enumValues(to) : null;
    return values != null && read.value() instanceof String s && !values.contains(s)
        ? "is no value of " + to + "; it has " + String.join(", ", values)
        : null;
  }
}
