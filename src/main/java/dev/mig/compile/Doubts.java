package dev.mig.compile;

import dev.mig.operation.Batch;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.schema.Column;
import dev.mig.schema.Schema;
import java.util.HashSet;
import java.util.Set;

/** What a refused statement leaves of the contents: it is done, but nobody knows how. */
final class Doubts {
  private Doubts() {}

  /** Takes account of one of its operations, given the schema before it. */
  static void apply(Operation operation, Schema before, Contents to) {
    switch (operation) {
      case AddColumn o -> {
        Column bare = o.column().withDefault(null).withGenerated(null);
        to.apply(new AddColumn(o.table(), bare, null, o.span()), before);
        to.doubt(o.applyTo(before).known(o.table()), Set.of(bare.name()));
      }
      case AlterColumn o -> to.doubt(o.applyTo(before).known(o.table()), Set.of(o.after().name()));
      case SchemaOperation o -> to.apply(o, before);
      case UpdateRows o -> {
        Set<String> set = new HashSet<>();
        o.assignments().forEach(a -> set.add(a.column()));
        to.doubt(before.tables().get(o.table()), set);
        to.followers(o, before);
      }
      case InsertRows o -> to.makeOpaque(o.table());
      case DeleteRows o -> {
        to.makeOpaque(o.table());
        o.along().forEach(to::makeOpaque);
      }
      case RowOperation o -> to.apply(o, before);
      case Batch o -> o.parts().forEach(p -> apply(p.operation(), before, to));
      case Question q -> {}
      case NativeSql o -> to.apply(o, before);
    }
  }
}
