package dev.mig.compile.script;

import dev.mig.expression.Expr;
import dev.mig.expression.Literals;
import dev.mig.schema.SqlType;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.statement.script.Param;
import dev.mig.statement.script.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parameters of a script with their values, all of them before anything else is looked at.
 *
 * @param values by {@link Interpreter#key}
 * @param texts the same as they stand in a script, by name
 * @param problems those that are missing or do not fit
 */
record Given(Map<String, Binding> values, Map<String, String> texts, List<Diagnostic> problems) {
  static Given of(Script script, Parameters given, Ground ground) {
    Map<String, Binding> values = new HashMap<>();
    Map<String, String> texts = new TreeMap<>();
    List<Diagnostic> problems = new ArrayList<>();
    Arguments arguments = new Arguments(ground, new Constants(ground), new Budget());
    for (Param param : script.params()) {
      try {
        Binding.OfValue value = value(param, given, arguments);
        values.put(Interpreter.key(param), value);
        texts.put(param.name().text(), value.literal());
      } catch (Misfit e) {
        problems.add(e.problem());
      }
    }
    return new Given(values, texts, problems);
  }

  private static Binding.OfValue value(Param param, Parameters given, Arguments arguments)
      throws Misfit {
    String name = param.name().text();
    SqlType type = param.type();
    if (type.kind() == SqlType.Kind.OTHER || type.kind() == SqlType.Kind.ARRAY) {
      throw Misfit.of(
          Code.PARAM_VALUE,
          "a parameter is no " + type,
          param.source(),
          param.written(),
          "text, a number, boolean, a date or time, uuid, jsonb",
          null);
    }
    String text = given.value(name).orElse(null);
    if (text != null) {
      Object value = Literals.read(text, type);
      if (value == null || tooLong(text, type)) {
        // The value may be a secret, so it is not shown.
        throw Misfit.of(
            Code.PARAM_VALUE,
            "the value of " + name + " is no " + type,
            param.source(),
            param.span(),
            "it comes from " + given.from(name),
            null);
      }
      return Texts.value(value, type);
    }
    Template otherwise = param.otherwise();
    if (otherwise == null) {
      throw new Misfit(missing(param), null);
    }
    return byDefault(param, otherwise, arguments);
  }

  /** Those that have neither a value nor a default. */
  static List<Diagnostic> missing(List<Param> params, Parameters given) {
    return params.stream()
        .filter(p -> p.otherwise() == null && given.value(p.name().text()).isEmpty())
        .map(Given::missing)
        .toList();
  }

  private static Diagnostic missing(Param param) {
    String name = param.name().text();
    return Diagnostic.error(Code.PARAM_MISSING, "nothing says what " + name + " is")
        .in(param.source())
        .at(param.span(), "has no default")
        .note(
            "say it: --set "
                + name
                + "=…, MIG_PARAM_"
                + name.toUpperCase(Locale.ROOT)
                + ", or [params] in mig.toml")
        .build();
  }

  private static Binding.OfValue byDefault(Param param, Template otherwise, Arguments arguments)
      throws Misfit {
    Output filled = Filler.condition(arguments, otherwise, Place.top());
    Constants constants = arguments.constants();
    Expr typed = constants.typed(filled, false, otherwise.source(), otherwise.span(), null);
    Expr.Literal fitting = Literals.as(constants.value(typed), param.type());
    if (fitting == null || (fitting.value() instanceof String s && tooLong(s, param.type()))) {
      throw Misfit.of(
          Code.PARAM_VALUE,
          "this default is no " + param.type(),
          otherwise.source(),
          otherwise.span(),
          "",
          null);
    }
    return Texts.value(fitting.value(), param.type());
  }

  private static boolean tooLong(String text, SqlType type) {
    return type.isText()
        && type.length() > 0
        && text.codePointCount(0, text.length()) > type.length();
  }
}
