package dev.mig.statement.data;

import dev.mig.expression.Casts;
import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Fit;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.TextCasts;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks of values whether their columns take them: no NULL, nothing too long or out of range,
 * nothing that points nowhere.
 */
final class ValueChecks {
  private final Table table;
  private final Candidates candidates;

  ValueChecks(Table table, Candidates candidates) {
    this.table = table;
    this.candidates = candidates;
  }

  /** Asks all that concerns one column alone. */
  void ask(Assigned a) {
    if (a.value() instanceof Expr.Literal) {
      return;
    }
    TextCasts.in(a.value()).forEach(this::cast);
    String name = table.name() + "." + a.column().name();
    if (!a.column().nullable() && a.value().typing().nullable()) {
      candidates.none(
          Exprs.isNull(a.value()),
          List.of(a.value()),
          true,
          Diagnostic.error(
                  Code.NULLS_PRESENT,
                  "{n} of {of} " + candidates.rows() + " would leave " + name + " without a value")
              .at(a.at(), "NULL in {n} {n:row|rows}, and " + a.column().name() + " is not null"));
    }
    Expr fits = fits(a);
    if (fits != null) {
      candidates.none(
          Exprs.isNotTrue(fits),
          List.of(a.value()),
          false,
          Diagnostic.error(
                  Code.VALUE_DOES_NOT_FIT,
                  "{n} of {of} "
                      + candidates.rows()
                      + " {n:has|have} a value that does not fit "
                      + name)
              .at(a.at(), "not every value of this is a " + a.column().type()));
    }
  }

  /** Asks whether every text that a value casts can be read as what it is cast to. */
  private void cast(Expr.Cast cast) {
    Expr fits = Casts.fits(cast.operand(), cast.operand().type(), cast.target());
    if (fits != null) {
      candidates.none(
          Exprs.isNotTrue(fits),
          List.of(cast.operand()),
          true,
          Diagnostic.error(
                  Code.CAST_FAILS,
                  "{n} of {of} "
                      + candidates.rows()
                      + " {n:has|have} a text here that is no "
                      + cast.target())
              .at(cast.span(), "not every text can be read as " + cast.target()));
    }
  }

  private @Nullable Expr fits(Assigned a) {
    if (a.column().type().kind() == Kind.ENUM && a.value().type().isText()) {
      QName type = QName.of(a.column().type().name());
      List<String> values = candidates.to().schema().enums().get(type);
      return values == null ? null : Casts.among(a.value(), values);
    }
    return Fit.question(a.value(), a.column());
  }

  /**
   * Asks whether every new value of a foreign key is there to point at.
   *
   * @param value what each column of the key will hold
   * @param alsoIn what else will be among the rows pointed at, or null
   */
  void noOrphans(ForeignKey key, Function<String, Expr> value, @Nullable Select alsoIn, Span at) {
    Table target = candidates.to().schema().tables().get(key.target());
    if (target == null) {
      return;
    }
    Expr present = null;
    Expr match = null;
    String alias = "mig_target";
    List<Expr> values = key.columns().stream().map(value).toList();
    for (int i = 0; i < values.size(); i++) {
      Column there = target.column(key.targetColumns().get(i)).orElseThrow();
      if (values.get(i).typing().nullable()) {
        present = Exprs.and(present, Exprs.isNotNull(values.get(i)));
      }
      match = Exprs.and(match, Exprs.equal(Exprs.column(alias, there), values.get(i)));
    }
    Select partner =
        Select.of(
            List.of(new Item(Exprs.number(1), "one")), new TableFrom(target.name(), alias), match);
    Expr alone =
        Exprs.and(
            present, Exprs.notExists(partner), alsoIn == null ? null : Exprs.notExists(alsoIn));
    if (alone == null) {
      return;
    }
    String columns = String.join(", ", key.columns());
    candidates.none(
        alone,
        values,
        true,
        Diagnostic.error(
                Code.ORPHANS,
                "{n} of {of} " + candidates.rows() + " would point at no row of " + target.name())
            .at(
                at,
                columns
                    + " without a counterpart in "
                    + target.name()
                    + " ("
                    + String.join(", ", key.targetColumns())
                    + ")"));
  }

  /** The same with values by column name. */
  void noOrphans(ForeignKey key, Map<String, Expr> values, @Nullable Select alsoIn, Span at) {
    noOrphans(key, c -> java.util.Objects.requireNonNull(values.get(c)), alsoIn, at);
  }
}
