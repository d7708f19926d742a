package dev.mig.database.sqlite;

import dev.mig.expression.Expr;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.operation.Question;
import dev.mig.operation.Question.NoRows;
import dev.mig.operation.Question.Same;
import dev.mig.operation.Question.Unchanged;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.AdvanceIdentity;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.DropSaved;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which tables an operation reads, and which it reaches beside its own. */
public final class Reads {
  private Reads() {}

  /** The tables that a change of a schema computes values from. */
  static Set<QName> of(SchemaOperation operation) {
    Set<QName> found = new TreeSet<>();
    if (operation instanceof AddColumn o) {
      add(o.fill(), found);
    } else if (operation instanceof AlterColumn o) {
      add(o.using(), found);
    }
    return found;
  }

  /** The tables that a change of rows computes from. */
  public static Set<QName> of(RowOperation operation) {
    Set<QName> found = new TreeSet<>();
    switch (operation) {
      case InsertRows o -> {
        found.addAll(Queries.tables(o.query()));
        if (o.conflict() != null) {
          add(o.conflict().update(), found);
        }
      }
      case UpdateRows o -> {
        add(o.assignments(), found);
        add(o.where(), found);
        if (o.from() != null) {
          found.addAll(Queries.tables(Query.Select.of(java.util.List.of(), o.from(), null)));
        }
      }
      case DeleteRows o -> add(o.where(), found);
      case SaveRows o -> found.addAll(Queries.tables(o.query()));
      case DropSaved o -> {}
      case AdvanceIdentity o -> {}
      case RowOperation.SetTriggers o -> {}
    }
    return found;
  }

  static Set<QName> of(Question question) {
    return switch (question) {
      case NoRows q -> {
        Set<QName> found = new TreeSet<>(Queries.tables(q.offending()));
        if (q.of() != null) {
          found.addAll(Queries.tables(q.of()));
        }
        yield found;
      }
      case Same q -> {
        Set<QName> found = new TreeSet<>(Queries.tables(q.left()));
        found.addAll(Queries.tables(q.right()));
        yield found;
      }
      case Unchanged q -> Queries.tables(q.now());
    };
  }

  private static void add(@Nullable Expr expr, Set<QName> found) {
    if (expr != null) {
      found.addAll(Queries.tables(expr));
    }
  }

  private static void add(Iterable<Assignment> assignments, Set<QName> found) {
    assignments.forEach(a -> add(a.value(), found));
  }

  /** Whether it depends on which keys its table has. */
  static boolean needsKeys(RowOperation operation) {
    return operation instanceof InsertRows o && o.conflict() != null;
  }

  /** The tables that change when its table does: by actions of foreign keys and by triggers. */
  static Set<QName> reached(RowOperation operation, Schema schema) {
    Set<QName> found = cascades(operation.table(), schema);
    Set<QName> tables = new TreeSet<>(found);
    tables.add(operation.table());
    for (QName name : tables) {
      Table table = schema.tables().get(name);
      if (table != null) {
        table.triggers().forEach(t -> mentioned(t, schema, found));
      }
    }
    return found;
  }

  private static void mentioned(Trigger trigger, Schema schema, Set<QName> found) {
    for (QName name : schema.tables().keySet()) {
      if (trigger.mentions().contains(name.name().toLowerCase(Locale.ROOT))) {
        found.add(name);
      }
    }
  }

  /** The tables whose rows go or change with rows of this one. */
  static Set<QName> cascades(QName table, Schema schema) {
    Set<QName> found = new TreeSet<>();
    Deque<QName> open = new ArrayDeque<>();
    open.add(table);
    while (!open.isEmpty()) {
      for (Reference reference : schema.referencesTo(open.remove())) {
        if (acts(reference) && found.add(reference.from().name())) {
          open.add(reference.from().name());
        }
      }
    }
    return found;
  }

  static boolean acts(Reference reference) {
    return acts(reference.key().onDelete()) || acts(reference.key().onUpdate());
  }

  static boolean acts(Action action) {
    return switch (action) {
      case CASCADE, SET_NULL, SET_DEFAULT -> true;
      case NO_ACTION, RESTRICT -> false;
    };
  }
}
