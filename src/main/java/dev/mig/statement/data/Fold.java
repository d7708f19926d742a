package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
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
import dev.mig.syntax.MigParser.FoldStatementContext;
import dev.mig.syntax.MigParser.MissingClauseContext;
import dev.mig.syntax.MigParser.MissingValuesContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code fold C into D->'field' [missing …]}: a column into a field of JSON. The column stays where
 * it is; NULL becomes JSON's null.
 *
 * @param missing null where nothing is said of NULL
 * @param assignments what {@code missing C = e} says
 */
public record Fold(
    TableName table,
    ColumnName source,
    JsonPath path,
    @Nullable Missing missing,
    List<SetClause> assignments,
    @Nullable Span missingSpan,
    Loss loss,
    Span span)
    implements Statement {
  public static List<? extends Statement> read(FoldStatementContext node, Reader reader) {
    ColumnName source = reader.column(node.columnRef());
    MissingClauseContext missing = node.missingClause();
    return List.of(
        new Fold(
            reader.tableOf(source),
            source,
            JsonPath.read(node.jsonPath(), reader),
            missing == null ? null : Reader.missing(missing),
            missing instanceof MissingValuesContext v
                ? SetClause.read(v.assignment(), reader)
                : List.of(),
            missing == null ? null : Reader.span(missing),
            Clauses.read(node.rowClause(), reader),
            Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    Optional<Column> from = to.column(found.get(), source.column());
    Optional<List<Column>> into = Targets.of(to, found.get(), List.of(path.column()), false);
    check(to);
    if (to.failed() || from.isEmpty() || into.isEmpty()) {
      return;
    }
    Column document = into.get().getFirst();
    if (document.equals(from.get())) {
      to.report(
          Diagnostic.error(Code.WRONG_ARGUMENTS, "a column is folded into another one")
              .at(path.column().column().span(), "this is the column itself"));
      return;
    }
    JsonColumn json = new JsonColumn(to, found.get(), document, path);
    json.askReadable(span);
    if (to.failed()) {
      return;
    }
    FoldRows rows = new FoldRows(to, found.get(), from.get(), document, this);
    rows.askObjects(json.candidates(span));
    rows.run();
  }

  private void check(Lowering to) {
    if (path.text()) {
      to.report(
          Diagnostic.error(Code.WRONG_ARGUMENTS, "a column is folded into a field of JSON")
              .at(path.span(), "write -> in the place of ->>"));
    }
    for (Expr.Literal step : path.steps()) {
      if (step.type().kind() != SqlType.Kind.TEXT) {
        to.report(
            Diagnostic.error(Code.WRONG_ARGUMENTS, "a column is folded into a field of an object")
                .at(step.span(), "a place in an array"));
      }
    }
    Span at = missingSpan == null ? span : missingSpan;
    if (missing == Missing.DELETE || missing == Missing.INSERT) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "a fold neither inserts nor deletes rows")
              .at(at, "refuse, skip, or C = e"));
    }
    String name = source.column().text();
    boolean other =
        assignments.size() > 1
            || assignments.stream()
                .anyMatch(a -> !a.column().column().text().equalsIgnoreCase(name));
    if (other) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "this fold takes " + name + " alone").at(at));
    }
  }
}
