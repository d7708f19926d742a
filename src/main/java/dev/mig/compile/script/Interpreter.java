package dev.mig.compile.script;

import dev.mig.compile.script.Binding.Macro;
import dev.mig.compile.script.Binding.OfExpression;
import dev.mig.expression.Expr;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.script.Call;
import dev.mig.statement.script.Define;
import dev.mig.statement.script.ForEach;
import dev.mig.statement.script.Gathered;
import dev.mig.statement.script.If;
import dev.mig.statement.script.Include;
import dev.mig.statement.script.Let;
import dev.mig.statement.script.Node;
import dev.mig.statement.script.Param;
import dev.mig.statement.script.Plain;
import dev.mig.statement.script.Template;
import dev.mig.statement.script.Within;
import dev.mig.statement.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes plain statements out of a script, each decided when those before it have moved the schema.
 * The same script over the same schema, data and parameters always gives the same statements.
 */
public final class Interpreter {
  /** After so many problems of its own the rest is not looked at. */
  private static final int MOST_PROBLEMS = 20;

  private final Script script;
  private final Map<String, Binding> parameters;
  private final Ground ground;
  private final Arguments arguments;
  private final Loops loops;
  private final Expansion expansion;
  private final List<Late> late = new ArrayList<>();

  /** A block that is decided where the migration ends. */
  private record Late(Gathered block, Source source, Place place) {}

  /** Takes statements: the ground, or the block that they belong to. */
  private interface Sink {
    void take(Output statement, Source source, Span at) throws Misfit;
  }

  private Interpreter(
      Script script, Map<String, Binding> parameters, Ground ground, Expansion expansion) {
    this.script = script;
    this.parameters = parameters;
    this.ground = ground;
    Constants constants = new Constants(ground);
    this.arguments = new Arguments(ground, constants, new Budget());
    this.loops = new Loops(arguments);
    this.expansion = expansion;
  }

  /**
   * Interprets a script.
   *
   * @param given the parameters from outside
   * @param into grows; problems with the plain statements are said of its source
   */
  public static void run(Script script, Parameters given, Ground ground, Expansion into) {
    Given bound = Given.of(script, given, ground);
    bound.problems().forEach(p -> into.report(p, null));
    if (bound.problems().isEmpty()) {
      into.given(bound.texts());
      new Interpreter(script, bound.values(), ground, into).run();
    }
  }

  private void run() {
    Output header = new Output();
    header.copy(script.header().source(), script.header().span(), null);
    if (!header.isEmpty()) {
      expansion.add(header);
    }
    hooks(script.around().before());
    Place top = Place.top();
    run(script.main().nodes(), script.main(), top, this::take);
    hooks(script.around().after());
    for (Late block : late) {
      try {
        take(gathered(block.block, block.source, block.place), block.source, block.block.span());
      } catch (Misfit e) {
        expansion.report(e.problem(), e.frame());
      }
    }
  }

  /** Each has names of its own, and none of the script's. */
  private void hooks(List<Script.Unit> hooks) {
    for (Script.Unit hook : hooks) {
      run(hook.nodes(), hook, Place.top(), this::take);
    }
  }

  private void take(Output statement, Source source, Span at) {
    int base = expansion.length();
    expansion.add(statement);
    if (!ground.take(statement.text(), base)) {
      List<Output.Stretch> from = statement.stretches();
      Frame frame = from.isEmpty() ? null : from.getFirst().frame();
      expansion.report(
          Diagnostic.error(Code.EXPANSION_DOES_NOT_FIT, "what this becomes is no statement")
              .in(source)
              .at(at)
              .note("it becomes: " + shortened(statement.text()))
              .build(),
          frame);
    }
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  private void run(List<Node> nodes, Script.Unit unit, Place place, Sink sink) {
    for (Node node : nodes) {
      if (node instanceof Define define) {
        attempt(() -> define(define, unit.source(), place));
      }
    }
    for (Node node : nodes) {
      if (expansion.problems() >= MOST_PROBLEMS || arguments.budget().spent()) {
        return;
      }
      attempt(() -> run(node, unit, place, sink));
    }
  }

  private interface Work {
    void run() throws Misfit;
  }

  private void attempt(Work work) {
    try {
      work.run();
    } catch (Misfit e) {
      expansion.report(e.problem(), e.frame());
    }
  }

  private void run(Node node, Script.Unit unit, Place place, Sink sink) throws Misfit {
    Source source = unit.source();
    switch (node) {
      case Plain p -> plain(p, place, sink);
      case Within w -> within(w, unit, place, sink);
      case Gathered g when g.reverse() -> late.add(new Late(g, source, place));
      case Gathered g -> sink.take(gathered(g, source, place), source, g.span());
      case ForEach f -> forEach(f, unit, place, sink);
      case If i -> ifOf(i, unit, place, sink);
      case Let l -> let(l, source, place);
      case Param p -> bind(p.name(), Objects.requireNonNull(parameters.get(key(p))), source, place);
      case Include i -> include(i, unit, place, sink);
      case Call c -> call(c, source, place, sink);
      case Define d -> {} // bound where its block begins
    }
  }

  static String key(Param param) {
    return param.source().name() + ":" + param.span().start();
  }

  private void plain(Plain node, Place place, Sink sink) throws Misfit {
    Template text = node.text();
    arguments.budget().statement(text.source(), text.span(), place.frame());
    Output statement = new Output();
    // A block of a definition's own about a table stands for itself wherever it is called.
    QName around = node.block() && place.isCalled() ? null : place.around();
    if (around != null) {
      statement.put("on " + Catalog.written(around) + " {\n  ");
    }
    statement.put(Filler.fill(arguments, text, place));
    if (around != null) {
      statement.put("\n}");
    }
    sink.take(statement, text.source(), text.span());
  }

  private void within(Within node, Script.Unit unit, Place place, Sink sink) throws Misfit {
    if (place.around() != null && !place.isCalled()) {
      throw Misfit.of(
          Code.NOT_ALLOWED_HERE,
          "a block about a table stands inside another",
          unit.source(),
          node.span(),
          "close the block around it first",
          place.frame());
    }
    for (Template table : node.tables()) {
      Paths paths = new Paths(ground, arguments.constants(), unit.source(), place);
      Table found = paths.existing(table);
      run(node.body(), unit, place.inner().within(found.name()), sink);
    }
  }

  /** The whole block as one statement: what is inside is decided before it begins. */
  private Output gathered(Gathered node, Source source, Place place) throws Misfit {
    Output block = new Output();
    block.put(Filler.fill(arguments, node.head(), place));
    block.put("{\n");
    Place inside = place.inner();
    run(
        node.body(),
        script.unit(source.name()),
        inside,
        (statement, from, at) -> {
          block.put(statement);
          block.put("\n");
        });
    block.put("}");
    return block;
  }

  private void forEach(ForEach node, Script.Unit unit, Place place, Sink sink) throws Misfit {
    Source source = unit.source();
    Budget.depth(place.frame(), source, node.span());
    for (Loops.Round round : loops.rounds(node, source, place)) {
      if (expansion.problems() >= MOST_PROBLEMS || arguments.budget().spent()) {
        return;
      }
      Place inside = place.inner().because(Frame.loop(round.words(), place.frame()));
      bind(node.name(), round.value(), source, inside);
      Template where = node.where();
      if (where == null || holds(where, inside)) {
        run(node.body(), unit, inside, sink);
      }
    }
  }

  private boolean holds(Template condition, Place place) throws Misfit {
    return arguments
        .constants()
        .holds(
            Filler.condition(arguments, condition, place),
            condition.source(),
            condition.span(),
            place.frame());
  }

  private void ifOf(If node, Script.Unit unit, Place place, Sink sink) throws Misfit {
    for (If.Branch branch : node.branches()) {
      if (holds(branch.condition(), place)) {
        run(branch.body(), unit, place.inner(), sink);
        return;
      }
    }
    run(node.otherwise(), unit, place.inner(), sink);
  }

  private void let(Let node, Source source, Place place) throws Misfit {
    Output text = Filler.condition(arguments, node.value(), place);
    Expr typed =
        arguments.constants().typed(text, false, source, node.value().span(), place.frame());
    expansion.typed(source, node.name().span(), typed.type());
    Binding value =
        typed instanceof Expr.Literal literal
            ? Texts.value(literal.value(), literal.type())
            : new OfExpression(text);
    bind(node.name(), value, source, place);
  }

  private void define(Define node, Source source, Place place) throws Misfit {
    List<String> seen = new ArrayList<>();
    for (Define.Parameter parameter : node.parameters()) {
      if (seen.stream().anyMatch(parameter.name().text()::equalsIgnoreCase)) {
        throw twice(parameter.name(), source, place.frame());
      }
      seen.add(parameter.name().text());
    }
    bind(node.name(), new Macro(node, place.names()), source, place);
  }

  /** Two things of one name in sight of each other would make readers guess. */
  private static void bind(Word name, Binding binding, Source source, Place place) throws Misfit {
    if (place.names().find(name.text()).isPresent()) {
      throw twice(name, source, place.frame());
    }
    place.names().bind(name.text(), binding);
  }

  private static Misfit twice(Word name, Source source, @Nullable Frame frame) {
    return Misfit.of(
        Code.NAME_CLASH,
        "something is called " + name.text() + " here already",
        source,
        name.span(),
        "choose another name",
        frame);
  }

  private void include(Include node, Script.Unit unit, Place place, Sink sink) throws Misfit {
    String name = unit.includes().get(node.path());
    if (name == null) {
      return; // said when the script was read
    }
    Script.Unit included = script.unit(name);
    Frame frame = Frame.include(unit.source(), node.span(), node.path(), place.frame());
    Budget.depth(frame, unit.source(), node.span());
    run(included.nodes(), included, place.because(frame), sink);
  }

  private void call(Call node, Source source, Place place, Sink sink) throws Misfit {
    Binding bound = place.names().find(node.name().text()).orElse(null);
    if (!(bound instanceof Macro macro)) {
      throw Misfit.of(
          Code.UNKNOWN_DEFINITION,
          "there is no definition " + node.name().text(),
          source,
          node.name().span(),
          new Paths(ground, arguments.constants(), source, place).nearest(node.name().text()),
          place.frame());
    }
    Define define = macro.define();
    if (define.expression() != null) {
      throw Misfit.of(
          Code.WRONG_ARGUMENT,
          define.name().text() + " is a value, here stands a statement",
          source,
          node.span(),
          "use it inside an expression",
          place.frame());
    }
    Place inside = arguments.bind(macro, node.arguments(), source, node.span(), place);
    run(define.body(), script.unit(define.source().name()), inside, sink);
  }
}
