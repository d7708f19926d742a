package dev.mig.plan;

import dev.mig.expression.Query;
import dev.mig.operation.Batch;
import dev.mig.operation.Operation;
import dev.mig.operation.Question.NoRows;
import dev.mig.operation.Question.Same;
import dev.mig.operation.Question.Unchanged;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one pass over a table out of several updates. */
final class Passes {
  /**
   * @param schema as the operation found it in the script
   */
  private record Placed(Operation operation, Schema schema) {}

  private final List<Placed> out = new ArrayList<>();

  private Passes() {}

  static List<Operation> of(List<Operation> operations, Schema before) {
    Passes passes = new Passes();
    Schema schema = before;
    for (Operation operation : operations) {
      Placed placed =
          new Placed(operation instanceof Batch b ? OnePass.of(b, schema) : operation, schema);
      if (!(operation instanceof UpdateRows update) || !passes.joins(update, schema)) {
        passes.out.add(placed);
      }
      schema = operation.applyTo(schema);
    }
    return passes.out.stream().map(Placed::operation).toList();
  }

  /** Joins the update to the last one of its table, if all that lies between can step aside. */
  private boolean joins(UpdateRows update, Schema schema) {
    List<Placed> first = new ArrayList<>();
    List<Placed> last = new ArrayList<>();
    for (int i = out.size() - 1; i >= 0; i--) {
      Placed placed = out.get(i);
      if (placed.operation() instanceof UpdateRows earlier
          && earlier.table().equals(update.table())) {
        return join(i, earlier, update, schema, first, last);
      }
      switch (Passage.of(placed.operation(), placed.schema(), update)) {
        case BEFORE -> first.addFirst(placed);
        case AFTER -> {
          // A rule may be what an update of another table behind it relies on.
          if (first.stream().anyMatch(p -> p.operation() instanceof UpdateRows)) {
            return false;
          }
          last.addFirst(placed);
        }
        case NEITHER -> {
          return false;
        }
      }
    }
    return false;
  }

  private boolean join(
      int place,
      UpdateRows earlier,
      UpdateRows update,
      Schema schema,
      List<Placed> first,
      List<Placed> last) {
    Optional<UpdateRows> fused = Fusion.of(earlier, update, schema);
    if (fused.isEmpty()) {
      return false;
    }
    List<Placed> moved = new ArrayList<>();
    for (Placed placed : first) {
      Optional<Operation> before = before(placed.operation(), earlier, placed.schema());
      if (before.isEmpty()) {
        return false;
      }
      moved.add(new Placed(before.get(), placed.schema()));
    }
    Schema found = out.get(place).schema();
    out.subList(place, out.size()).clear();
    out.addAll(moved);
    out.add(new Placed(fused.get(), found));
    out.addAll(last);
    return true;
  }

  /** What an operation behind an update becomes when it stands before it. */
  private static Optional<Operation> before(Operation operation, UpdateRows update, Schema schema) {
    AfterUpdate after = new AfterUpdate(update, schema.known(update.table()));
    return switch (operation) {
      case NoRows q when q.enforced() -> Optional.of(q);
      case NoRows q -> {
        Optional<Query> offending = after.before(q.offending());
        Optional<Query> of = q.of() == null ? Optional.empty() : after.before(q.of());
        yield offending.isEmpty() || of.isPresent() != (q.of() != null)
            ? Optional.empty()
            : Optional.of(
                new NoRows(offending.get(), of.orElse(null), false, q.refusal(), q.span()));
      }
      case Same q -> {
        Optional<Query> right = after.before(q.right());
        yield after
            .before(q.left())
            .flatMap(l -> right.map(r -> new Same(l, r, q.refusal(), q.span())));
      }
      case Unchanged q ->
          after
              .before(q.now())
              .map(n -> new Unchanged(q.atStart(), n, q.within(), q.refusal(), q.span()));
      case SaveRows s ->
          after
              .before(s.query())
              .map(q -> new SaveRows(s.table(), q, s.key(), s.scratch(), s.span()));
      case UpdateRows o -> {
        QName other = o.table();
        yield Mentions.reads(update).contains(other) ? Optional.empty() : Optional.of(o);
      }
      default -> Optional.of(operation); // a new column, of which the update knows nothing
    };
  }
}
