package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.RenameColumnStatementContext;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code rename column [T.]C to NAME}: keys, indexes, checks, foreign keys and views follow, their
 * own names stay.
 */
public record RenameColumn(TableName table, WrittenName column, WrittenName newName, Span span)
    implements Statement {
  public static List<RenameColumn> read(RenameColumnStatementContext node, Reader reader) {
    ColumnName column = reader.column(node.columnRef());
    WrittenName newName = Reader.name(node.newName());
    return List.of(
        new RenameColumn(reader.tableOf(column), column.column(), newName, Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    Tables.find(to, table).ifPresent(t -> to.column(t, column).ifPresent(c -> rename(to, t, c)));
  }

  private void rename(Lowering to, Table found, Column old) {
    if (newName.text().equals(old.name())) {
      return;
    }
    Predicate<String> taken = Names.ofColumns(found);
    String name =
        to.newName(
            newName,
            n -> taken.test(n) && !Names.same(n, old.name()),
            "column of " + found.name() + " called");
    if (!to.failed()) {
      to.emit(new SchemaOperation.RenameColumn(found.name(), old.name(), name, span));
    }
  }
}
