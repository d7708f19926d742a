package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.statement.schema.AddForeignKey;
import dev.mig.syntax.MigParser.ExpressionContext;
import dev.mig.syntax.MigParser.ExtractStatementContext;
import dev.mig.syntax.MigParser.MissingClauseContext;
import dev.mig.syntax.MigParser.MissingVerbContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code extract a, lower(b) into countries(name, code) as (country_id bigint) [on delete …]
 * [missing insert|refuse|keep]}: a lookup table, new or existing, and a foreign key to it out of
 * the values of a table.
 *
 * @param lastWord the name of the lookup table without its schema
 * @param missing what becomes of values that an existing lookup table does not hold; null when
 *     nothing is said
 * @param foreignKey the statement that adds the foreign key in the end
 */
public record Extract(
    TableName table,
    List<Expr> values,
    TableName into,
    WrittenName lastWord,
    List<WrittenName> columns,
    PlainColumn column,
    AddForeignKey foreignKey,
    @Nullable Missing missing,
    Span missingSpan,
    Span span)
    implements Statement {
  public Extract {
    values = List.copyOf(values);
    columns = List.copyOf(columns);
  }

  public static List<? extends Statement> read(ExtractStatementContext node, Reader reader) {
    List<ExpressionContext> written = node.expression();
    List<Expr> values = written.stream().map(reader::expression).toList();
    TableName table = table(values, node, reader);
    TableName into = reader.table(node.tableRef());
    PlainColumn column = PlainColumn.read(node.columnDefinition(), "extract", reader);
    Span at = Reader.span(node.tableRef());
    MissingClauseContext missing = node.missingClause();
    AddForeignKey foreignKey =
        AddForeignKey.toPrimaryKey(
            table, column.name(), into, node.referentialAction(), at, Reader.span(node));
    return List.of(
        new Extract(
            table,
            values,
            into,
            Reader.name(node.tableRef().anyName().getLast()),
            reader.columns(node.columnNames()),
            column,
            foreignKey,
            missing == null ? null : missing(missing, reader),
            missing == null ? at : Reader.span(missing),
            Reader.span(node)));
  }

  /** The table of the block, else the one that a value names. */
  private static TableName table(List<Expr> values, ExtractStatementContext node, Reader reader) {
    if (reader.block() == null) {
      for (Expr value : values) {
        Optional<TableName> named = named(value);
        if (named.isPresent()) {
          return named.get();
        }
      }
    }
    return reader.table(null, node);
  }

  private static Optional<TableName> named(Expr value) {
    if (value instanceof Expr.Name n && n.parts().size() > 1) {
      List<String> parts = n.parts();
      String name = parts.get(parts.size() - 2);
      QName table = parts.size() == 2 ? QName.of(name) : new QName(parts.getFirst(), name);
      return Optional.of(new TableName(table, n.span()));
    }
    return Exprs.children(value).stream().flatMap(e -> named(e).stream()).findFirst();
  }

  private static Missing missing(MissingClauseContext node, Reader reader) {
    Missing said = Reader.missing(node);
    if (!(node instanceof MissingVerbContext) || said == Missing.SKIP || said == Missing.DELETE) {
      reader.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  "a value without a counterpart is refused, kept or inserted")
              .at(Reader.span(node), "refuse, insert, or keep for no reference at all"));
      return Missing.REFUSE;
    }
    return said;
  }

  @Override
  public void assume(Lowering to) {
    to.table(table).ifPresent(t -> column.assume(to, t, span));
    if (into.name().name().isEmpty() || !to.schema().tablesLike(into.name()).isEmpty()) {
      return;
    }
    List<Column> all = new ArrayList<>();
    all.add(Column.of("id", column.type(), false));
    for (WrittenName name : columns) {
      if (all.stream().noneMatch(c -> c.name().equalsIgnoreCase(name.text()))) {
        all.add(Column.of(name.text(), SqlType.UNKNOWN, false));
      }
    }
    Table made = Table.of(into.name(), all, List.of());
    to.emit(new CreateTable(made.plus(new PrimaryKey(null, List.of("id"))), span));
  }

  @Override
  public void lower(Lowering to) {
    if (table.name().name().isEmpty()) {
      return;
    }
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    if (columns.size() != values.size()) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_ARGUMENTS,
                  "this takes "
                      + values.size()
                      + (values.size() == 1 ? " value" : " values")
                      + " out of "
                      + found.get().name()
                      + " and names "
                      + columns.size()
                      + (columns.size() == 1 ? " column" : " columns"))
              .at(columns.getFirst().span().to(columns.getLast().span())));
      return;
    }
    Extraction.of(to, found.get(), this).ifPresent(Extraction::run);
  }
}
