package dev.mig.database;

import dev.mig.expression.Query;
import dev.mig.operation.Batch;
import dev.mig.operation.Pace;
import dev.mig.operation.RowOperation;
import dev.mig.operation.Templates;
import dev.mig.plan.Step;
import dev.mig.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the walks of both databases have in common. */
public final class Walks {
  /** Fewer rows than these are moved in one transaction: it takes less than a batch may take. */
  public static final int FEW = 5_000;

  private Walks() {}

  /** How rows are moved, and why so. */
  public record Choice(Pace.Method method, String reason) {}

  /** The columns of the key as a part names them. */
  public static List<String> key(SqlWriter sql, Batch batch, Batch.Part part) {
    return batch.key().stream()
        .map(c -> sql.expr(dev.mig.expression.Exprs.column(part.alias(), c)))
        .toList();
  }

  /** Whether the rows of a part are rows that the batch changes: saved ones are changed then. */
  public static boolean counts(Batch batch, Batch.Part part) {
    return !(part.operation() instanceof RowOperation.SaveRows)
        || batch.parts().stream().allMatch(p -> p.operation() instanceof RowOperation.SaveRows);
  }

  /**
   * How it is known that a walk has done all rows.
   *
   * @param again what is done to rows that are found
   */
  public static Step.Proof proof(SqlWriter sql, Batch batch, List<Step.Part> again) {
    List<Query> left = batch.proof().left();
    String find = left.stream().map(sql::query).collect(Collectors.joining("\nunion\n"));
    return new Step.Proof(batch.proof().why(), left.isEmpty() ? null : find, again);
  }

  /** Why nothing is moved. */
  public static String settled(Batch batch) {
    return batch.rows() == 0 ? "there is nothing to move" : "every row is already as it will be";
  }

  /** What a walk is for, how it goes, and why so. */
  public static String why(Batch batch, List<Step.Part> parts, Choice choice) {
    List<String> said = new ArrayList<>();
    said.add(
        parts.stream()
            .filter(Step.Part::rows)
            .map(Step.Part::why)
            .distinct()
            .collect(Collectors.joining(", ")));
    said.add(
        (batch.pace().background() ? "in background, " : "in batches")
            + (batch.pace().background() ? "batches" : "")
            + " along "
            + batch.key().stream().map(Column::name).collect(Collectors.joining(", "))
            + " of "
            + (batch.pace().auto()
                ? "about " + batch.pace().time().toMillis() + " ms"
                : Templates.grouped(batch.pace().rows()) + " rows"));
    if (batch.rows() >= 0) {
      said.add("about " + Templates.grouped(batch.rows()) + " rows");
    }
    said.add(choice.method().word() + ": " + choice.reason());
    return String.join("; ", said);
  }
}
