package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The value of a combine as an expression over the row, and which rows have all of its parts. */
final class CombinedParts {
  private final Lowering to;
  private final Table table;
  private final List<Column> sources;
  private final Column target;
  private final Combine combine;
  private @Nullable Expr condition;

  /** What a missing part counts as, null where nothing is said. */
  private final List<@Nullable Expr> instead = new ArrayList<>();

  /** What the whole is where a part is missing, or null. */
  private @Nullable Expr otherwise;

  CombinedParts(Lowering to, Table table, List<Column> sources, Column target, Combine combine) {
    this.to = to;
    this.table = table;
    this.sources = sources;
    this.target = target;
    this.combine = combine;
    sources.forEach(s -> instead.add(null));
  }

  /**
   * The rows that are combined with the value of each; asks about those that lack a part; empty
   * after a report.
   */
  Optional<RowTyper.Typed> rows() {
    said();
    if (to.failed()) {
      return Optional.empty();
    }
    RowTyper typer = new RowTyper(to, table, true);
    Optional<RowTyper.Typed> all = typer.type(List.of(), List.of(), null, combine.where());
    if (all.isEmpty()) {
      return Optional.empty();
    }
    condition = all.get().rows().where();
    Expr complete = complete();
    boolean open = combine.missing() == Missing.REFUSE || combine.missing() == Missing.KEEP;
    Expr where = open ? Exprs.and(combine.where(), complete) : combine.where();
    Optional<RowTyper.Typed> typed = typer.type(List.of(target), List.of(value()), null, where);
    if (typed.isPresent() && combine.missing() == Missing.REFUSE && complete != null) {
      ask();
    }
    return typed.map(
        t ->
            new RowTyper.Typed(
                t.rows(),
                List.of(
                    new Assigned(target, t.assigned().getFirst().value(), combine.targetSpan()))));
  }

  /** Which rows the statement speaks of, typed; null for all. */
  @Nullable Expr condition() {
    return condition;
  }

  /** The combined columns, typed. */
  List<Expr> columns() {
    return sources.stream().<Expr>map(s -> Exprs.column(table.name().name(), s)).toList();
  }

  private Expr name(int place) {
    return new Expr.Name(
        List.of(table.name().name(), sources.get(place).name()),
        combine.sources().get(place).column().span());
  }

  /** Sorts what {@code missing} says by what it is about: a part, or the whole. */
  private void said() {
    for (SetClause clause : combine.assignments()) {
      String name = clause.column().column().text();
      int place = place(name);
      boolean twice = place >= 0 ? instead.get(place) != null : otherwise != null;
      Span at = clause.column().column().span();
      if (place < 0 && !name.equalsIgnoreCase(target.name())) {
        to.report(
            Diagnostic.error(
                    Code.NOT_ALLOWED_HERE, name + " is neither combined nor what comes out of it")
                .at(
                    at,
                    "expected "
                        + sources.stream().map(Column::name).collect(Collectors.joining(", "))
                        + " or "
                        + target.name()));
      } else if (twice) {
        to.report(
            Diagnostic.error(Code.SAID_TWICE, "what a missing " + name + " becomes is said twice")
                .at(at));
      } else if (place >= 0) {
        instead.set(place, clause.value());
      } else {
        otherwise = clause.value();
      }
    }
  }

  private int place(String name) {
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private static Expr call(String name, List<Expr> arguments) {
    return new Expr.Call(name, arguments, null, Typing.UNKNOWN, Span.NONE);
  }

  private Expr part(int place) {
    Expr said = instead.get(place);
    return said == null || !sources.get(place).nullable()
        ? name(place)
        : call("coalesce", List.of(name(place), said));
  }

  /** Whether no part is missing of which nothing is said; null where none can be. */
  private @Nullable Expr complete() {
    Expr all = null;
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).nullable() && instead.get(i) == null) {
        all = Exprs.and(all, Exprs.isNotNull(name(i)));
      }
    }
    return all;
  }

  private Expr value() {
    Expr complete = complete();
    if (combine.missing() == Missing.SKIP && complete != null) {
      return skipping();
    }
    // two JSON values side by side would be merged, not combined as texts
    boolean json = sources.stream().anyMatch(c -> c.type().isJson());
    Expr all = null;
    for (int i = 0; i < sources.size(); i++) {
      Expr part = part(i);
      if (all != null && (!combine.separator().isEmpty() || json)) {
        all = concat(all, Exprs.text(combine.separator()));
      }
      all = all == null ? part : concat(all, part);
    }
    Expr joined = java.util.Objects.requireNonNull(all);
    return otherwise == null || complete == null
        ? joined
        : new Expr.Case(
            null, List.of(new Expr.When(complete, joined)), otherwise, Typing.UNKNOWN, Span.NONE);
  }

  private Expr concat(Expr left, Expr right) {
    return new Expr.Binary(BinaryOp.CONCAT, left, right, Typing.UNKNOWN, combine.sourceSpan());
  }

  /** The parts that are there; NULL where there is none. */
  private Expr skipping() {
    List<Expr> arguments = new ArrayList<>(List.of(Exprs.text(combine.separator())));
    Expr some = null;
    boolean always = false;
    for (int i = 0; i < sources.size(); i++) {
      arguments.add(name(i));
      always |= !sources.get(i).nullable();
      Expr there = Exprs.isNotNull(name(i));
      some = some == null ? there : Exprs.or(some, there);
    }
    Expr joined = call("concat_ws", arguments);
    return always || some == null
        ? joined
        : new Expr.Case(
            null, List.of(new Expr.When(some, joined)), null, Typing.UNKNOWN, Span.NONE);
  }

  private void ask() {
    Rows rows = Rows.of(table, condition);
    Expr lacking = null;
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).nullable() && instead.get(i) == null) {
        Expr none = Exprs.isNull(columns().get(i));
        lacking = lacking == null ? none : Exprs.or(lacking, none);
      }
    }
    if (lacking == null) {
      return;
    }
    Span end = new Span(combine.targetSpan().end(), combine.targetSpan().end());
    new Candidates(
            to,
            rows.self(),
            rows.where(),
            telling -> RowSamples.of(table, rows.alias(), telling, Set.of()),
            "rows of " + table.name(),
            combine.span())
        .none(
            lacking,
            columns(),
            false,
            Diagnostic.error(
                    Code.NULLS_PRESENT,
                    "{n} of {of} rows of " + table.name() + " {n:lacks|lack} a part to combine")
                .at(combine.sourceSpan(), "NULL in {n} {n:row|rows}")
                .suggest(
                    "leave out parts that are not there",
                    Safety.CHECK,
                    new Edit(end, " missing skip"))
                .note(
                    "missing A = '' says what a part counts as, missing "
                        + target.name()
                        + " = e what the whole becomes, missing keep leaves such rows alone"));
  }
}
