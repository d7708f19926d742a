package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Functions;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.List;
import java.util.Set;

/** A column that holds JSON, as JSON or as text, and what could be wrong with its documents. */
record JsonColumn(Lowering to, Table table, Column column, JsonPath path) {
  private static final Typing TRUTH = Typing.of(SqlType.BOOLEAN, true);

  private Expr stored() {
    return Exprs.column(table.name().name(), column);
  }

  /** The document as JSON that can be taken apart and compared. */
  Expr document() {
    SqlType type = column.type();
    return type.kind() == SqlType.Kind.JSONB
        ? stored()
        : new Expr.Cast(
            stored(), SqlType.JSONB, Typing.of(SqlType.JSONB, column.nullable()), Span.NONE);
  }

  Candidates candidates(Span span) {
    return new Candidates(
        to,
        Rows.of(table, null).self(),
        null,
        telling -> RowSamples.of(table, table.name().name(), List.of(stored()), Set.of()),
        "rows of " + table.name(),
        span);
  }

  /**
   * Asks whether every document can be read: a text may be anything, and SQLite does not look at
   * what is put into a column of JSON.
   */
  void askReadable(Span span) {
    if (!column.type().isText() && !column.type().isJson()) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_TYPE,
                  "only JSON has fields, " + column.name() + " is " + column.type())
              .at(path.column().column().span(), "this is " + column.type()));
    } else if (column.type().isText() || to.dialect().equals("sqlite")) {
      Expr readable =
          new Expr.Call(
              "is_json",
              List.of(stored()),
              Functions.named("is_json").getFirst(),
              TRUTH,
              Span.NONE);
      candidates(span)
          .none(
              Exprs.not(readable),
              List.of(),
              false,
              Diagnostic.error(
                      Code.CAST_FAILS,
                      "{n} of {of} rows of "
                          + table.name()
                          + " {n:has|have} a "
                          + column.name()
                          + " that is no JSON")
                  .at(path.column().column().span(), "not JSON in {n} {n:row|rows}"));
    }
  }
}
