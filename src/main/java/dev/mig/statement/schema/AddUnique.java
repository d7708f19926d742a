package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.AddUniqueStatementContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code add unique [NAME] [on T] (a, b)}: refused while two rows have the same values; NULL equals
 * nothing.
 */
public record AddUnique(
    TableName table, @Nullable WrittenName name, List<WrittenName> columns, Span span)
    implements Statement {
  public AddUnique {
    columns = List.copyOf(columns);
  }

  public static List<AddUnique> read(AddUniqueStatementContext node, Reader reader) {
    return List.of(
        new AddUnique(
            reader.table(node.tableRef(), node),
            TableElement.name(node.constraintName()),
            reader.columns(node.columnNames()),
            Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    Span at = columns.getFirst().span().to(columns.getLast().span());
    Tables.find(to, table)
        .ifPresent(
            own ->
                Constraints.unique(to, own, name, columns)
                    .ifPresent(key -> add(to, own, key, table, at, span)));
  }

  /** Adds a unique constraint to a table that may have rows. */
  static void add(Lowering to, Table own, Unique key, TableName written, Span at, Span span) {
    if (!to.failed()) {
      new RowChecks(to, own, written, at, span)
          .noDuplicates(key.columns().stream().map(c -> own.column(c).orElseThrow()).toList());
    }
    to.emit(new SchemaOperation.AddConstraint(own.name(), key, span));
  }
}
