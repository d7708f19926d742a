package dev.mig.plan;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.operation.Batch;
import dev.mig.operation.Operation;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins the updates that a batch makes of each stretch, as {@link Passes} does of whole tables. */
final class OnePass {
  private OnePass() {}

  /**
   * The batch with as few updates as can be.
   *
   * @param schema as the batch finds it
   */
  static Batch of(Batch batch, Schema schema) {
    Map<QName, String> aliases = new HashMap<>();
    List<Operation> operations = new ArrayList<>();
    for (Batch.Part part : batch.parts()) {
      if (!(part.operation() instanceof UpdateRows)) {
        aliases.put(part.operation().table(), part.alias());
      }
      operations.add(
          part.operation() instanceof UpdateRows o
              ? withWhere(o, Batch.unbounded(o.where()))
              : part.operation());
    }
    List<Operation> joined = Passes.of(operations, schema);
    if (joined.size() == operations.size()) {
      return batch;
    }
    List<Batch.Part> parts = new ArrayList<>();
    for (Operation operation : joined) {
      if (operation instanceof UpdateRows o) {
        UpdateRows bounded = withWhere(o, Exprs.and(o.where(), Batch.inStretch()));
        parts.add(new Batch.Part(bounded, o.alias()));
      } else {
        RowOperation row = (RowOperation) operation;
        parts.add(new Batch.Part(row, aliases.getOrDefault(row.table(), "")));
      }
    }
    return batch.withParts(parts);
  }

  private static UpdateRows withWhere(UpdateRows o, @Nullable Expr where) {
    return new UpdateRows(
        o.table(), o.alias(), o.assignments(), o.from(), where, o.undo(), o.span());
  }
}
