package dev.mig.compile.script;

import dev.mig.compile.script.Binding.Macro;
import dev.mig.compile.script.Binding.OfColumn;
import dev.mig.compile.script.Binding.OfExpression;
import dev.mig.compile.script.Binding.OfTable;
import dev.mig.compile.script.Binding.OfType;
import dev.mig.expression.Expr;
import dev.mig.expression.Literals;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.script.Define;
import dev.mig.statement.script.Define.Parameter;
import dev.mig.statement.script.ScriptExpressions;
import dev.mig.statement.script.Slot;
import dev.mig.statement.script.Template;
import dev.mig.statement.script.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Gives definitions their arguments. */
record Arguments(Ground ground, Constants constants, Budget budget) {
  /** The expression that a call inside an expression stands for. */
  Output expression(Macro macro, Source source, Slot call, Place place) throws Misfit {
    Define define = macro.define();
    Template body = define.expression();
    if (body == null) {
      throw misfit(
          Code.WRONG_ARGUMENT,
          define.name().text() + " makes statements, here stands a value",
          source,
          call.span(),
          "call it on a line of its own",
          place);
    }
    Place inside = bind(macro, call.arguments(), source, call.span(), place);
    noCapture(define, body, source, call, place);
    return Filler.body(this, body, inside);
  }

  /**
   * The place inside a definition: its parameters, and the names that hold where it stands.
   *
   * @param at the call
   */
  Place bind(Macro macro, List<Template> arguments, Source source, Span at, Place place)
      throws Misfit {
    Define define = macro.define();
    List<Parameter> parameters = define.parameters();
    if (arguments.size() != parameters.size()) {
      Diagnostic problem =
          Diagnostic.error(
                  Code.WRONG_ARGUMENT,
                  define.name().text()
                      + " takes "
                      + count(parameters.size())
                      + ", here "
                      + switch (arguments.size()) {
                        case 0 -> "is none";
                        case 1 -> "is 1";
                        default -> "are " + arguments.size();
                      })
              .in(source)
              .at(at)
              .also(define.source(), define.span(), "defined here")
              .build();
      throw new Misfit(problem, place.frame());
    }
    noCircle(define, source, at, place);
    Frame frame = Frame.call(source, at, define, place.frame());
    Budget.depth(frame, source, at);
    Environment names = new Environment(macro.around());
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      names.bind(parameter.name().text(), argument(parameter, arguments.get(i), place));
    }
    return place.called(names, frame);
  }

  private static String count(int n) {
    return n == 0 ? "no argument" : n == 1 ? "1 argument" : n + " arguments";
  }

  private static void noCircle(Define define, Source source, Span at, Place place) throws Misfit {
    List<String> path = new ArrayList<>(List.of(define.name().text()));
    for (Frame frame = place.frame(); frame != null; frame = frame.outer()) {
      if (frame.define() != null) {
        path.addFirst(frame.define().name().text());
      }
      if (define.equals(frame.define())) {
        Diagnostic problem =
            Diagnostic.error(Code.CALLS_ITSELF, define.name().text() + " calls itself")
                .in(source)
                .at(at)
                .note(String.join(" → ", path))
                .build();
        // Seen from the first call, so that it is told once.
        throw new Misfit(problem, place.frame());
      }
    }
  }

  private Binding argument(Parameter parameter, Template given, Place place) throws Misfit {
    List<Word> path = path(given);
    Binding bound = path.size() == 1 ? place.names().find(path.getFirst()).orElse(null) : null;
    Paths paths = new Paths(ground, constants, given.source(), place);
    return switch (parameter.kind()) {
      case TABLE ->
          bound instanceof OfTable table
              ? table
              : new OfTable(existing(parameter, given, path, paths, place));
      case COLUMN ->
          bound instanceof OfColumn column
              ? column
              : paths
                  .column(pathOf(parameter, given, path, "a column", place))
                  .map(c -> (Binding) c)
                  .orElseThrow(() -> noColumn(given, place));
      case TYPE -> bound instanceof OfType type ? type : new OfType(verbatim(given, place));
      case EXPRESSION -> new OfExpression(Filler.fill(this, given, place));
      case VALUE -> value(parameter, given, place);
    };
  }

  private static QName existing(
      Parameter parameter, Template given, List<Word> path, Paths paths, Place place)
      throws Misfit {
    pathOf(parameter, given, path, "a table", place);
    return paths.existing(given).name();
  }

  private static Output verbatim(Template given, Place place) {
    Output text = new Output();
    text.copy(given.source(), given.span(), place.frame());
    return text;
  }

  /** The names of an argument that is nothing but a name; none for another. */
  private static List<Word> path(Template given) {
    if (given.slots().size() != 1) {
      return List.of();
    }
    Slot only = given.slots().getFirst();
    boolean name = only.kind() == Slot.Kind.VALUE || only.kind() == Slot.Kind.TYPE;
    return name && only.span().equals(given.span()) ? only.path() : List.of();
  }

  private static List<Word> pathOf(
      Parameter parameter, Template given, List<Word> path, String what, Place place)
      throws Misfit {
    if (path.isEmpty()) {
      throw misfit(
          Code.WRONG_ARGUMENT,
          parameter.name().text() + " is " + what,
          given.source(),
          given.span(),
          "no name of one",
          place);
    }
    return path;
  }

  private static Misfit noColumn(Template given, Place place) {
    return misfit(
        Code.UNKNOWN_COLUMN,
        "there is no column " + given.text(),
        given.source(),
        given.span(),
        "",
        place);
  }

  private Binding value(Parameter parameter, Template given, Place place) throws Misfit {
    Output text = Filler.fill(this, given, place);
    Expr read = ScriptExpressions.expression(text.text(), p -> {}).orElse(null);
    if (!(read instanceof Expr.Literal literal)) {
      return new OfExpression(text);
    }
    SqlType type = Objects.requireNonNull(parameter.type());
    Expr.Literal fitting = Literals.as(literal, type);
    if (fitting == null) {
      throw misfit(
          Code.WRONG_ARGUMENT,
          text.text() + " is no " + type,
          given.source(),
          given.span(),
          parameter.name().text() + " is " + type,
          place);
    }
    return Texts.value(fitting.value(), type);
  }

  /**
   * A relation inside the definition would take a column of the argument for its own.
   *
   * @param body of the definition
   */
  private static void noCapture(Define define, Template body, Source source, Slot call, Place place)
      throws Misfit {
    Set<String> inner = Filler.relations(body);
    define.parameters().forEach(p -> inner.remove(p.name().text().toLowerCase(Locale.ROOT)));
    Set<String> captured = new HashSet<>();
    for (Template argument : call.arguments()) {
      for (Slot slot : argument.slots()) {
        List<Word> path = slot.path();
        if (slot.kind() == Slot.Kind.VALUE && path.size() > 1) {
          captured.add(path.get(path.size() - 2).text().toLowerCase(Locale.ROOT));
        }
      }
    }
    captured.retainAll(inner);
    if (!captured.isEmpty()) {
      Diagnostic problem =
          Diagnostic.error(
                  Code.NAME_CLASH,
                  "inside "
                      + define.name().text()
                      + ", "
                      + captured.iterator().next()
                      + " is another table")
              .in(source)
              .at(call.span(), "an argument names it")
              .also(define.source(), define.span(), "give it another name here: from … as …")
              .build();
      throw new Misfit(problem, place.frame());
    }
  }

  static Misfit misfit(
      Code code, String summary, Source source, Span at, String label, Place place) {
    return Misfit.of(code, summary, source, at, label, place.frame());
  }
}
