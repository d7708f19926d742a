package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Typing;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Lowering;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks of a {@code from SOURCE matching …} whether each row to be changed finds one partner. */
final class LookupChecks {
  private LookupChecks() {}

  static void ask(Lowering to, Rows rows, Match match, Span span) {
    new SourceChecks(to, span).partners(match.source(), null);
    many(to, rows, match, span);
    if (match.lookup().missing() == Missing.REFUSE && rows.cross() == null) {
      none(to, rows, match, span);
    }
  }

  private static Candidates candidates(
      Lowering to, Rows rows, @Nullable Expr where, Match match, Span span) {
    Table table = rows.table();
    return new Candidates(
        to,
        rows.self(),
        where,
        telling -> RowSamples.of(table, rows.alias(), List.of(match.on()), java.util.Set.of()),
        "rows of " + table.name(),
        span);
  }

  private static void none(Lowering to, Rows rows, Match match, Span span) {
    Select partner =
        Select.of(List.of(new Item(Exprs.number(1), "one")), match.source(), match.on());
    Span end = new Span(match.lookup().span().end(), match.lookup().span().end());
    candidates(to, rows, rows.own(), match, span)
        .none(
            Exprs.notExists(partner),
            List.of(),
            false,
            Diagnostic.error(
                    Code.NO_MATCH,
                    "{n} of {of} rows of "
                        + rows.table().name()
                        + " {n:has|have} no match in "
                        + match.name())
                .at(match.lookup().matching().span(), "no match for {n} {n:row|rows}")
                .suggest(
                    "leave such rows as they are", Safety.CHECK, new Edit(end, " missing keep"))
                .note("missing C = e says what such rows get instead"));
  }

  private static void many(Lowering to, Rows rows, Match match, Span span) {
    if (match.source() instanceof TableFrom t) {
      Table source = to.schema().tables().get(t.table());
      if (source != null && UniqueKeys.decides(source, t.alias(), match.on())) {
        return;
      }
    }
    Expr partners =
        new Expr.Scalar(
            rows.fromSource(Exprs.countAll(), null), Typing.of(SqlType.BIGINT, false), Span.NONE);
    candidates(to, rows, rows.own(), match, span)
        .none(
            Exprs.binary(Expr.BinaryOp.GT, partners, Exprs.number(1)),
            List.of(),
            false,
            Diagnostic.error(
                    Code.MANY_MATCHES,
                    "{n} of {of} rows of "
                        + rows.table().name()
                        + " {n:matches|match} more than one row of "
                        + match.name())
                .at(match.lookup().matching().span(), "more than one match for {n} {n:row|rows}")
                .note(
                    "match on more columns, or keep one row of each group: keep first by … per …"));
  }
}
