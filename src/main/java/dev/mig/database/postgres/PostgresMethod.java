package dev.mig.database.postgres;

import dev.mig.database.Walks;
import dev.mig.database.Walks.Choice;
import dev.mig.operation.Batch;
import dev.mig.operation.Pace.Method;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Column;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses how rows are moved, from what is known of the table. */
final class PostgresMethod {
  /** Below this a table is small enough for its indexes to be no matter. */
  private static final long MANY = 20_000;

  private PostgresMethod() {}

  static Choice of(Batch batch, Schema schema) {
    Method said = batch.pace().method();
    Optional<String> against = againstStripes(batch, schema);
    if (said == Method.STRIPED && against.isPresent()) {
      return new Choice(Method.KEYSET, "the script says striped, but " + against.get());
    }
    if (batch.facts().settled()) {
      return new Choice(Method.NONE, Walks.settled(batch));
    }
    if (said == Method.REWRITE || (said == null && batch.facts().owned())) {
      Optional<String> why = PostgresRewrite.against(batch, schema);
      if (why.isEmpty()) {
        String reason = said == null ? "nobody else knows the table yet" : "the script says so";
        return new Choice(Method.REWRITE, reason);
      }
      if (said != null) {
        return new Choice(Method.KEYSET, "the script says rewrite, but " + why.get());
      }
    }
    if (said != null && said != Method.REINDEX) {
      return new Choice(said, "the script says so");
    }
    if (batch.rows() == 0) {
      return new Choice(Method.SINGLE, "there is nothing to move");
    }
    if (batch.pace().auto() && batch.rows() > 0 && batch.rows() <= Walks.FEW) {
      return new Choice(Method.SINGLE, "so few are done in one transaction");
    }
    if (against.isPresent()) {
      return new Choice(Method.KEYSET, against.get());
    }
    if (batch.rows() < MANY) {
      return new Choice(Method.KEYSET, "too few rows for stripes to matter");
    }
    return new Choice(
        Method.STRIPED,
        "no index holds what is set, so rows are changed a few of each page at a time and stay"
            + " there");
  }

  /** Why rows would not stay on their pages, or gain nothing by it. */
  private static Optional<String> againstStripes(Batch batch, Schema schema) {
    Set<String> set = new HashSet<>();
    for (Batch.Part part : batch.parts()) {
      if (part.operation() instanceof UpdateRows o && o.table().equals(batch.table())) {
        o.assignments().forEach(a -> set.add(a.column()));
      } else if (!(part.operation() instanceof SaveRows)) {
        return Optional.of("stripes are for updates alone");
      }
    }
    Table table = schema.known(batch.table());
    for (Column column : table.columns()) {
      if (column.generated() != null
          && column.generated().formula().columns().stream().anyMatch(set::contains)) {
        set.add(column.name());
      }
    }
    List<String> keyed = set.stream().filter(c -> isIndexed(table, c)).sorted().toList();
    if (!keyed.isEmpty()) {
      return Optional.of("an index holds " + String.join(", ", keyed));
    }
    return table.indexes().isEmpty() && table.uniques().isEmpty()
        ? Optional.of("without further indexes stripes gain nothing")
        : Optional.empty();
  }

  private static boolean isIndexed(Table table, String column) {
    return table.indexes().stream().anyMatch(i -> i.columns().contains(column))
        || table.uniques().stream().anyMatch(u -> u.columns().contains(column));
  }
}
