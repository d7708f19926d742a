package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Scope;
import dev.mig.expression.Shapes;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lowering;
import dev.mig.statement.MapLines.Otherwise;
import dev.mig.statement.MapLines.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The typed lines of a {@code map values}.
 *
 * @param sources the mapped columns
 * @param target the column that gets the values
 * @param otherwise the value of {@code else e}, or null
 */
record MapTable(
    Table table,
    List<Column> sources,
    Column target,
    List<TypedLine> lines,
    @Nullable Expr otherwise,
    MapValues statement) {
  /** A line: each pattern has one part for each source. */
  record TypedLine(List<List<MapPart>> patterns, Expr result, Span span) {}

  /**
   * Reads patterns as values of the sources and results as values of the target; empty after a
   * report.
   */
  static Optional<MapTable> type(
      Lowering to, Table table, List<Column> sources, Column target, MapValues statement) {
    Scope scope = Scope.of(to.schema()).with(table.name().name(), table);
    Typer typer = RowTyper.typer(to, scope);
    Typer plain = RowTyper.typer(to, Scope.of(to.schema()));
    List<TypedLine> lines = new ArrayList<>();
    for (var line : statement.lines().lines()) {
      List<List<MapPart>> patterns = new ArrayList<>();
      for (Pattern pattern : line.patterns()) {
        patterns.add(new MapParts(to, typer, plain, table, sources).of(pattern));
      }
      Expr result =
          statement.block()
              ? Names.qualify(line.result(), table.name().name(), table)
              : line.result();
      lines.add(new TypedLine(patterns, typer.assignable(result, target), line.span()));
    }
    Expr last = statement.lines().elseValue();
    if (last != null && statement.block()) {
      last = Names.qualify(last, table.name().name(), table);
    }
    Expr otherwise = last == null ? null : typer.assignable(last, target);
    MapTable map = new MapTable(table, sources, target, lines, otherwise, statement);
    if (!to.failed()) {
      new MapReach(to, map).check(statement.lines());
    }
    return to.failed() ? Optional.empty() : Optional.of(map);
  }

  String alias() {
    return table.name().name();
  }

  Expr source(int i) {
    return Exprs.column(alias(), sources.get(i));
  }

  boolean overwritesSource() {
    return sources.size() == 1 && sources.getFirst().equals(target);
  }

  /**
   * The condition under which a row fits one of these patterns, never NULL where it is false for a
   * value.
   */
  Expr fits(List<List<MapPart>> patterns) {
    Expr any = null;
    if (sources.size() == 1) {
      List<Literal> values =
          patterns.stream().map(p -> p.getFirst().literal()).filter(Objects::nonNull).toList();
      any = values.isEmpty() ? null : in(values);
    }
    for (List<MapPart> pattern : patterns) {
      if (sources.size() > 1 || pattern.getFirst().literal() == null) {
        Expr all = null;
        for (int i = 0; i < pattern.size(); i++) {
          all = Exprs.and(all, pattern.get(i).test(source(i)));
        }
        Expr one = all == null ? Exprs.truth(true) : all;
        any = any == null ? one : Exprs.or(any, one);
      }
    }
    return any == null ? Exprs.truth(false) : any;
  }

  /** Whether the one source is among these values, NULL included. */
  Expr in(List<Literal> values) {
    Expr column = source(0);
    List<Expr> texts = values.stream().filter(v -> v.value() != null).<Expr>map(v -> v).toList();
    Expr some =
        texts.isEmpty()
            ? null
            : texts.size() == 1
                ? Exprs.equal(column, texts.getFirst())
                : new Expr.In(
                    column,
                    texts,
                    false,
                    Typing.of(SqlType.BOOLEAN, column.typing().nullable()),
                    Span.NONE);
    if (texts.size() == values.size() && some != null) {
      return some;
    }
    Expr none = Exprs.isNull(column);
    return some == null ? none : Exprs.or(some, none);
  }

  List<List<MapPart>> patterns() {
    return lines.stream().flatMap(l -> l.patterns().stream()).toList();
  }

  /**
   * The value that a row gets; where every other row is refused or left alone, there is no else.
   */
  Assigned assigned() {
    List<Expr.When> whens =
        lines.stream().map(l -> new Expr.When(fits(l.patterns()), l.result())).toList();
    boolean nullable =
        lines.stream().anyMatch(l -> l.result().typing().nullable())
            || (otherwise != null && otherwise.typing().nullable());
    Expr value =
        whens.isEmpty()
            ? otherwise == null ? Exprs.column(alias(), target) : otherwise
            : new Expr.Case(null, whens, otherwise, Typing.of(target.type(), nullable), Span.NONE);
    return new Assigned(target, value, statement.lines().span());
  }

  private boolean takesAll() {
    return patterns().stream().anyMatch(p -> p.stream().allMatch(MapPart.Any.class::isInstance));
  }

  /** Only rows whose value may change are touched. */
  Rows rows() {
    if (otherwise != null || takesAll()) {
      return Rows.of(table, null);
    }
    List<List<MapPart>> changing = new ArrayList<>();
    for (TypedLine line : lines) {
      for (List<MapPart> pattern : line.patterns()) {
        Literal only = overwritesSource() ? pattern.getFirst().literal() : null;
        if (only == null || !Shapes.same(only, line.result())) {
          changing.add(pattern);
        }
      }
    }
    boolean all = !overwritesSource() && statement.lines().otherwise() == Otherwise.FAIL;
    return Rows.of(table, all ? null : fits(changing));
  }

  /** Refuses live values that no line covers. */
  void askCovered(Lowering to) {
    boolean open = statement.lines().otherwise() == Otherwise.FAIL;
    if (!open || takesAll()) {
      return;
    }
    List<Item> items = new ArrayList<>();
    List<Expr> groups = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      items.add(new Item(source(i), sources.get(i).name()));
      groups.add(source(i));
    }
    items.add(new Item(Exprs.countAll(), "rows"));
    Select uncovered =
        Select.of(items, Rows.of(table, null).self(), Exprs.isNotTrue(fits(patterns())))
            .grouped(groups, null);
    String what = sources.stream().map(Column::name).collect(Collectors.joining(", "));
    Diagnostic problem =
        Diagnostic.error(
                Code.UNMAPPED_VALUE,
                "{n} {n:value|values} of " + table.name() + "." + what + " {n:is|are} not mapped")
            .at(statement.at(), "{n} live {n:value has|values have} no line")
            .note("add a line for each, or a last line: else keep, or else with a value")
            .suggest(
                "keep every other value", Safety.CHECK, new Edit(beforeBrace(), "  else keep\n"))
            .build();
    to.emit(
        new Question.NoRows(
            uncovered,
            null,
            false,
            Refusal.of(problem, new MapSuggestion(this)),
            statement.span()));
  }

  /** The place before the closing brace. */
  Span beforeBrace() {
    int end = statement.lines().span().end() - 1;
    return new Span(end, end);
  }
}
