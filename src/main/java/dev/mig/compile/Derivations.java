package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.operation.Operation;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.schema.QName;
import dev.mig.statement.MadeFrom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Which columns of the moment come out of others of their row, across renames. */
final class Derivations {
  private final Map<QName, Map<String, MadeFrom>> tables = new HashMap<>();

  void put(QName table, String column, MadeFrom from) {
    tables.computeIfAbsent(table, t -> new HashMap<>()).put(column, from);
  }

  Optional<MadeFrom> of(QName table, String column) {
    return Optional.ofNullable(tables.getOrDefault(table, Map.of()).get(column));
  }

  void apply(Operation operation) {
    switch (operation) {
      case RenameTable o -> {
        Map<String, MadeFrom> moved = tables.remove(o.table());
        if (moved != null) {
          moved.replaceAll((c, from) -> renamed(from, (t, name) -> List.of(o.to().name(), name)));
          tables.put(o.to(), moved);
        }
      }
      case RenameColumn o -> rename(o);
      case CreateTable o -> tables.remove(o.table());
      case DropTable o -> tables.remove(o.table());
      case DropColumns o -> drop(o.table(), Set.copyOf(o.columns()));
      default -> {} // whatever else happens to the values, the rows are asked
    }
  }

  private void rename(RenameColumn o) {
    Map<String, MadeFrom> own = tables.get(o.table());
    if (own == null) {
      return;
    }
    own.replaceAll(
        (c, from) -> renamed(from, (t, name) -> List.of(t, name.equals(o.from()) ? o.to() : name)));
    MadeFrom moved = own.remove(o.from());
    if (moved != null) {
      own.put(o.to(), moved);
    }
  }

  private static MadeFrom renamed(MadeFrom from, BiFunction<String, String, List<String>> name) {
    return new MadeFrom(
        Exprs.map(
            from.value(),
            e ->
                e instanceof Expr.Name n
                    ? new Expr.Name(name.apply(n.parts().getFirst(), n.parts().getLast()), n.span())
                    : e),
        from.said());
  }

  private void drop(QName table, Set<String> columns) {
    Map<String, MadeFrom> own = tables.get(table);
    if (own == null) {
      return;
    }
    for (String column : new ArrayList<>(own.keySet())) {
      MadeFrom from = own.get(column);
      Set<String> read = new HashSet<>(Set.of(column));
      if (from != null) {
        Exprs.walk(
            from.value(),
            e -> {
              if (e instanceof Expr.Name n) {
                read.add(n.parts().getLast());
              }
            });
      }
      if (read.stream().anyMatch(columns::contains)) {
        own.remove(column);
      }
    }
  }
}
