package dev.mig.compile.script;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.Unary;
import dev.mig.expression.Expr.UnaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Literals;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.schema.SqlType;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.script.ScriptExpressions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out expressions whose value is known before anything runs. */
final class Constants {
  private final Ground ground;

  Constants(Ground ground) {
    this.ground = ground;
  }

  /**
   * Types an expression in which nothing but constants can stand.
   *
   * @param source where it is written, for problems
   * @throws Misfit where it names columns, or its types do not fit
   */
  Expr typed(Output text, boolean condition, Source source, Span at, @Nullable Frame frame)
      throws Misfit {
    Expansion places = new Expansion(source.name());
    places.add(text);
    List<Diagnostic> problems = new ArrayList<>();
    Expr read =
        ScriptExpressions.expression(text.text(), p -> problems.add(p.in(places.source()).build()))
            .orElseThrow(() -> misfit("this is no expression", source, at, frame));
    boolean[] asks = {false, false};
    Exprs.walk(
        read,
        e -> {
          asks[0] |= e instanceof Expr.Name;
          asks[1] |= e instanceof Expr.Scalar || e instanceof Expr.Exists;
        });
    boolean named = asks[0];
    if (named || asks[1]) {
      throw new Misfit(
          Diagnostic.error(
                  Code.NOT_CONSTANT, "the value of this is not known before the script runs")
              .in(source)
              .at(
                  at,
                  asks[1]
                      ? "it asks rows"
                      : "it names " + name(read) + ", which is nothing known here")
              .note(
                  "known are literals, parameters, variables, version, dialect is …,"
                      + " exists table|column|index|constraint …, and what functions make of them")
              .build(),
          frame);
    }
    Typer typer =
        new Typer(
            Scope.of(ground.schema()),
            d -> problems.add(d.toBuilder().in(places.source()).build()));
    Expr typed = condition ? typer.condition(read) : typer.type(read);
    Optional<Diagnostic> wrong = problems.stream().filter(Diagnostic::isError).findFirst();
    if (wrong.isPresent()) {
      throw new Misfit(places.atOrigin(List.of(wrong.get())).getFirst(), null);
    }
    return typed;
  }

  private static String name(Expr expr) {
    List<String> names = new ArrayList<>();
    Exprs.walk(
        expr,
        e -> {
          if (e instanceof Expr.Name n) {
            names.add(String.join(".", n.parts()));
          }
        });
    return names.getFirst();
  }

  private static Misfit misfit(String what, Source source, Span at, @Nullable Frame frame) {
    return Misfit.of(Code.SYNTAX, what, source, at, "", frame);
  }

  /** Whether a condition is true; NULL is not. */
  boolean holds(Output text, Source source, Span at, @Nullable Frame frame) throws Misfit {
    return Boolean.TRUE.equals(value(typed(text, true, source, at, frame)).value());
  }

  /** The value of a typed expression without columns: worked out here if plain, else asked. */
  Literal value(Expr typed) {
    Expr folded = fold(typed);
    if (folded instanceof Literal literal) {
      return literal;
    }
    String text =
        ground.constants(Select.of(List.of(new Item(folded, "value")), null, null)).getFirst();
    Object value = text == null ? null : Literals.read(text, typed.type());
    return new Literal(value, typed.typing(), typed.span());
  }

  /** The same, with what is plain worked out: so that most conditions ask no database. */
  private static Expr fold(Expr expr) {
    return switch (expr) {
      case Unary u when u.op() == UnaryOp.NOT && fold(u.operand()) instanceof Literal l ->
          l.value() instanceof Boolean b ? truth(!b, expr) : expr;
      case Unary u when u.op() == UnaryOp.MINUS && fold(u.operand()) instanceof Literal l ->
          l.value() instanceof BigDecimal n ? new Literal(n.negate(), l.typing(), l.span()) : expr;
      case Binary b -> binary(b);
      default -> expr;
    };
  }

  private static Expr binary(Binary b) {
    Expr left = fold(b.left());
    Expr right = fold(b.right());
    Object one = left instanceof Literal l ? l.value() : null;
    Object other = right instanceof Literal l ? l.value() : null;
    return switch (b.op()) {
      case AND -> {
        if (Boolean.FALSE.equals(one) || Boolean.FALSE.equals(other)) {
          yield truth(false, b);
        }
        yield Boolean.TRUE.equals(one) && other instanceof Boolean ? right : b;
      }
      case OR -> {
        if (Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other)) {
          yield truth(true, b);
        }
        yield Boolean.FALSE.equals(one) && other instanceof Boolean ? right : b;
      }
      default -> compared(b, one, other);
    };
  }

  private static Expr compared(Binary b, @Nullable Object one, @Nullable Object other) {
    int order;
    if (one instanceof BigDecimal n && other instanceof BigDecimal m) {
      order = n.compareTo(m);
    } else if (one instanceof String s
        && other instanceof String t
        && b.left().type().isText()
        && b.right().type().isText()
        && b.left().type().kind() != SqlType.Kind.CHAR) {
      order = Objects.equals(s, t) ? 0 : s.compareTo(t);
      if (order != 0 && !isBasic(s + t)) {
        return b;
      }
    } else {
      return b;
    }
    return switch (b.op()) {
      case EQ -> truth(order == 0, b);
      case NE -> truth(order != 0, b);
      case LT -> truth(order < 0, b);
      case LE -> truth(order <= 0, b);
      case GT -> truth(order > 0, b);
      case GE -> truth(order >= 0, b);
      default -> b;
    };
  }

  /** Whether the order of UTF-16 is that of code points. */
  private static boolean isBasic(String text) {
    return text.chars().noneMatch(c -> c >= Character.MIN_SURROGATE);
  }

  private static Literal truth(boolean value, Expr at) {
    return new Literal(value, Typing.of(SqlType.BOOLEAN, false), at.span());
  }
}
