package dev.mig.compile;

import dev.mig.operation.Operation;
import dev.mig.operation.Reverse;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.schema.Index;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the indexes of a table away before its rows are moved and builds them again behind that:
 * one sorted build costs less than a new entry for each row.
 *
 * @param indexes those it does so with; unique ones are not among them, because they tell at the
 *     row what is wrong with it
 */
record Reindexing(Table table, List<Index> indexes, Span span) {
  /** Of the indexes that hold one of these columns; null for all of them. */
  static Reindexing of(Table table, @Nullable Set<String> columns, Span span) {
    List<Index> written =
        table.indexes().stream()
            .filter(i -> !i.unique())
            .filter(i -> columns == null || i.columns().stream().anyMatch(columns::contains))
            .toList();
    return new Reindexing(table, written, span);
  }

  /** Of none. */
  static Reindexing none(Table table, Span span) {
    return new Reindexing(table, List.of(), span);
  }

  /** Adds what comes before the rows. */
  void before(List<Operation> out, List<Reverse> reverses) {
    for (Index index : indexes) {
      out.add(new DropIndex(table.name(), index, span));
      reverses.add(Reverse.exact(new CreateIndex(table.name(), index, span)));
    }
  }

  /** Adds what comes behind them. */
  void after(List<Operation> out, List<Reverse> reverses) {
    for (Index index : indexes) {
      out.add(new CreateIndex(table.name(), index, span));
      reverses.add(Reverse.exact(new DropIndex(table.name(), index, span)));
    }
  }
}
