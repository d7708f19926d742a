package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.TableName;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.RenameTableStatementContext;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code rename table T to NAME}: keys, foreign keys, indexes and views follow, their own names
 * stay.
 */
public record RenameTable(TableName table, WrittenName newName, Span span) implements Statement {
  public static List<RenameTable> read(RenameTableStatementContext node, Reader reader) {
    TableName table = reader.table(node.tableRef());
    return List.of(new RenameTable(table, Reader.name(node.newName()), Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    Tables.find(to, table).ifPresent(t -> rename(to, t));
  }

  private void rename(Lowering to, Table found) {
    String old = found.name().name();
    if (newName.text().equals(old)) {
      return;
    }
    Predicate<String> taken = Names.ofRelations(to, found.name().schema());
    String name =
        to.newName(
            newName, n -> taken.test(n) && !Names.same(n, old), "table, view or index called");
    if (!to.failed()) {
      to.emit(new SchemaOperation.RenameTable(found.name(), found.name().withName(name), span));
    }
  }
}
