package dev.mig.database.sqlite;

import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Formula;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Temporary triggers that do what ON DELETE and ON UPDATE ask for, because a plan that rebuilds a
 * table runs with foreign keys off. What they refuse is found by the check at the end of the plan.
 */
final class ForeignKeyActions {
  static final ForeignKeyActions NONE = new ForeignKeyActions();

  private final List<String> creates = new ArrayList<>();
  private final List<String> drops = new ArrayList<>();

  private ForeignKeyActions() {}

  static ForeignKeyActions of(RowOperation operation, Schema schema) {
    ForeignKeyActions actions = new ForeignKeyActions();
    if (!changesKeys(operation, schema)) {
      return actions;
    }
    Set<QName> tables = new HashSet<>(Reads.cascades(operation.table(), schema));
    tables.add(operation.table());
    boolean cycle = false;
    for (QName table : tables) {
      for (Reference reference : schema.referencesTo(table)) {
        actions.add(schema.table(table).orElseThrow(), reference);
        cycle |= Reads.acts(reference) && reachesItself(reference.from().name(), schema);
      }
    }
    if (cycle) {
      // Otherwise a trigger does not fire for what it did itself.
      actions.creates.add("pragma recursive_triggers = on");
      actions.drops.add("pragma recursive_triggers = off");
    }
    return actions;
  }

  List<String> creates() {
    return creates;
  }

  List<String> drops() {
    return drops;
  }

  private static boolean reachesItself(QName table, Schema schema) {
    return Reads.cascades(table, schema).contains(table);
  }

  /** Whether a row that others may refer to can go or get another key. */
  private static boolean changesKeys(RowOperation operation, Schema schema) {
    return switch (operation) {
      case DeleteRows o -> true;
      case UpdateRows o -> setsKey(o.table(), o.assignments(), schema);
      case InsertRows o ->
          o.conflict() != null && setsKey(o.table(), o.conflict().update(), schema);
      case RowOperation.SaveRows o -> false;
      case RowOperation.DropSaved o -> false;
      case RowOperation.AdvanceIdentity o -> false;
      case RowOperation.SetTriggers o -> false;
    };
  }

  private static boolean setsKey(QName table, List<Assignment> assignments, Schema schema) {
    Set<String> set = assignments.stream().map(Assignment::column).collect(Collectors.toSet());
    return schema.referencesTo(table).stream()
        .anyMatch(r -> r.key().targetColumns().stream().anyMatch(set::contains));
  }

  private void add(Table parent, Reference reference) {
    ForeignKey key = reference.key();
    if (Reads.acts(key.onDelete())) {
      trigger(parent, reference, "delete", key.onDelete(), "");
    }
    if (Reads.acts(key.onUpdate())) {
      String changed = pairs(key.targetColumns(), c -> "old." + c + " is not new." + c, " or ");
      trigger(
          parent, reference, "update of " + names(key.targetColumns()), key.onUpdate(), changed);
    }
  }

  private void trigger(
      Table parent, Reference reference, String event, Action action, String changed) {
    String name = "mig_action_" + (drops.size() + 1);
    creates.add(
        "create temp trigger "
            + name
            + " after "
            + event
            + " on main."
            + SqliteNames.table(parent.name())
            + (changed.isEmpty() ? "" : " when " + changed)
            + " begin\n  "
            + act(reference, action, event.equals("delete"))
            + ";\nend");
    drops.add("drop trigger temp." + name);
  }

  private static String act(Reference reference, Action action, boolean delete) {
    ForeignKey key = reference.key();
    String table = SqliteNames.table(reference.from().name());
    List<String> match = new ArrayList<>();
    List<String> set = new ArrayList<>();
    for (int i = 0; i < key.columns().size(); i++) {
      String column = SqliteNames.quoted(key.columns().get(i));
      String target = SqliteNames.quoted(key.targetColumns().get(i));
      match.add(column + " = old." + target);
      set.add(column + " = " + value(reference, i, action, "new." + target));
    }
    String where = " where " + String.join(" and ", match);
    return action == Action.CASCADE && delete
        ? "delete from " + table + where
        : "update " + table + " set " + String.join(", ", set) + where;
  }

  private static String value(Reference reference, int at, Action action, String fresh) {
    return switch (action) {
      case CASCADE -> fresh;
      case SET_DEFAULT -> {
        Column column = reference.from().column(reference.key().columns().get(at)).orElseThrow();
        Formula value = column.defaultValue();
        yield value == null ? "null" : "(" + TableSql.SQL.formula(value) + ")";
      }
      case SET_NULL, NO_ACTION, RESTRICT -> "null";
    };
  }

  private static String names(List<String> columns) {
    return columns.stream().map(SqliteNames::quoted).collect(Collectors.joining(", "));
  }

  private static String pairs(
      List<String> columns, java.util.function.UnaryOperator<String> pair, String between) {
    return columns.stream().map(SqliteNames::quoted).map(pair).collect(Collectors.joining(between));
  }
}
