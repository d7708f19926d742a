package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Index;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.statement.WrittenName;
import dev.mig.syntax.MigParser.RenameIndexStatementContext;
import java.util.List;
import java.util.function.Predicate;

/** {@code rename index NAME to NAME}. */
public record RenameIndex(IndexRef index, WrittenName newName, Span span) implements Statement {
  public static List<RenameIndex> read(RenameIndexStatementContext node, Reader reader) {
    IndexRef index = IndexRef.read(node.indexRef());
    return List.of(new RenameIndex(index, Reader.name(node.newName()), Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    index.find(to).ifPresent(f -> rename(to, f.table(), f.index()));
  }

  private void rename(Lowering to, Table table, Index found) {
    if (newName.text().equals(found.name())) {
      return;
    }
    Predicate<String> taken = Names.ofRelations(to, table.name().schema());
    String name =
        to.newName(
            newName,
            n -> taken.test(n) && !Names.same(n, found.name()),
            "table, view or index called");
    if (!to.failed()) {
      to.emit(new SchemaOperation.RenameIndex(table.name(), found, name, span));
    }
  }
}
