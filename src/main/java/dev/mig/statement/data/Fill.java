package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Functions;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Assumptions;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lookup;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.syntax.MigParser.FillStatementContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code fill C = e, … [from SOURCE matching … [missing …]] [where e] [saving]}: sets columns where
 * they are NULL.
 *
 * @param block whether it stands in a block about a table
 */
public record Fill(
    TableName table,
    List<SetClause> sets,
    @Nullable Lookup lookup,
    @Nullable Expr where,
    Loss loss,
    boolean block,
    Span span)
    implements Statement {
  private static final int WORD = "fill".length();

  public static List<? extends Statement> read(FillStatementContext node, Reader reader) {
    List<SetClause> sets = SetClause.read(node.assignment(), reader);
    return List.of(
        new Fill(
            reader.tableOf(sets.getFirst().column()),
            sets,
            node.fromClause() == null ? null : reader.lookup(node.fromClause()),
            node.whereClause() == null ? null : reader.expression(node.whereClause().expression()),
            Clauses.read(node.rowClause(), reader),
            reader.block() != null,
            Reader.span(node)));
  }

  @Override
  public void assume(Lowering to) {
    Assumptions.values(to, table, sets.stream().map(s -> s.column().column()).toList());
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    Table target = found.get();
    List<ColumnName> names =
        sets.stream()
            .map(
                s ->
                    new ColumnName(
                        s.column().table() == null ? table : s.column().table(),
                        s.column().column()))
            .toList();
    Optional<List<Column>> columns = Targets.of(to, target, names, false);
    if (columns.isEmpty() || !nullable(to, target, columns.get())) {
      return;
    }
    RowTyper typer = new RowTyper(to, target, block);
    List<Expr> values = sets.stream().map(SetClause::value).toList();
    typer
        .type(columns.get(), values, lookup, where)
        .map(Fill::whereNull)
        .flatMap(t -> MissingRows.settle(typer, t, loss, span))
        .map(Fill::keeping)
        .ifPresent(t -> fill(to, t));
  }

  private void fill(Lowering to, RowTyper.Typed typed) {
    RowUpdate update = new RowUpdate(to, typed.rows(), typed.assigned(), at(), span);
    anyNull(to, typed);
    update.ask();
    String names =
        typed.assigned().stream().map(a -> a.column().name()).collect(Collectors.joining(", "));
    update.withoutLoss(
        loss, "which rows had no " + typed.rows().table().name() + "." + names + " was not saved");
  }

  private boolean nullable(Lowering to, Table target, List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (!column.nullable()) {
        String other = block ? "update set" : "update " + target.name() + " set";
        to.report(
            Diagnostic.error(
                    Code.NULL_INTO_NOT_NULL,
                    target.name()
                        + "."
                        + column.name()
                        + " is never NULL, so there is nothing to fill")
                .at(sets.get(i).column().column().span(), "not null")
                .suggest(
                    "overwrite it",
                    Safety.CHECK,
                    new Edit(new Span(span.start(), span.start() + WORD), other)));
      }
    }
    return !to.failed();
  }

  private static RowTyper.Typed whereNull(RowTyper.Typed typed) {
    Rows rows = typed.rows();
    Expr any = null;
    for (Assigned a : typed.assigned()) {
      Expr one = Exprs.isNull(rows.column(a.column().name()));
      any = any == null ? one : Exprs.or(any, one);
    }
    Rows some = new Rows(rows.table(), rows.match(), Exprs.and(any, rows.own()), rows.cross());
    return new RowTyper.Typed(some, typed.assigned());
  }

  /** Of several columns those that have a value keep it. */
  private static RowTyper.Typed keeping(RowTyper.Typed typed) {
    if (typed.assigned().size() == 1) {
      return typed;
    }
    List<Assigned> all = new ArrayList<>();
    for (Assigned a : typed.assigned()) {
      Expr old = typed.rows().column(a.column().name());
      Typing typing = Typing.of(a.column().type(), a.value().typing().nullable());
      Expr kept =
          new Expr.Call(
              "coalesce",
              List.of(old, a.value()),
              Functions.named("coalesce").getFirst(),
              typing,
              Span.NONE);
      all.add(new Assigned(a.column(), kept, a.at()));
    }
    return new RowTyper.Typed(typed.rows(), all);
  }

  /** Tells, without refusing, when a table with rows has nothing to fill. */
  private void anyNull(Lowering to, RowTyper.Typed typed) {
    Rows rows = typed.rows();
    Expr some =
        Exprs.exists(Select.of(List.of(new Item(Exprs.number(1), "one")), rows.self(), rows.own()));
    Expr empty =
        Exprs.notExists(Select.of(List.of(new Item(Exprs.number(1), "one")), rows.self(), null));
    String names =
        typed.assigned().stream().map(a -> a.column().name()).collect(Collectors.joining(" or "));
    Diagnostic nothing =
        Diagnostic.info(
                Code.NOTHING_TO_FILL,
                "no row "
                    + (where == null ? "" : "of these ")
                    + "in "
                    + rows.table().name()
                    + " is without "
                    + names)
            .at(at(), "nothing to fill")
            .build();
    to.emit(
        new Question.Same(
            Select.of(List.of(new Item(Exprs.or(some, empty), "fillable")), null, null),
            Select.of(List.of(new Item(Exprs.truth(true), "fillable")), null, null),
            Refusal.of(nothing),
            span));
  }

  private Span at() {
    Span first = sets.getFirst().column().column().span();
    return first.to(sets.getLast().column().column().span());
  }
}
