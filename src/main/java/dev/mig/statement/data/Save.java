package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.SaveStatementContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code save T(a, b) [where e]}: saves rows beside the ledger, with their key.
 *
 * @param columns empty for all
 */
public record Save(
    TableName table,
    List<WrittenName> columns,
    @Nullable Expr where,
    boolean block,
    Span at,
    Span span)
    implements Statement {
  public static List<? extends Statement> read(SaveStatementContext node, Reader reader) {
    TableName table = Subjects.table(node.subjectTable(), node, reader);
    List<WrittenName> columns =
        node.columnNames() == null ? List.of() : reader.columns(node.columnNames());
    Expr where =
        node.whereClause() == null ? null : reader.expression(node.whereClause().expression());
    Span at =
        node.subjectTable() == null
            ? Reader.span(node.getStart())
            : Reader.span(node.subjectTable());
    return List.of(new Save(table, columns, where, reader.block() != null, at, Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    Optional<Table> found = to.table(table);
    if (found.isEmpty()) {
      return;
    }
    Table source = found.get();
    Optional<List<Column>> wanted =
        columns.isEmpty() ? Optional.of(source.columns()) : to.columns(source, columns);
    Expr condition = Subjects.condition(to, source, block, where);
    if (wanted.isEmpty() || to.failed()) {
      return;
    }
    if (source.key().isEmpty()) {
      to.report(
          Diagnostic.warning(
                  Code.NO_KEY,
                  source.name() + " has no key, so saved values do not find their rows again")
              .at(at, "saved without a key"));
    }
    Set<Column> all = new LinkedHashSet<>();
    source.key().forEach(k -> all.add(source.column(k).orElseThrow()));
    all.addAll(wanted.get());
    String alias = source.name().name();
    List<Item> items = all.stream().map(c -> new Item(Exprs.column(alias, c), c.name())).toList();
    Select rows = Select.of(items, new TableFrom(source.name(), alias), condition);
    to.emit(new SaveRows(to.savedTable(source.name().name()), rows, span));
  }
}
