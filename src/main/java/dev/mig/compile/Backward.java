package dev.mig.compile;

import dev.mig.expression.Queries;
import dev.mig.operation.Batch;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation;
import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.schema.QName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The derived way back: one reverse for each operation that was emitted, in the order of those.
 *
 * @param reverses grows while a script is walked
 */
record Backward(List<Reverse> reverses) {
  /** That of the operations from this one on. */
  Backward since(int first) {
    return new Backward(reverses.subList(first, reverses.size()));
  }

  /**
   * What is to be done, in its order; operations without a reverse are left out. What is asked
   * comes before the first write as long as nothing before it changes what it asks about.
   */
  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (Reverse reverse : reverses.reversed()) {
      if (reverse instanceof Reverse.Exact exact) {
        exact.operations().forEach(o -> place(o, all));
      }
    }
    return all;
  }

  private static void place(Operation operation, List<Operation> all) {
    int at = all.size();
    if (operation instanceof Question.NoRows question) {
      Set<QName> asked = Queries.tables(question.offending());
      while (at > 0 && !changes(all.get(at - 1), asked)) {
        at--;
      }
    }
    all.add(at, operation);
  }

  private static boolean changes(Operation operation, Set<QName> asked) {
    return switch (operation) {
      case RenameTable o -> asked.contains(o.table()) || asked.contains(o.to());
      case SchemaOperation o -> asked.contains(o.table());
      case RowOperation.DeleteRows o ->
          asked.contains(o.table()) || o.along().stream().anyMatch(asked::contains);
      case RowOperation o -> asked.contains(o.table());
      case Batch o -> o.parts().stream().anyMatch(p -> changes(p.operation(), asked));
      case Question o -> true;
      case NativeSql o -> true;
    };
  }

  WayBack kind() {
    WayBack kind = WayBack.NOTHING;
    for (Reverse reverse : reverses) {
      kind = kind.worse(WayBack.of(reverse));
    }
    return kind;
  }

  /** The first reason for which something cannot be taken back. */
  @Nullable String whyNot() {
    return reverses.stream()
        .filter(Reverse.None.class::isInstance)
        .map(r -> ((Reverse.None) r).why())
        .findFirst()
        .orElse(null);
  }
}
