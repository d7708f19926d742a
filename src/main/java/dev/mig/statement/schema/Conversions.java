package dev.mig.statement.schema;

import dev.mig.expression.Casts;
import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Fit;
import dev.mig.expression.Types;
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
import dev.mig.statement.Lowering;
import dev.mig.statement.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks whether values become another type without an error and without loss. */
final class Conversions {
  private Conversions() {}

  /**
   * Whether a value that does not fit loses something instead of failing: digits, a time of day,
   * the end of a text.
   */
  static boolean loses(SqlType from, SqlType to) {
    boolean number = from.isNumber() && to.isNumber();
    boolean digits = number && !from.isInteger() && (to.isInteger() || to.kind() == Kind.NUMERIC);
    boolean precision = number && Types.isFloat(to);
    boolean moment = Types.family(from) == Types.Family.MOMENT && to.kind() == Kind.DATE;
    boolean clock = to.kind() == Kind.TIME && from.kind() != Kind.TIME;
    return digits
        || precision
        || moment
        || clock
        || (from.isText() && to.isText())
        || (from.isNumber() && to.kind() == Kind.BOOLEAN);
  }

  /**
   * A condition that is true when a cast there and back writes the value in another way ({@code '
   * 42'}, {@code 'yes'}); null when it never does.
   */
  static @Nullable Expr respelt(Expr value, SqlType from, SqlType target) {
    boolean read = from.isText() && !target.isText();
    boolean padded = from.isText() && target.kind() == Kind.CHAR && from.kind() != Kind.CHAR;
    boolean sorted = from.kind() == Kind.JSON && target.kind() == Kind.JSONB;
    if (!read && !padded && !sorted) {
      return null;
    }
    Expr there = cast(value, target);
    return Exprs.binary(
        Expr.BinaryOp.DISTINCT,
        cast(there, SqlType.TEXT),
        sorted ? cast(value, SqlType.TEXT) : value);
  }

  /** Whether a number, once its digits are cut, still fits: that no one can admit. */
  private static @Nullable Expr rounded(
      RowChecks checks, Expr value, SqlType from, SqlType target) {
    boolean digits = target.isInteger() || target.kind() == Kind.NUMERIC;
    if (!from.isNumber() || !digits) {
      return null;
    }
    Expr number = from.kind() == Kind.NUMERIC ? value : cast(value, SqlType.NUMERIC);
    List<Expr> arguments = List.of(number, Exprs.number(Math.max(target.scale(), 0)));
    Expr call = new Expr.Call("round", arguments, null, Typing.UNKNOWN, Span.NONE);
    Expr round = Formulas.rows(checks.to(), checks.table()).type(call);
    return Casts.fits(round, SqlType.NUMERIC, target);
  }

  private static Expr cast(Expr value, SqlType target) {
    return new Expr.Cast(value, target, Typing.of(target, value.typing().nullable()), Span.NONE);
  }

  /**
   * A condition that is true when the value becomes the type unharmed; null when every value does.
   */
  static @Nullable Expr unharmed(Lowering to, Expr value, SqlType from, SqlType target) {
    if (target.kind() == Kind.ENUM && from.isText()) {
      Optional<List<String>> values =
          to.schema().enums().entrySet().stream()
              .filter(e -> e.getKey().toString().equals(target.name()))
              .map(Map.Entry::getValue)
              .findFirst();
      return values.map(v -> Casts.among(value, v)).orElse(null);
    }
    return Casts.fits(value, from, target);
  }

  /** Asks whether a computed value fits its column. */
  static void fits(
      Lowering to, Table own, TableName written, Expr value, Column column, Span at, Span span) {
    Expr question = Fit.question(value, column);
    if (question == null) {
      return;
    }
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.VALUE_DOES_NOT_FIT,
                "for {n} {n:row|rows} of "
                    + own.name()
                    + " this does not fit "
                    + column.name()
                    + " "
                    + column.type())
            .at(at, "does not fit for {n} {n:row|rows}");
    List<Column> read =
        own.columns().stream().filter(c -> value.columns().contains(c.name())).toList();
    new RowChecks(to, own, written, at, span).none(Exprs.isNotTrue(question), read, problem);
  }

  /**
   * Asks whether the values of a column become the type: D205 for those that would fail, D206 for
   * those that would lose something; the latter may be admitted.
   */
  static void ask(RowChecks checks, Column column, SqlType target, boolean admitted) {
    Expr value = checks.column(column);
    Expr unharmed = unharmed(checks.to(), value, column.type(), target);
    boolean loses = loses(column.type(), target);
    if (loses && admitted) {
      unharmed = rounded(checks, value, column.type(), target);
      loses = false;
    }
    if (unharmed == null) {
      return;
    }
    String name = checks.table().name() + "." + column.name();
    Diagnostic.Builder problem =
        loses
            ? Diagnostic.error(
                    Code.CAST_LOSES,
                    "{n} {n:value|values} of " + name + " would not be the same as " + target)
                .at(checks.at(), "would change {n} {n:value|values}")
                .note(
                    "say losing to let them change, saving to keep the old ones, or using … to say"
                        + " what they become")
            : Diagnostic.error(
                    Code.CAST_FAILS, "{n} {n:value|values} of " + name + " {n:is|are} no " + target)
                .at(checks.at(), "{n} {n:value|values} cannot become " + target)
                .note("change them before this, or say what they become: using …");
    if (loses) {
      Span end = new Span(checks.span().end(), checks.span().end());
      problem.suggest("keep the old values", Safety.CHECK, new Edit(end, " saving"));
      problem.suggest("let them change", Safety.CHECK, new Edit(end, " losing"));
    }
    checks.none(Exprs.isNotTrue(unharmed), List.of(column), problem);
  }
}
