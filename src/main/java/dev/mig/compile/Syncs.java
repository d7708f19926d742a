package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.operation.Batch.Part;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation.KeepInSync;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code keep in sync}: which triggers treat rows alike that are written during a walk. */
final class Syncs {
  private final String migration;
  private final Probe probe;
  private final Consumer<Diagnostic.Builder> problems;
  private int made;

  /**
   * @param problems where that is told which no trigger can do
   */
  Syncs(String migration, Probe probe, Consumer<Diagnostic.Builder> problems) {
    this.migration = migration;
    this.probe = probe;
    this.problems = problems;
  }

  /**
   * The triggers for a batch; empty where there can be none, which is told.
   *
   * @param table the one that the batch walks along
   */
  Optional<KeepInSync> of(Table table, List<Part> parts, Span span) {
    boolean sound = true;
    List<UpdateRows> updates = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      RowOperation operation = parts.get(i).operation();
      String why = refusal(parts, i, table);
      if (why != null) {
        sound = false;
        problems.accept(
            Diagnostic.error(Code.NOT_IN_BATCHES, "this statement cannot be kept in sync")
                .at(operation.span(), why)
                .note("put it into a block of its own, without keep in sync"));
      } else if (operation instanceof UpdateRows o) {
        updates.add(o);
      }
    }
    if (!sound) {
      return Optional.empty();
    }
    if (!probe.takesTriggers(table.name())) {
      problems.accept(
          Diagnostic.info(
                  Code.NOT_IN_BATCHES,
                  table.name() + " is spread over several servers, where no trigger can be")
              .at(span)
              .note("rows that are written meanwhile are found by the sweep"));
      return Optional.empty();
    }
    made++;
    String name = Names.shortened(migration + "_" + made);
    List<String> triggers =
        probe.dialect().equals("sqlite")
            ? List.of("mig_sync_" + name + "_insert", "mig_sync_" + name + "_update")
            // Those of a table fire in the order of their names: this one sees what others made.
            : List.of("zz_mig_sync_" + name);
    List<Column> key = table.key().stream().map(k -> table.column(k).orElseThrow()).toList();
    return Optional.of(new KeepInSync(table.name(), key, triggers, updates, span));
  }

  private @Nullable String refusal(List<Part> parts, int place, Table table) {
    return switch (parts.get(place).operation()) {
      case UpdateRows o -> Proofs.hidden(parts, place, table).orElseGet(() -> refusal(o, table));
      case DeleteRows o -> "a row cannot be deleted by the statement that writes it";
      case InsertRows o -> "only updates are kept in sync";
      case SaveRows o -> "old values of rows that are written meanwhile would not be saved";
      default -> throw new IllegalStateException("not a part of a batch");
    };
  }

  private @Nullable String refusal(UpdateRows o, Table table) {
    List<Expr> all = new ArrayList<>();
    o.assignments().forEach(a -> all.add(a.value()));
    if (o.where() != null) {
      all.add(o.where());
    }
    if (o.from() != null || all.stream().anyMatch(Syncs::asks)) {
      return "its values come from other rows";
    }
    Set<String> read = new HashSet<>();
    all.forEach(e -> read.addAll(Proofs.read(e, o.alias())));
    for (Column column : table.columns()) {
      if (column.generated() != null && read.contains(column.name())) {
        return column.name() + " is computed by the database, after triggers";
      }
    }
    List<String> own = probe.onlyHere(all);
    return own.isEmpty()
        ? null
        : "other programs' connections lack "
            + String.join(", ", own)
            + ", so that they could no longer write";
  }

  private static boolean asks(Expr expr) {
    boolean[] found = {false};
    Exprs.walk(expr, e -> found[0] |= e instanceof Expr.Exists || e instanceof Expr.Scalar);
    return found[0];
  }
}
