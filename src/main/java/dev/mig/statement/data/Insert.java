package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.Union;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Assumptions;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.InsertRowContext;
import dev.mig.syntax.MigParser.InsertStatementContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code insert T (a, b) values (…), (…)}: new rows. */
public record Insert(TableName table, List<WrittenName> columns, List<Row> rows, Span at, Span span)
    implements Statement {
  /** The values of one row as read. */
  record Row(List<Expr> values, Span span) {}

  public static List<? extends Statement> read(InsertStatementContext node, Reader reader) {
    List<Row> rows = new ArrayList<>();
    for (InsertRowContext row : node.insertRow()) {
      rows.add(
          new Row(row.expression().stream().map(reader::expression).toList(), Reader.span(row)));
    }
    Clauses.nothingLost(node.rowClause(), "an insert takes nothing away", reader);
    return List.of(
        new Insert(
            reader.table(node.tableRef(), node),
            reader.columns(node.columnNames()),
            rows,
            Reader.span(node.columnNames()),
            Reader.span(node)));
  }

  @Override
  public void assume(Lowering to) {
    Assumptions.rows(to, table);
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    Table target = found.get();
    Optional<List<Column>> set = Targets.columns(to, target, columns, true);
    set.ifPresent(c -> RowInsert.complete(to, target, c, at));
    for (Row row : rows) {
      if (row.values().size() != columns.size()) {
        to.report(
            Diagnostic.error(Code.WRONG_ARGUMENTS, "values and columns differ in number")
                .at(row.span(), row.values().size() + " for " + columns.size()));
      }
    }
    if (set.isEmpty() || to.failed()) {
      return;
    }
    Query query = query(to, set.get());
    if (!to.failed()) {
      List<Assigned> assigned = assigned(set.get(), query);
      new RowInsert(
              to,
              target,
              assigned,
              query,
              List.of(),
              query,
              null,
              "new rows",
              "update changes rows that are there",
              at,
              span)
          .run();
    }
  }

  private Query query(Lowering to, List<Column> set) {
    Typer typer = RowTyper.typer(to, Scope.of(to.schema()));
    List<Query> selects = new ArrayList<>();
    for (Row row : rows) {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < set.size(); i++) {
        items.add(new Item(typer.assignable(row.values().get(i), set.get(i)), set.get(i).name()));
      }
      selects.add(Select.of(items, null, null));
    }
    return selects.size() == 1 ? selects.getFirst() : new Union(selects);
  }

  private List<Assigned> assigned(List<Column> set, Query query) {
    List<Query> parts = query instanceof Union u ? u.parts() : List.of(query);
    List<Assigned> all = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      Column column = set.get(i);
      int place = i;
      boolean nullable =
          parts.stream()
              .anyMatch(
                  p -> p instanceof Select s && s.items().get(place).value().typing().nullable());
      Expr value =
          new Expr.Column(
              RowInsert.NEW, column.name(), Typing.of(column.type(), nullable), Span.NONE);
      all.add(new Assigned(column, value, columns.get(i).span()));
    }
    return all;
  }
}
