package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.syntax.MigParser.LiftStatementContext;
import dev.mig.syntax.MigParser.MissingClauseContext;
import dev.mig.syntax.MigParser.MissingValuesContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code lift C->>'field' into D | (D type) [missing …]}: a field of JSON into a column. The field
 * stays where it is.
 *
 * @param assignments what {@code missing D = e} says
 */
public record Lift(
    TableName table,
    JsonPath path,
    Destination target,
    Missing missing,
    List<SetClause> assignments,
    @Nullable Span missingSpan,
    Loss loss,
    Span targetSpan,
    Span span)
    implements Statement {
  public static List<? extends Statement> read(LiftStatementContext node, Reader reader) {
    JsonPath path = JsonPath.read(node.jsonPath(), reader);
    List<Destination> targets = Destination.read(List.of(node.splitTarget()), "lift", reader);
    Span at = Reader.span(node.splitTarget());
    if (targets.size() != 1) {
      reader.report(
          Diagnostic.error(Code.WRONG_ARGUMENTS, "one field goes into one column")
              .at(at, targets.size() + " columns"));
    }
    MissingClauseContext missing = node.missingClause();
    return List.of(
        new Lift(
            reader.tableOf(path.column()),
            path,
            targets.getFirst(),
            Reader.missing(missing),
            missing instanceof MissingValuesContext v
                ? SetClause.read(v.assignment(), reader)
                : List.of(),
            missing == null ? null : Reader.span(missing),
            Clauses.into(targets, node.rowClause(), reader),
            at,
            Reader.span(node)));
  }

  @Override
  public void assume(Lowering to) {
    to.table(table).ifPresent(t -> Destination.assume(to, t, List.of(target), span));
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    Table before = found.get();
    Optional<Column> source = to.column(before, path.column().column());
    Optional<Column> made = target.column(to, before, span);
    check(to);
    if (to.failed() || source.isEmpty() || made.isEmpty()) {
      return;
    }
    Table now = to.schema().table(before.name()).orElseThrow();
    new JsonColumn(to, now, source.get(), path).askReadable(span);
    if (!to.failed()) {
      lower(to, now, source.get(), made.get());
      Destination.close(to, before, List.of(made.get()), span);
    }
  }

  private void lower(Lowering to, Table now, Column source, Column made) {
    Expr document = new Expr.Name(List.of(now.name().name(), source.name()), path.span());
    Expr value = converted(path.value(document), made);
    Expr nowhere = Exprs.isNull(JsonPath.at(document, path.steps()));
    Expr absent = Exprs.binary(Expr.BinaryOp.AND, Exprs.isNotNull(document), nowhere);
    Expr where = null;
    switch (missing) {
      case REFUSE -> {}
      case KEEP, SKIP -> where = Exprs.isNotNull(JsonPath.at(document, path.steps()));
      case DELETE, INSERT -> {}
      case ASSIGN -> {
        Expr other = assignments.getFirst().value();
        Expr.When none = new Expr.When(absent, other);
        value = new Expr.Case(null, List.of(none), value, Typing.UNKNOWN, path.span());
      }
    }
    Optional<RowTyper.Typed> typed =
        new RowTyper(to, now, true).type(List.of(made), List.of(value), null, where);
    if (typed.isEmpty()) {
      return;
    }
    Rows rows = typed.get().rows();
    Expr shown = rows.column(source.name());
    List<Assigned> assigned = new ArrayList<>();
    typed
        .get()
        .assigned()
        .forEach(a -> assigned.add(new Assigned(a.column(), a.value(), path.span())));
    if (missing == Missing.REFUSE) {
      RowTyper.Typed none =
          new RowTyper(to, now, true).type(List.of(), List.of(), null, absent).orElseThrow();
      askPresent(to, rows, Objects.requireNonNull(none.rows().where()), shown);
    }
    RowUpdate update = new RowUpdate(to, rows, assigned, targetSpan, span);
    update.ask();
    for (Assigned a : assigned) {
      Destination.filled(to, rows, rows.where(), a, List.of(shown), span);
    }
    update.overwrite(loss);
  }

  /** A field that is taken as text becomes what the column holds; whether it can is asked. */
  private Expr converted(Expr value, Column made) {
    return !path.text() || made.type().isText()
        ? value
        : new Expr.Cast(value, made.type(), Typing.UNKNOWN, Span.NONE);
  }

  private void askPresent(Lowering to, Rows rows, Expr absent, Expr shown) {
    Table table = rows.table();
    Span end = new Span(targetSpan.end(), targetSpan.end());
    new Candidates(
            to,
            rows.self(),
            null,
            telling -> RowSamples.of(table, rows.alias(), List.of(shown), Set.of()),
            "rows of " + table.name(),
            span)
        .none(
            absent,
            List.of(),
            false,
            Diagnostic.error(
                    Code.NO_MATCH,
                    "{n} of {of} rows of "
                        + table.name()
                        + " {n:has|have} no field "
                        + path.field())
                .at(path.span(), "not there in {n} {n:row|rows}")
                .suggest(
                    "leave the column of such rows as it is",
                    Safety.CHECK,
                    new Edit(end, " missing keep"))
                .note("missing " + target.name().text() + " = e says what such rows get instead"));
  }

  private void check(Lowering to) {
    Span at = missingSpan == null ? span : missingSpan;
    if (missing == Missing.DELETE || missing == Missing.INSERT) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "a lift neither inserts nor deletes rows")
              .at(at, "refuse, keep, or C = e"));
    }
    boolean other =
        assignments.size() > 1
            || assignments.stream()
                .anyMatch(a -> !a.column().column().text().equalsIgnoreCase(target.name().text()));
    if (other) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE, "this lift fills " + target.name().text() + " alone")
              .at(at));
    }
  }
}
