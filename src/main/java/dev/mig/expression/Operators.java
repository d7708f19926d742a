package dev.mig.expression;

import dev.mig.expression.Expr.Between;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.In;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.Row;
import dev.mig.expression.Expr.Unary;
import dev.mig.expression.Expr.UnaryOp;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types the operators. */
final class Operators {
  private final Typer typer;

  Operators(Typer typer) {
    this.typer = typer;
  }

  Expr unary(Unary u) {
    if (u.op() == UnaryOp.NOT) {
      Expr operand = typer.condition(u.operand());
      return new Unary(u.op(), operand, truth(operand.typing().nullable()), u.span());
    }
    Expr operand = typer.type(u.operand());
    if (operand instanceof Literal l && l.value() instanceof BigDecimal n) {
      Literal negated = new Literal(n.negate(), Typing.UNKNOWN, u.span());
      return Literals.natural(negated);
    }
    boolean negatable = operand.type().isNumber() || operand.type().kind() == Kind.INTERVAL;
    if (!Typer.isUnknown(operand) && !negatable) {
      typer.problems.type(
          "only a number has a sign", "a number", operand.type().toString(), operand.span());
    }
    return new Unary(u.op(), operand, operand.typing(), u.span());
  }

  private static Typing truth(boolean nullable) {
    return Typing.of(SqlType.BOOLEAN, nullable);
  }

  Expr binary(Binary b) {
    return switch (b.op()) {
      case AND, OR -> logical(b);
      case EQ, NE, LT, LE, GT, GE, DISTINCT, NOT_DISTINCT -> comparison(b);
      case LIKE, NOT_LIKE -> like(b);
      case PLUS, MINUS, TIMES, DIVIDE, MODULO -> arithmetic(b);
      case CONCAT -> concatenation(b);
      case AT_JSON, AT_TEXT -> json(b);
    };
  }

  private Expr logical(Binary b) {
    Expr left = typer.condition(b.left());
    var known = b.op() == BinaryOp.AND ? Facts.whenTrue(left) : Facts.whenNotTrue(left);
    Expr right = typer.knowing(known, () -> typer.condition(b.right()));
    return new Binary(b.op(), left, right, truth(nullable(left, right)), b.span());
  }

  private static boolean nullable(Expr left, Expr right) {
    return left.typing().nullable() || right.typing().nullable();
  }

  private Expr comparison(Binary b) {
    Expr left = typer.type(b.left());
    Expr right = typer.type(b.right());
    boolean distinct = b.op() == BinaryOp.DISTINCT || b.op() == BinaryOp.NOT_DISTINCT;
    if (!distinct && (Typer.isNull(left) || Typer.isNull(right))) {
      nullCompared(b, left, right);
    }
    if (left instanceof Row l && right instanceof Row r) {
      return rows(b, l, r);
    }
    boolean equality = b.op() == BinaryOp.EQ || b.op() == BinaryOp.NOT_DISTINCT;
    Expr[] pair = pair(left, right, equality, b.span());
    return new Binary(
        b.op(), pair[0], pair[1], truth(!distinct && nullable(left, right)), b.span());
  }

  private void nullCompared(Binary b, Expr left, Expr right) {
    String summary = "nothing compares with NULL, not even NULL";
    boolean equality = b.op() == BinaryOp.EQ || b.op() == BinaryOp.NE;
    if (equality
        && Typer.isNull(right)
        && !left.span().equals(Span.NONE)
        && !right.span().equals(Span.NONE)) {
      String test = b.op() == BinaryOp.EQ ? " is null" : " is not null";
      Span place = new Span(left.span().end(), Math.max(left.span().end(), right.span().end()));
      typer.problems.neverTrue(summary, b.span(), "write" + test, new Edit(place, test));
    } else {
      typer.problems.neverTrue(summary, b.span());
    }
  }

  private Expr rows(Binary b, Row left, Row right) {
    if (left.parts().size() != right.parts().size()) {
      typer.problems.type(
          "rows of different lengths do not compare",
          left.parts().size() + " values",
          right.parts().size() + " values",
          right.span());
      return new Binary(b.op(), left, right, truth(true), b.span());
    }
    List<Expr> lefts = new ArrayList<>();
    List<Expr> rights = new ArrayList<>();
    for (int i = 0; i < left.parts().size(); i++) {
      Expr[] pair =
          pair(left.parts().get(i), right.parts().get(i), b.op() == BinaryOp.EQ, b.span());
      lefts.add(pair[0]);
      rights.add(pair[1]);
    }
    return new Binary(
        b.op(),
        new Row(lefts, Typing.UNKNOWN, left.span()),
        new Row(rights, Typing.UNKNOWN, right.span()),
        truth(true),
        b.span());
  }

  /** Both sides of a comparison as values of one type. */
  private Expr[] pair(Expr left, Expr right, boolean equality, Span span) {
    Expr l = follow(left, right);
    Expr r = follow(right, left);
    SqlType type = Types.common(l.type(), r.type());
    if (type == null) {
      String hint = l.type() + " and " + r.type() + " do not compare";
      if (Types.casts(r.type(), l.type())) {
        typer.problems.castNeeded(hint, l.type(), r.type(), r.span());
      } else {
        typer.problems.type(hint, l.type().toString(), r.type().toString(), r.span());
      }
      return new Expr[] {l, r};
    }
    if (equality) {
      String why = impossible(l, r);
      why = why == null ? impossible(r, l) : why;
      if (why != null) {
        typer.problems.neverTrue(why, span);
      }
    }
    SqlType comparable = type.kind() == Kind.JSON ? SqlType.JSONB : type;
    return new Expr[] {typer.align(l, comparable), typer.align(r, comparable)};
  }

  /** A text as written becomes a value of the other side's type. */
  private Expr follow(Expr expr, Expr other) {
    SqlType type = other.type();
    boolean open = Literals.isOpenText(expr) && !Literals.isOpenText(other) && !type.isText();
    return open && type.kind() != Kind.ENUM ? typer.align(expr, type) : expr;
  }

  /** Why the two can never be equal, or null. */
  private @Nullable String impossible(Expr expr, Expr literal) {
    if (!(literal instanceof Literal l) || l.value() == null || expr instanceof Literal) {
      return null;
    }
    SqlType type = expr.type();
    if (type.isInteger() && l.value() instanceof BigDecimal n) {
      boolean whole = n.stripTrailingZeros().scale() <= 0;
      return !whole
          ? "a whole number is never " + Literals.shown(l)
          : Literals.as(l, type) == null
              ? Literals.shown(l) + " is out of the range of " + type
              : null;
    }
    if (type.isText() && type.length() >= 0 && l.value() instanceof String s) {
      String bare = type.kind() == Kind.CHAR ? s.stripTrailing() : s;
      int length = bare.codePointCount(0, bare.length());
      return length > type.length()
          ? "no " + type + " is as long as this text of " + length + " characters"
          : null;
    }
    List<String> values = type.kind() == Kind.ENUM ? typer.scope().enumValues(type) : null;
    if (values != null && l.value() instanceof String s && !values.contains(s)) {
      return type + " has no value " + Literals.shown(l) + "; it has " + String.join(", ", values);
    }
    return null;
  }

  /** One line of a case with a subject. */
  Expr matching(Expr subject, Expr value) {
    return pair(subject, value, true, value.span())[1];
  }

  private Expr like(Binary b) {
    Expr left = text(typer.type(b.left()));
    Expr right = text(typer.type(b.right()));
    if (right instanceof Literal l && l.value() instanceof String s && endsInEscape(s)) {
      typer.problems.type(
          "a pattern cannot end in a single \\",
          "a character after \\",
          Literals.shown(l),
          l.span());
    }
    return new Binary(b.op(), left, right, truth(nullable(left, right)), b.span());
  }

  private static boolean endsInEscape(String pattern) {
    int trailing = 0;
    for (int i = pattern.length() - 1; i >= 0 && pattern.charAt(i) == '\\'; i--) {
      trailing++;
    }
    return trailing % 2 == 1;
  }

  private Expr text(Expr expr) {
    SqlType type = expr.type();
    if (type.isText() || Typer.isUnknown(expr) || Types.family(type) == Types.Family.OTHER) {
      return expr;
    }
    if (type.kind() == Kind.ENUM) {
      return Typer.implied(expr, SqlType.TEXT);
    }
    typer.problems.castNeeded("this is no text", SqlType.TEXT, type, expr.span());
    return expr;
  }

  Expr between(Between b) {
    Expr operand = typer.type(b.operand());
    Expr[] low = pair(operand, typer.type(b.low()), false, b.span());
    Expr[] high = pair(operand, typer.type(b.high()), false, b.span());
    boolean nullable = operand.typing().nullable() || nullable(low[1], high[1]);
    SqlType wide = Types.common(low[0].type(), high[0].type());
    Expr left = wide == null ? operand : typer.align(operand, wide);
    Expr lower = wide == null ? low[1] : typer.align(low[1], wide);
    Expr upper = wide == null ? high[1] : typer.align(high[1], wide);
    return new Between(left, lower, upper, b.negated(), truth(nullable), b.span());
  }

  Expr in(In in) {
    Expr operand = typer.type(in.operand());
    List<Expr> list = new ArrayList<>();
    boolean nullable = operand.typing().nullable();
    SqlType type = operand.type();
    for (Expr written : in.list()) {
      Expr item = typer.type(written);
      if (Typer.isNull(item)) {
        typer.problems.neverTrue(
            in.negated()
                ? "not in with a NULL in the list is never true"
                : "nothing equals NULL, not even NULL",
            item.span());
      }
      if (operand instanceof Row left && item instanceof Row right) {
        list.add(
            ((Binary)
                    rows(
                        new Binary(BinaryOp.EQ, left, right, Typing.UNKNOWN, in.span()),
                        left,
                        right))
                .right());
        continue;
      }
      Expr[] pair = pair(operand, item, !in.negated(), item.span());
      type = pair[0].type();
      list.add(pair[1]);
      nullable |= item.typing().nullable();
    }
    Expr subject = operand instanceof Row ? operand : typer.align(operand, type);
    return new In(subject, list, in.negated(), truth(nullable), in.span());
  }

  private Expr arithmetic(Binary b) {
    Expr left = typer.type(b.left());
    Expr right = typer.type(b.right());
    if (Literals.isOpenText(left) && right.type().isNumber()) {
      left = typer.align(left, right.type());
    } else if (Literals.isOpenText(right) && left.type().isNumber()) {
      right = typer.align(right, left.type());
    }
    boolean nullable = nullable(left, right);
    SqlType moments = Arithmetic.ofMoments(b.op(), left.type(), right.type());
    if (moments != null) {
      SqlType both =
          left.type().isTemporal() && right.type().isTemporal()
              ? Types.common(left.type(), right.type())
              : null;
      if (both != null) {
        left = typer.align(left, both);
        right = typer.align(right, both);
      }
      return new Binary(b.op(), left, right, Typing.of(moments, nullable), b.span());
    }
    if (Typer.isUnknown(left) || Typer.isUnknown(right)) {
      SqlType known = Typer.isUnknown(left) ? right.type() : left.type();
      SqlType type = Typer.isNull(left) || Typer.isNull(right) ? known : SqlType.UNKNOWN;
      return new Binary(b.op(), left, right, Typing.of(type, nullable), b.span());
    }
    SqlType type =
        left.type().isNumber() && right.type().isNumber()
            ? Types.common(left.type(), right.type())
            : null;
    boolean remainder = b.op() == BinaryOp.MODULO && type != null && Types.isFloat(type);
    if (type == null || remainder) {
      if (Types.family(left.type()) == Types.Family.OTHER
          || Types.family(right.type()) == Types.Family.OTHER) {
        return new Binary(b.op(), left, right, Typing.UNKNOWN, b.span());
      }
      Expr wrong = left.type().isNumber() && !remainder ? right : left;
      typer.problems.type(
          left.type() + " " + b.op().sign() + " " + right.type() + " has no meaning",
          "numbers",
          wrong.type().toString(),
          wrong.span());
      return new Binary(b.op(), left, right, Typing.UNKNOWN, b.span());
    }
    return new Binary(
        b.op(),
        typer.align(left, keep(left, type)),
        typer.align(right, keep(right, type)),
        Typing.of(type, nullable),
        b.span());
  }

  /** Whole literals stay whole beside a number with a fraction: the database widens them. */
  private static SqlType keep(Expr operand, SqlType type) {
    return operand instanceof Literal && operand.type().isInteger() && !type.isInteger()
        ? operand.type()
        : type;
  }

  private Expr concatenation(Binary b) {
    Expr left = typer.type(b.left());
    Expr right = typer.type(b.right());
    if (left.type().isJson() && right.type().isJson()) {
      return new Binary(
          b.op(),
          typer.align(left, SqlType.JSONB),
          typer.align(right, SqlType.JSONB),
          Typing.of(SqlType.JSONB, nullable(left, right)),
          b.span());
    }
    return new Binary(
        b.op(),
        asText(left),
        asText(right),
        Typing.of(SqlType.TEXT, nullable(left, right)),
        b.span());
  }

  private Expr asText(Expr expr) {
    if (expr.type().kind() == Kind.BYTES) {
      typer.problems.type("bytes are no text", "text", "bytea", expr.span());
      return expr;
    }
    return typer.align(expr, SqlType.TEXT);
  }

  private Expr json(Binary b) {
    Expr left = typer.type(b.left());
    Expr right = typer.type(b.right());
    if (left.type().isText()) {
      left = typer.align(left, SqlType.JSONB);
    } else if (!left.type().isJson()
        && !Typer.isUnknown(left)
        && Types.family(left.type()) != Types.Family.OTHER) {
      typer.problems.type("only JSON has fields", "jsonb", left.type().toString(), left.span());
    }
    boolean key = right.type().isText() || right.type().isInteger() || Typer.isUnknown(right);
    if (!key) {
      typer.problems.type(
          "a field of JSON is named by a text or a place",
          "text or integer",
          right.type().toString(),
          right.span());
    }
    SqlType type =
        b.op() == BinaryOp.AT_TEXT
            ? SqlType.TEXT
            : left.type().isJson() ? left.type() : SqlType.JSONB;
    return new Binary(b.op(), left, right, Typing.of(type, true), b.span());
  }
}
