package dev.mig.statement.schema;

import dev.mig.operation.SchemaOperation;
import dev.mig.schema.Index;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.syntax.MigParser.DropIndexStatementContext;
import java.util.List;

/** {@code drop index NAME}. */
public record DropIndex(IndexRef index, Span span) implements Statement {
  public static List<DropIndex> read(DropIndexStatementContext node, Reader reader) {
    return List.of(new DropIndex(IndexRef.read(node.indexRef()), Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    index.find(to).ifPresent(f -> drop(to, f.table(), f.index()));
  }

  private void drop(Lowering to, Table table, Index found) {
    if (Keys.isKey(found)) {
      List<Index> others = table.indexes().stream().filter(i -> !i.equals(found)).toList();
      List<Dependants.Dependant> dependants =
          Dependants.ofKey(to, table, table.withIndexes(others), Keys.columns(found));
      if (!dependants.isEmpty()) {
        Dependants.report(
            to,
            "foreign keys point at the columns that only index " + found.name() + " keeps unique",
            index.span(),
            span,
            dependants);
        return;
      }
    }
    to.emit(new SchemaOperation.DropIndex(table.name(), found, span));
  }
}
