package dev.mig.compile;

import dev.mig.operation.Batch;
import dev.mig.operation.Operation;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation;
import dev.mig.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a migration is taken back that was stopped in one of its batches.
 *
 * @param back everything before the batch and what is done of it, taken back; null when that cannot
 *     be
 * @param partial how many of its first batches take back the one that may be done in part
 * @param whyNot why it cannot, or null
 * @param at the schema during the batch
 */
public record HalfWay(
    @Nullable List<Operation> back, int partial, @Nullable String whyNot, Schema at) {
  static List<HalfWay> of(List<Operation> operations, Backward backward, Schema start) {
    List<HalfWay> all = new ArrayList<>();
    Schema schema = start;
    for (int i = 0; i < operations.size(); i++) {
      schema = operations.get(i).applyTo(schema);
      if (operations.get(i) instanceof Batch batch) {
        Backward before = new Backward(backward.reverses().subList(0, i + 1));
        String whyNot = before.whyNot();
        if (whyNot == null && !inParts(batch)) {
          whyNot = "what is done of its batches cannot be told from what is not";
        }
        List<Operation> back = whyNot == null ? before.operations() : null;
        all.add(new HalfWay(back, batches(batch.undo()), whyNot, schema));
      }
    }
    return all;
  }

  private static int batches(Reverse undo) {
    return undo instanceof Reverse.Exact e
        ? (int) e.operations().stream().filter(Batch.class::isInstance).count()
        : 0;
  }

  /** Whether a batch can be taken back of which only some stretches are done. */
  private static boolean inParts(Batch batch) {
    return switch (batch.undo()) {
      case Reverse.Nothing n -> true;
      case Reverse.None n -> false;
      case Reverse.Exact e ->
          // Saved values tell by themselves which rows were done; other ways back must go along the
          // same key, so that they can stop at the same place.
          e.saved()
              || e.operations().stream()
                  .allMatch(
                      o ->
                          o instanceof Batch b
                              ? b.table().equals(batch.table()) && b.key().equals(batch.key())
                              : !(o instanceof RowOperation));
    };
  }
}
