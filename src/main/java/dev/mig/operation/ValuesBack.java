package dev.mig.operation;

import dev.mig.expression.Casts;
import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Question.NoRows;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.schema.Column;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks on the way back of a change of a column whether what came since fits the column of old. */
final class ValuesBack {
  private ValuesBack() {}

  /** The questions to be asked before the column becomes the old one again. */
  static List<Operation> questions(AlterColumn o, Column old, Schema before) {
    Table after = before.known(o.table()).withColumn(old.name(), o.after());
    Expr value = Exprs.column(o.table().name(), o.after());
    String name = o.table() + "." + old.name();
    List<Operation> questions = new ArrayList<>();
    Expr fits = fits(value, o.after().type(), old.type(), before);
    if (fits != null) {
      Diagnostic.Builder problem =
          Diagnostic.error(
                  Code.CAST_FAILS,
                  "{n} {n:value|values} of " + name + " no longer {n:fits|fit} " + old.type())
              .at(o.span(), "{n} {n:value|values} cannot become " + old.type() + " again")
              .note("written since the type was changed; change {n:it|them} and try again");
      questions.add(ask(o, after, Exprs.isNotTrue(fits), problem));
    }
    if (!old.nullable() && o.after().nullable()) {
      Diagnostic.Builder problem =
          Diagnostic.error(
                  Code.NULLS_PRESENT,
                  "{n} {n:row|rows} of " + o.table() + " {n:has|have} no " + old.name())
              .at(o.span(), "NULL in {n} {n:row|rows}, and it becomes not null again")
              .note("written since; say what {n:it gets|they get} and try again");
      questions.add(ask(o, after, Exprs.isNull(value), problem));
    }
    return questions;
  }

  private static @Nullable Expr fits(Expr value, SqlType now, SqlType then, Schema schema) {
    if (now.equals(then)) {
      return null;
    }
    if (then.kind() == SqlType.Kind.ENUM && now.isText()) {
      return schema.enums().entrySet().stream()
          .filter(e -> e.getKey().toString().equals(then.name()))
          .map(Map.Entry::getValue)
          .findFirst()
          .map(v -> Exprs.or(Exprs.isNull(value), Casts.among(value, v)))
          .orElse(null);
    }
    return Casts.fits(value, now, then);
  }

  private static NoRows ask(
      AlterColumn o, Table after, Expr condition, Diagnostic.Builder problem) {
    String alias = o.table().name();
    List<Item> shown = new ArrayList<>();
    for (Column column : after.columns()) {
      if (after.key().contains(column.name()) || column.name().equals(o.after().name())) {
        shown.add(new Item(Exprs.column(alias, column), column.name()));
      }
    }
    return new NoRows(
        Select.of(shown, new TableFrom(o.table(), alias), condition),
        null,
        false,
        Refusal.of(problem.build()),
        o.span());
  }
}
