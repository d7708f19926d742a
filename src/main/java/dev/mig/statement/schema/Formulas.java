package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Function;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Types the expressions that live in a schema, and holds them to what both databases allow there.
 */
final class Formulas {
  /** Where in a schema an expression stands. */
  enum Place {
    DEFAULT("a default"),
    CHECK("a check"),
    INDEX("an index"),
    GENERATED("a generated column");

    private final String words;

    Place(String words) {
      this.words = words;
    }
  }

  private Formulas() {}

  /** A typer that reports here. */
  static Typer typer(Lowering to, Scope scope) {
    return new Typer(scope, to.hearing());
  }

  /** A typer over the columns of a table under its own name, for values of its rows. */
  static Typer rows(Lowering to, Table table) {
    return typer(to, Scope.of(to.schema()).with(table.name().name(), table));
  }

  /** A default, as a value of its column. */
  static Optional<Expr> defaultValue(Lowering to, Expr written, Column column) {
    return formula(
        to, written, Place.DEFAULT, Scope.of(to.schema()), t -> t.assignable(written, column));
  }

  static Optional<Expr> check(Lowering to, Expr written, Table table) {
    return formula(to, written, Place.CHECK, own(to, table), t -> t.condition(written));
  }

  static Optional<Expr> generated(Lowering to, Expr written, Table table, Column column) {
    return formula(
        to, written, Place.GENERATED, own(to, table), t -> t.assignable(written, column));
  }

  static Optional<Expr> index(Lowering to, Expr written, Table table) {
    return formula(to, written, Place.INDEX, own(to, table), t -> t.type(written));
  }

  static Optional<Expr> indexCondition(Lowering to, Expr written, Table table) {
    return formula(to, written, Place.INDEX, own(to, table), t -> t.condition(written));
  }

  private static Scope own(Lowering to, Table table) {
    return Scope.of(to.schema()).with("", table);
  }

  private static Optional<Expr> formula(
      Lowering to,
      Expr written,
      Place place,
      Scope scope,
      java.util.function.Function<Typer, Expr> typing) {
    if (!isFlat(to, written, place)) {
      return Optional.empty();
    }
    AtomicBoolean wrong = new AtomicBoolean();
    Typer typer =
        new Typer(
            scope,
            to.hearing()
                .telling(
                    d -> {
                      wrong.set(wrong.get() || d.isError());
                      to.report(defaultOfColumn(d.toBuilder(), d.code(), place));
                    }));
    Expr typed = typing.apply(typer);
    if (wrong.get() || !isLasting(to, typed, place)) {
      return Optional.empty();
    }
    return Optional.of(typed);
  }

  private static Diagnostic.Builder defaultOfColumn(
      Diagnostic.Builder problem, Code code, Place place) {
    return place == Place.DEFAULT && code == Code.UNKNOWN_COLUMN
        ? problem.note("a default knows no columns; text stands in single quotes: 'open'")
        : problem;
  }

  /** Neither queries nor aggregates: a formula sees one row. */
  private static boolean isFlat(Lowering to, Expr written, Place place) {
    if (written instanceof Expr.Aggregate a) {
      String summary = a.name() + " looks at many rows, " + place.words + " at one";
      to.report(Diagnostic.error(Code.MISPLACED_AGGREGATE, summary).at(a.span()));
      return false;
    }
    if (written instanceof Expr.Exists || written instanceof Expr.Scalar) {
      String summary = place.words + " sees its own row only";
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, summary)
              .at(written.span(), "this asks other rows"));
      return false;
    }
    boolean flat = true;
    for (Expr part : Exprs.children(written)) {
      flat &= isFlat(to, part, place);
    }
    return flat;
  }

  /**
   * Only functions that the database itself has, for other programs use it too; and in an index
   * only those that never change.
   */
  private static boolean isLasting(Lowering to, Expr typed, Place place) {
    AtomicBoolean lasting = new AtomicBoolean(true);
    Exprs.walk(
        typed,
        e -> {
          Function function = e instanceof Expr.Call call ? call.function() : null;
          if (function != null && !function.inSchema() && to.dialect().equals("sqlite")) {
            lasting.set(false);
            to.report(onlyHere(function.name(), place, e.span()));
          } else if (function != null && !function.stable() && mustBeStable(to, place)) {
            lasting.set(false);
            to.report(changing(function.name(), place, e.span()));
          }
        });
    return lasting.get();
  }

  private static boolean mustBeStable(Lowering to, Place place) {
    return switch (place) {
      case DEFAULT -> false;
      case CHECK -> to.dialect().equals("sqlite");
      case INDEX, GENERATED -> true;
    };
  }

  private static Diagnostic.Builder onlyHere(String function, Place place, Span at) {
    return Diagnostic.error(
            Code.NOT_IN_SCHEMA_ON_SQLITE,
            function + " cannot stand in " + place.words + " on SQLite")
        .at(at, "SQLite itself has no " + function)
        .note("other programs that open this database would fail on it");
  }

  private static Diagnostic.Builder changing(String function, Place place, Span at) {
    return Diagnostic.error(
            Code.NOT_ALLOWED_HERE,
            function + " gives another value each time, so it cannot stand in " + place.words)
        .at(at);
  }

  /** A formula over the columns of a table under an alias, for a query. */
  static Expr over(Expr formula, String alias) {
    return Exprs.map(
        formula,
        e ->
            e instanceof Expr.Column c && c.relation().isEmpty()
                ? new Expr.Column(alias, c.name(), c.typing(), c.span())
                : e);
  }
}
