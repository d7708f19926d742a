package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Functions;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Typing;
import dev.mig.schema.SqlType;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lowering;
import java.util.List;

/** Whether a value is the JSON array whose elements a source takes. */
record ArrayTest(Lowering to, EachFrom each) {
  private static final Typing TRUTH = Typing.of(SqlType.BOOLEAN, false);

  /** The value as it is stored, before it is taken for JSON. */
  Expr raw() {
    return each.array() instanceof Expr.Cast c && c.span().equals(Span.NONE)
        ? c.operand()
        : each.array();
  }

  /** There is a value, and it is neither an array nor JSON's null. */
  Expr bad() {
    return test(
        Exprs.truth(false),
        new Expr.In(
            kind(), List.of(Exprs.text("array"), Exprs.text("null")), true, TRUTH, Span.NONE),
        Exprs.truth(true));
  }

  /** There is no value, or JSON's null. */
  Expr absent() {
    return test(Exprs.truth(true), Exprs.equal(kind(), Exprs.text("null")), Exprs.truth(false));
  }

  private Expr test(Expr none, Expr json, Expr otherwise) {
    Expr present = mayBeOther() ? Exprs.when(isJson(), json, otherwise) : json;
    return raw().typing().nullable() ? Exprs.when(Exprs.isNull(raw()), none, present) : present;
  }

  /** A text may be anything, and SQLite does not look at what is put into a column of JSON. */
  private boolean mayBeOther() {
    return raw().type().isText() || to.dialect().equals("sqlite");
  }

  private Expr isJson() {
    return new Expr.Call(
        "is_json", List.of(raw()), Functions.named("is_json").getFirst(), TRUTH, Span.NONE);
  }

  private Expr kind() {
    return new Expr.Call(
        "json_type",
        List.of(each.array()),
        Functions.named("json_type").getFirst(),
        Typing.of(SqlType.TEXT, false),
        Span.NONE);
  }

  Diagnostic.Builder notAnArray(String rows) {
    return Diagnostic.error(
            Code.NOT_AN_ARRAY,
            "{n} {n:row|rows} of " + rows + " {n:has|have} a value here that is no JSON array")
        .at(raw().span(), "not an array")
        .note("leave such rows out with where, or make an array of them in the expression");
  }

  Diagnostic.Builder noArray(String rows) {
    Span end = new Span(each.span().end(), each.span().end());
    return Diagnostic.error(
            Code.NO_MATCH, "{n} {n:row|rows} of " + rows + " {n:has|have} no array here")
        .at(raw().span(), "NULL")
        .suggest("leave them out", Safety.CHECK, new Edit(end, " missing skip"));
  }
}
