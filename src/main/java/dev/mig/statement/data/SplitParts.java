package dev.mig.statement.data;

import dev.mig.expression.Casts;
import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Lowering;
import dev.mig.statement.data.Split.How;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a split as expressions over the row: what each is, and which rows have all of them.
 */
final class SplitParts {
  private final Lowering to;
  private final Table table;
  private final Column source;
  private final List<Column> targets;
  private final Split split;

  SplitParts(Lowering to, Table table, Column source, List<Column> targets, Split split) {
    this.to = to;
    this.table = table;
    this.source = source;
    this.targets = targets;
    this.split = split;
  }

  /**
   * The rows that are split with the value for each column; asks about those that do not fit; empty
   * after a report.
   */
  Optional<RowTyper.Typed> rows() {
    List<@Nullable Expr> said = said();
    if (to.failed()) {
      return Optional.empty();
    }
    List<Expr> values = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      values.add(value(i, said));
    }
    boolean keep = split.missing() == Missing.KEEP || split.missing() == Missing.SKIP;
    Expr where =
        keep ? fits(said) : source.nullable() && allNew() ? Exprs.isNotNull(column()) : null;
    Typer typer = RowTyper.typer(to, Scope.of(to.schema()).with(table.name().name(), table));
    Expr fits = typer.condition(fits(said));
    askWhole();
    Optional<RowTyper.Typed> typed =
        new RowTyper(to, table, true).type(targets, values, null, where);
    if (typed.isPresent() && !split.elseNull() && !keep) {
      ask(fits);
    }
    if (typed.isPresent()) {
      askReadable(typer, said);
    }
    return typed.map(t -> new RowTyper.Typed(t.rows(), placed(t.assigned())));
  }

  private List<Assigned> placed(List<Assigned> assigned) {
    List<Assigned> all = new ArrayList<>();
    for (int i = 0; i < assigned.size(); i++) {
      Assigned a = assigned.get(i);
      all.add(new Assigned(a.column(), a.value(), split.targets().get(i).name().span()));
    }
    return all;
  }

  private boolean allNew() {
    return split.targets().stream().allMatch(Destination::isNew);
  }

  private Expr column() {
    return new Expr.Name(
        List.of(table.name().name(), source.name()), split.source().column().span());
  }

  private static Expr call(String name, Expr... arguments) {
    return new Expr.Call(name, List.of(arguments), null, Typing.UNKNOWN, Span.NONE);
  }

  private Expr separator() {
    return Exprs.text(split.text());
  }

  private long width() {
    return split.text().codePointCount(0, split.text().length());
  }

  private static Expr plus(Expr a, BinaryOp op, long b) {
    return Exprs.binary(op, a, Exprs.number(b));
  }

  /** How many characters of separators the text holds. */
  private Expr separators() {
    Expr without = call("length", call("replace", column(), separator(), Exprs.text("")));
    return Exprs.binary(BinaryOp.MINUS, call("length", column()), without);
  }

  private Expr pattern() {
    return Exprs.text("^(?:" + split.text() + ")$");
  }

  /** Whether the row has the part at this place, of those that fit otherwise. */
  private Expr has(int place) {
    return switch (split.how()) {
      case FIRST, LAST -> plus(call("strpos", column(), separator()), BinaryOp.GT, 0);
      case EVERY -> plus(separators(), BinaryOp.GE, place * width());
      case MATCHING -> call("regexp_matches", column(), pattern());
    };
  }

  /** Whether the row has every part that is not allowed to be missing, and none too many. */
  private Expr fits(List<@Nullable Expr> said) {
    boolean some = said.stream().anyMatch(s -> s != null);
    if (split.how() != How.EVERY) {
      return some ? Exprs.truth(true) : has(0);
    }
    long most = (targets.size() - 1) * width();
    if (!some) {
      return plus(separators(), BinaryOp.EQ, most);
    }
    Expr all = plus(separators(), BinaryOp.LE, most);
    for (int i = 1; i < targets.size(); i++) {
      if (said.get(i) == null) {
        all = Exprs.binary(BinaryOp.AND, all, has(i));
      }
    }
    return all;
  }

  private Expr part(int place) {
    Expr last = call("split_part", column(), separator(), Exprs.number(-1));
    return switch (split.how()) {
      case FIRST ->
          place == 0
              ? call("split_part", column(), separator(), Exprs.number(1))
              : call(
                  "substr",
                  column(),
                  plus(call("strpos", column(), separator()), BinaryOp.PLUS, width()));
      case LAST -> {
        Expr rest = Exprs.binary(BinaryOp.MINUS, call("length", column()), call("length", last));
        yield place == 1
            ? last
            : call("substr", column(), Exprs.number(1), plus(rest, BinaryOp.MINUS, width()));
      }
      case EVERY -> call("split_part", column(), separator(), Exprs.number(place + 1));
      case MATCHING -> call("regexp_extract", column(), pattern(), Exprs.number(place + 1));
    };
  }

  /**
   * What a row without the part at this place gets: what is said, else the whole text of one that
   * is not cut.
   */
  private Expr otherwise(int place, List<@Nullable Expr> said) {
    Expr own = said.get(place);
    if (own != null) {
      return own;
    }
    return isWhole(said) ? converted(place, column()) : Exprs.NULL;
  }

  /** Whether a row that is not cut has its whole text as the part of which nothing is said. */
  private boolean isWhole(List<@Nullable Expr> said) {
    boolean once = split.how() == How.FIRST || split.how() == How.LAST;
    return once && said.stream().anyMatch(s -> s != null);
  }

  /** A part is a text; a column of another type gets what it reads as. */
  private Expr converted(int place, Expr text) {
    SqlType type = targets.get(place).type();
    return type.isText() || type.kind() == Kind.ENUM
        ? text
        : new Expr.Cast(text, type, Typing.UNKNOWN, split.targets().get(place).name().span());
  }

  /**
   * Asks whether the texts that only some rows have read as what their columns hold; of the others
   * that is asked with all values.
   */
  private void askReadable(Typer typer, List<@Nullable Expr> said) {
    boolean some = said.stream().anyMatch(s -> s != null);
    for (int i = 0; i < targets.size(); i++) {
      SqlType type = targets.get(i).type();
      boolean branch =
          split.elseNull() || (some && (split.how() != How.EVERY || said.get(i) != null));
      if (!branch || type.isText() || type.kind() == Kind.ENUM) {
        continue;
      }
      List<Expr.When> whens = new ArrayList<>();
      whens.add(new Expr.When(split.elseNull() ? fits(said) : has(i), part(i)));
      if (!split.elseNull() && said.get(i) == null && isWhole(said)) {
        whens.add(new Expr.When(Exprs.isNotNull(column()), column()));
      }
      Expr text = typer.type(new Expr.Case(null, whens, null, Typing.UNKNOWN, Span.NONE));
      Expr readable = Casts.fits(text, SqlType.TEXT, type);
      if (readable != null) {
        candidates()
            .none(
                Exprs.isNotTrue(readable),
                List.of(),
                false,
                Diagnostic.error(
                        Code.CAST_FAILS,
                        "{n} of {of} rows of "
                            + table.name()
                            + " {n:has|have} a text here that is no "
                            + type)
                    .at(
                        split.targets().get(i).name().span(),
                        "not every text can be read as " + type));
      }
    }
  }

  private Expr value(int place, List<@Nullable Expr> said) {
    Expr part = converted(place, part(place));
    boolean some = said.stream().anyMatch(s -> s != null);
    if (split.elseNull()) {
      return new Expr.Case(
          null, List.of(new Expr.When(fits(said), part)), null, Typing.UNKNOWN, Span.NONE);
    }
    if (!some || (split.how() == How.EVERY && said.get(place) == null)) {
      return part;
    }
    List<Expr.When> whens = new ArrayList<>();
    whens.add(new Expr.When(has(place), part));
    Expr otherwise = otherwise(place, said);
    if (source.nullable()) {
      whens.add(new Expr.When(Exprs.isNotNull(column()), otherwise));
      return new Expr.Case(null, whens, null, Typing.UNKNOWN, Span.NONE);
    }
    return new Expr.Case(null, whens, otherwise, Typing.UNKNOWN, Span.NONE);
  }

  /**
   * What {@code missing} says for each target, null where nothing; names of other targets stand for
   * their parts.
   */
  private List<@Nullable Expr> said() {
    List<@Nullable Expr> said = new ArrayList<>();
    targets.forEach(t -> said.add(null));
    List<SetClause> rest = new ArrayList<>(split.assignments());
    for (SetClause clause : split.assignments()) {
      int place = place(clause.column().column().text());
      if (place >= 0) {
        said.set(place, clause.value());
        rest.remove(clause);
      }
    }
    for (SetClause clause : rest) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  clause.column().column().text() + " is no part of this split")
              .at(clause.column().column().span(), "not among the columns that get a part"));
    }
    List<@Nullable Expr> resolved = new ArrayList<>();
    for (Expr expr : said) {
      resolved.add(expr == null ? null : inParts(expr, said));
    }
    return resolved;
  }

  private Expr inParts(Expr expr, List<@Nullable Expr> said) {
    return Exprs.map(
        expr,
        e -> {
          int place = e instanceof Expr.Name n ? place(n.parts().getLast()) : -1;
          if (place < 0 || said.get(place) != null) {
            return e;
          }
          return split.how() == How.EVERY ? converted(place, part(place)) : otherwise(place, said);
        });
  }

  private int place(String name) {
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * PostgreSQL has no character 0 in a text; SQLite may hold it, and counts and cuts a text only up
   * to it.
   */
  private void askWhole() {
    if (!to.dialect().equals("sqlite") || split.how() == How.MATCHING) {
      return;
    }
    Expr counted = call("octet_length", call("substr", column(), Exprs.number(1)));
    Expr cut =
        RowTyper.typer(to, Scope.of(to.schema()).with(table.name().name(), table))
            .condition(Exprs.binary(BinaryOp.NE, counted, call("octet_length", column())));
    candidates()
        .none(
            cut,
            List.of(),
            false,
            Diagnostic.error(
                    Code.SPLIT_DOES_NOT_FIT,
                    "{n} of {of} rows of "
                        + table.name()
                        + " {n:holds|hold} the character 0 in "
                        + source.name())
                .at(split.source().column().span(), "no text beyond it would be seen")
                .note("matching '…' sees the whole text"));
  }

  private Candidates candidates() {
    Expr shown = Exprs.column(table.name().name(), source);
    return new Candidates(
        to,
        Rows.of(table, null).self(),
        null,
        telling -> RowSamples.of(table, table.name().name(), List.of(shown), Set.of()),
        "rows of " + table.name(),
        split.span());
  }

  private void ask(Expr fits) {
    if (fits instanceof Expr.Literal) {
      return;
    }
    Span end = new Span(split.targetSpan().end(), split.targetSpan().end());
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.SPLIT_DOES_NOT_FIT,
                "{n} of {of} rows of " + table.name() + " {n:does|do} not fit this split")
            .at(split.howSpan(), label())
            .note("else null gives such rows no value at all");
    if (split.how() == How.FIRST || split.how() == How.LAST) {
      problem.suggest(
          "say what a missing part becomes",
          Safety.CHECK,
          new Edit(
              end,
              "\n    missing " + targets.getLast().name() + " = " + targets.getFirst().name()));
    }
    candidates().none(Exprs.not(fits), List.of(), false, problem);
  }

  private String label() {
    String quoted = "'" + split.text() + "'";
    return switch (split.how()) {
      case FIRST, LAST ->
          "no "
              + quoted
              + " in {n} {n:row|rows}: "
              + targets.getLast().name()
              + " would have no value";
      case EVERY -> "{n} {n:row has|rows have} more or fewer than " + targets.size() + " parts";
      case MATCHING -> "{n} {n:row does|rows do} not match as a whole";
    };
  }
}
