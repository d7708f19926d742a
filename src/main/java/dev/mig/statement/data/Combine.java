package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.syntax.MigParser.CombineStatementContext;
import dev.mig.syntax.MigParser.MissingValuesContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code combine A, B with 's' into C | (C type) [missing …] [where e]}: several columns into one.
 *
 * @param separator what stands between two parts
 * @param into one, else a report
 * @param assignments what {@code missing A = e, …} says, of a part or of the whole
 * @param sourceSpan the combined columns
 */
public record Combine(
    TableName table,
    List<ColumnName> sources,
    String separator,
    List<Destination> into,
    Missing missing,
    List<SetClause> assignments,
    @Nullable Span missingSpan,
    @Nullable Expr where,
    Loss loss,
    Span sourceSpan,
    Span targetSpan,
    Span span)
    implements Statement {
  public static List<? extends Statement> read(CombineStatementContext node, Reader reader) {
    List<ColumnName> sources = node.columnRef().stream().map(reader::column).toList();
    var missing = node.missingClause();
    List<SetClause> values =
        missing instanceof MissingValuesContext v
            ? SetClause.read(v.assignment(), reader)
            : List.of();
    List<Destination> into = Destination.read(List.of(node.splitTarget()), "combine", reader);
    return List.of(
        new Combine(
            reader.tableOf(sources.getFirst()),
            sources,
            Reader.string(node.STRING().getSymbol()),
            into,
            Reader.missing(missing),
            values,
            missing == null ? null : Reader.span(missing),
            node.whereClause() == null ? null : reader.expression(node.whereClause().expression()),
            Clauses.into(into, node.rowClause(), reader),
            Reader.span(node.columnRef().getFirst()).to(Reader.span(node.columnRef().getLast())),
            Reader.span(node.splitTarget()),
            Reader.span(node)));
  }

  @Override
  public void assume(Lowering to) {
    to.table(table).ifPresent(t -> Destination.assume(to, t, into, span));
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    Table before = found.get();
    Optional<List<Column>> parts = Targets.read(to, before, sources);
    check(to, parts.orElse(List.of()));
    if (to.failed() || parts.isEmpty()) {
      return;
    }
    Optional<Column> target = into.getFirst().column(to, before, span);
    if (to.failed() || target.isEmpty()) {
      return;
    }
    Table now = to.schema().table(before.name()).orElseThrow();
    CombinedParts combined = new CombinedParts(to, now, parts.get(), target.get(), this);
    Optional<RowTyper.Typed> typed = combined.rows();
    if (typed.isEmpty()) {
      return;
    }
    Rows rows = typed.get().rows();
    List<Assigned> assigned = typed.get().assigned();
    RowUpdate update = new RowUpdate(to, rows, assigned, targetSpan, span);
    update.ask();
    Expr filled = missing == Missing.REFUSE ? combined.condition() : rows.where();
    Destination.filled(to, rows, filled, assigned.getFirst(), combined.columns(), span);
    update.overwrite(loss);
    Destination.close(to, before, List.of(target.get()), span);
  }

  private void check(Lowering to, List<Column> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).type().kind() == Kind.BYTES) {
        to.report(
            Diagnostic.error(
                    Code.WRONG_TYPE,
                    "only what has a text can be combined, "
                        + parts.get(i).name()
                        + " is "
                        + parts.get(i).type())
                .at(sources.get(i).column().span(), "these are bytes"));
      }
    }
    if (into.size() != 1) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_ARGUMENTS,
                  "columns are combined into one, and this names " + into.size())
              .at(targetSpan));
    }
    if (missing == Missing.DELETE || missing == Missing.INSERT) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "a combine neither inserts nor deletes rows")
              .at(missingSpan == null ? span : missingSpan, "refuse, keep, skip, or C = e"));
    }
  }
}
