package dev.mig.expression;

import dev.mig.expression.Expr.Aggregate;
import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Literal;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Types calls of functions and aggregates. */
final class Calls {
  private static final int NO = 1000;
  private final Typer typer;

  Calls(Typer typer) {
    this.typer = typer;
  }

  Expr call(Call c) {
    String name = c.name().toLowerCase(Locale.ROOT);
    List<Function> forms = Functions.named(name);
    List<Expr> arguments =
        name.equals("coalesce")
            ? coalesced(c.arguments())
            : c.arguments().stream().map(typer::type).toList();
    Call unknown = new Call(name, arguments, null, Typing.UNKNOWN, c.span());
    if (forms.isEmpty()) {
      typer.problems.unknownFunction(c.name(), Functions.names(), c.span());
      return unknown;
    }
    List<Function> fitting = forms.stream().filter(f -> f.takes(arguments.size())).toList();
    if (fitting.isEmpty()) {
      typer.problems.arguments(name + " does not take " + count(arguments.size()), forms, c.span());
      return unknown;
    }
    Function best = best(fitting, arguments);
    if (best == null) {
      Expr wrong = wrong(fitting.getFirst(), arguments);
      String types = String.join(", ", arguments.stream().map(a -> a.type().toString()).toList());
      typer.problems.arguments(name + " does not take (" + types + ")", fitting, wrong.span());
      return unknown;
    }
    return bind(best, arguments, c);
  }

  private static String count(int n) {
    return n == 1 ? "one argument" : n == 0 ? "no arguments" : n + " arguments";
  }

  /**
   * Each argument of coalesce is looked at only where those before it are NULL, which says nothing
   * new of other columns.
   */
  private List<Expr> coalesced(List<Expr> arguments) {
    return arguments.stream().map(typer::type).toList();
  }

  private @Nullable Function best(List<Function> forms, List<Expr> arguments) {
    Function best = null;
    int least = NO;
    for (Function form : forms) {
      int cost = 0;
      for (int i = 0; i < arguments.size(); i++) {
        cost += cost(arguments.get(i), form.parameter(i));
      }
      if (cost < least) {
        best = form;
        least = cost;
      }
    }
    return best;
  }

  /** The first argument that the form does not take. */
  private Expr wrong(Function form, List<Expr> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (cost(arguments.get(i), form.parameter(i)) >= NO) {
        return arguments.get(i);
      }
    }
    return arguments.getFirst();
  }

  /**
   * How far an argument is from a parameter: 0 for the same type, {@link #NO} when it does not go.
   */
  private int cost(Expr argument, SqlType parameter) {
    SqlType type = argument.type();
    if (parameter.equals(Function.WORD) || parameter.equals(Function.PATTERN)) {
      return argument instanceof Literal l && l.value() instanceof String ? 0 : NO;
    }
    if (type.kind() == Kind.UNKNOWN || type.equals(parameter)) {
      return 0;
    }
    if (parameter.equals(Function.ANY) || parameter.equals(Function.AS_JSON)) {
      return 5;
    }
    if (parameter.equals(Function.AS_TEXT)) {
      return type.kind() == Kind.BYTES ? NO : 5;
    }
    if (parameter.equals(Function.NUMBER)) {
      return type.isNumber() ? 2 : openNumber(argument);
    }
    if (Literals.isOpenText(argument)) {
      boolean reads = parameter.isText() || Literals.as((Literal) argument, parameter) != null;
      return parameter.isText() ? 0 : reads ? 4 : NO;
    }
    if (argument instanceof Literal l && parameter.isNumber()) {
      return Literals.as(l, parameter) == null ? NO : 1;
    }
    return Types.family(type) == Types.Family.OTHER ? 6 : widening(type, parameter);
  }

  private static int openNumber(Expr argument) {
    boolean number =
        Literals.isOpenText(argument) && Literals.as((Literal) argument, SqlType.NUMERIC) != null;
    return number ? 4 : NO;
  }

  private static int widening(SqlType type, SqlType parameter) {
    if (type.isNumber() && parameter.isNumber()) {
      boolean narrower =
          parameter.isInteger() && (!type.isInteger() || Types.rank(type) > Types.rank(parameter));
      return narrower ? NO : 1 + Math.abs(Types.rank(parameter) - Types.rank(type));
    }
    return Types.assigns(type, parameter)
        ? 1 + Math.abs(Types.rank(parameter) - Types.rank(type))
        : NO;
  }

  private Expr bind(Function f, List<Expr> arguments, Call c) {
    List<Expr> shared = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      SqlType parameter = f.parameter(i);
      if (parameter.equals(Function.ANY) || parameter.equals(Function.NUMBER)) {
        shared.add(arguments.get(i));
      }
    }
    SqlType common =
        typer.common(shared, "the arguments of " + f.name() + " are of different types");
    List<Expr> bound = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      bound.add(argument(arguments.get(i), f.parameter(i), common));
    }
    boolean poly = f.result().equals(Function.ANY) || f.result().equals(Function.NUMBER);
    Call call =
        new Call(
            f.name(),
            bound,
            f,
            Typing.of(poly ? common : f.result(), nullable(f, bound)),
            c.span());
    String wrong = Words.check(call);
    if (wrong != null) {
      typer.problems.arguments(wrong, List.of(f), c.span());
    }
    return call;
  }

  private Expr argument(Expr argument, SqlType parameter, SqlType common) {
    if (parameter.equals(Function.ANY) || parameter.equals(Function.NUMBER)) {
      return typer.align(argument, common);
    }
    if (parameter.equals(Function.WORD) || parameter.equals(Function.PATTERN)) {
      return argument;
    }
    if (parameter.equals(Function.AS_TEXT)) {
      return typer.align(argument, SqlType.TEXT);
    }
    if (parameter.equals(Function.AS_JSON)) {
      return json(argument);
    }
    boolean exact = parameter.kind() == Kind.NUMERIC && Types.isFloat(argument.type());
    return exact ? Typer.implied(argument, parameter) : typer.align(argument, parameter);
  }

  /**
   * A value as JSON: numbers, truth values and JSON stay what they are, everything else becomes a
   * JSON text.
   */
  private Expr json(Expr argument) {
    if (argument.type().isJson()) {
      return typer.align(argument, SqlType.JSONB);
    }
    boolean direct = argument.type().isNumber() || argument.type().kind() == Kind.BOOLEAN;
    Expr value = direct ? argument : typer.align(argument, SqlType.TEXT);
    return call(new Call("to_json", List.of(value), null, Typing.UNKNOWN, argument.span()));
  }

  private static boolean nullable(Function f, List<Expr> arguments) {
    return switch (f.nulls()) {
      case STRICT -> arguments.stream().anyMatch(a -> a.typing().nullable());
      case NEVER -> false;
      case ALL -> arguments.stream().allMatch(a -> a.typing().nullable());
      case MAYBE -> true;
    };
  }

  Expr aggregate(Aggregate a, boolean allowed) {
    String name = a.name().toLowerCase(Locale.ROOT);
    if (!allowed) {
      typer.problems.aggregate(
          "an aggregate such as " + name + " has no place here: it speaks of many rows", a.span());
    }
    Expr argument = a.argument() == null ? null : typer.ungrouped(a.argument());
    List<Expr> more = a.more().stream().map(typer::ungrouped).toList();
    List<Query.Order> orders =
        a.orderBy().stream()
            .map(o -> new Query.Order(typer.ungrouped(o.value()), o.descending()))
            .toList();
    if (name.equals("string_agg") && argument != null) {
      argument = typer.align(argument, SqlType.TEXT);
    } else if (name.equals("json_agg") && argument != null) {
      argument = json(argument);
    }
    SqlType type = Aggregates.result(name, argument, more.size());
    if (type == null) {
      String found = argument == null ? "*" : argument.type().toString();
      typer.problems.arguments(
          name + "(" + found + ") has no meaning; " + Aggregates.usage(name), List.of(), a.span());
      return new Aggregate(name, argument, more, a.distinct(), orders, Typing.UNKNOWN, a.span());
    }
    boolean count = name.equals("count");
    return new Aggregate(
        name, argument, more, a.distinct(), orders, Typing.of(type, !count), a.span());
  }
}
