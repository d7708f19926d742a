package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.AddPrimaryKeyStatementContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code add primary key [NAME] [on T] (a, b)}: refused while a row has a NULL there or two rows
 * have the same values.
 */
public record AddPrimaryKey(
    TableName table, @Nullable WrittenName name, List<WrittenName> columns, Span span)
    implements Statement {
  public AddPrimaryKey {
    columns = List.copyOf(columns);
  }

  public static List<AddPrimaryKey> read(AddPrimaryKeyStatementContext node, Reader reader) {
    return List.of(
        new AddPrimaryKey(
            reader.table(node.tableRef(), node),
            TableElement.name(node.constraintName()),
            reader.columns(node.columnNames()),
            Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    Tables.find(to, table)
        .ifPresent(
            own ->
                Constraints.primaryKey(to, own, name, columns, span)
                    .ifPresent(key -> add(to, own, key, table, places(), span)));
  }

  private Span places() {
    return columns.getFirst().span().to(columns.getLast().span());
  }

  /** Adds a primary key to a table that may have rows. */
  static void add(Lowering to, Table own, PrimaryKey key, TableName written, Span at, Span span) {
    if (!to.failed()) {
      RowChecks checks = new RowChecks(to, own, written, at, span);
      List<Column> columns = key.columns().stream().map(c -> own.column(c).orElseThrow()).toList();
      checks.noNulls(columns);
      checks.noDuplicates(columns);
    }
    to.emit(new SchemaOperation.AddConstraint(own.name(), key, span));
    Table with = to.schema().table(own.name()).orElseThrow();
    Numbering.rowid(to, with, key)
        .ifPresent(c -> to.emit(new SchemaOperation.AlterColumn(own.name(), c, null, span)));
  }
}
