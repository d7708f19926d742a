package dev.mig.compile;

import dev.mig.operation.Operation;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SetTriggers;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code without triggers}: which triggers must not fire while an operation changes rows. */
final class Silence {
  private Silence() {}

  /** What takes them away before the operation; what brings them back is its opposite. */
  static List<SetTriggers> before(RowOperation operation, Schema schema) {
    List<SetTriggers> all = new ArrayList<>();
    events(operation, schema)
        .forEach(
            (name, events) -> {
              Table table = schema.tables().get(name);
              if (table != null) {
                List<Trigger> left =
                    table.triggers().stream()
                        .filter(t -> events.stream().noneMatch(t::firesOn))
                        .toList();
                if (left.size() < table.triggers().size()) {
                  all.add(new SetTriggers(name, table.triggers(), left, operation.span()));
                }
              }
            });
    return all;
  }

  /** The way back of such an operation: what it does to rows is silent, too. */
  static Reverse of(Reverse back, Schema after) {
    if (!(back instanceof Reverse.Exact exact)) {
      return back;
    }
    List<Operation> all = new ArrayList<>();
    Schema schema = after;
    for (Operation operation : exact.operations()) {
      List<SetTriggers> without =
          operation instanceof RowOperation o ? before(o, schema) : List.of();
      all.addAll(without);
      all.add(operation);
      without.reversed().forEach(t -> all.add(t.opposite()));
      schema = operation.applyTo(schema);
    }
    return new Reverse.Exact(all, exact.saved());
  }

  /** What happens to the rows of which tables; foreign keys take it on to others. */
  private static Map<QName, Set<String>> events(RowOperation operation, Schema schema) {
    Map<QName, Set<String>> events = new LinkedHashMap<>();
    Set<String> own = events.computeIfAbsent(operation.table(), t -> new TreeSet<>());
    switch (operation) {
      case InsertRows o -> {
        own.add("insert");
        if (o.conflict() != null && !o.conflict().update().isEmpty()) {
          own.add("update");
        }
      }
      case UpdateRows o -> {
        own.add("update");
        for (Schema.Reference reference : schema.referencesTo(o.table())) {
          boolean set =
              o.assignments().stream()
                  .anyMatch(a -> reference.key().targetColumns().contains(a.column()));
          boolean acts =
              switch (reference.key().onUpdate()) {
                case CASCADE, SET_NULL, SET_DEFAULT -> true;
                case NO_ACTION, RESTRICT -> false;
              };
          if (set && acts) {
            events.computeIfAbsent(reference.from().name(), t -> new TreeSet<>()).add("update");
          }
        }
      }
      case DeleteRows o -> {
        own.add("delete");
        o.along()
            .forEach(
                t ->
                    events
                        .computeIfAbsent(t, k -> new TreeSet<>())
                        .addAll(List.of("delete", "update")));
      }
      case RowOperation.SaveRows o -> {}
      case RowOperation.DropSaved o -> {}
      case RowOperation.AdvanceIdentity o -> {}
      case SetTriggers o -> {}
    }
    return events;
  }
}
