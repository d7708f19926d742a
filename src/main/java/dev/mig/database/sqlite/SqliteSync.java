package dev.mig.database.sqlite;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation.KeepInSync;
import dev.mig.schema.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Triggers that change rows after others have written them: SQLite has none that could change them
 * before.
 */
final class SqliteSync {
  /** What a trigger calls the row that is written. */
  private static final String NEW = "new";

  private static final SqliteSql SQL = TableSql.SQL;

  private SqliteSync() {}

  static List<String> create(KeepInSync o) {
    return List.of(
        trigger(o, o.triggers().getFirst(), "insert"),
        trigger(o, o.triggers().getLast(), "update of " + SQL.names(List.copyOf(read(o)))));
  }

  static List<String> drop(KeepInSync o) {
    return o.triggers().stream().map(t -> "drop trigger " + SqliteNames.quoted(t)).toList();
  }

  /** The columns whose change may leave a row that is not done. */
  private static Set<String> read(KeepInSync o) {
    Set<String> all = new TreeSet<>();
    for (UpdateRows update : o.updates()) {
      update.assignments().forEach(a -> all.add(a.column()));
      update.assignments().forEach(a -> columns(a.value(), all));
      if (update.where() != null) {
        columns(update.where(), all);
      }
    }
    return all;
  }

  private static void columns(Expr expr, Set<String> into) {
    Exprs.walk(
        expr,
        e -> {
          if (e instanceof Expr.Column c) {
            into.add(c.name());
          }
        });
  }

  private static String trigger(KeepInSync o, String name, String event) {
    return "create trigger "
        + SqliteNames.quoted(name)
        + "\nafter "
        + event
        + " on "
        + SqliteNames.table(o.table())
        + "\nwhen "
        + o.updates().stream().map(u -> open(u.called(NEW))).collect(Collectors.joining("\n  or "))
        + "\nbegin\n"
        + o.updates().stream().map(u -> update(o, u)).collect(Collectors.joining())
        + "end";
  }

  /** A row that matches and is not done yet; written so that no function of the tool is needed. */
  private static String open(UpdateRows o) {
    String differs =
        o.assignments().stream()
            .map(
                a ->
                    SQL.name(o.alias())
                        + "."
                        + SQL.name(a.column())
                        + " is not "
                        + SQL.operand(a.value()))
            .collect(Collectors.joining(" or "));
    return o.where() == null
        ? "(" + differs + ")"
        : "((" + SQL.expr(o.where()) + ") and (" + differs + "))";
  }

  /** An update inside a trigger cannot give its table another name. */
  private static String update(KeepInSync o, UpdateRows update) {
    String table = SqliteNames.plain(o.table());
    UpdateRows row = update.called(table);
    List<String> conditions = new ArrayList<>();
    for (Column column : o.key()) {
      String key = SQL.name(column.name());
      conditions.add(SQL.name(table) + "." + key + " = " + SQL.name(NEW) + "." + key);
    }
    conditions.add(open(row));
    return "  update "
        + SQL.name(table)
        + " set\n    "
        + row.assignments().stream()
            .map(a -> SQL.name(a.column()) + " = " + SQL.expr(a.value()))
            .collect(Collectors.joining(",\n    "))
        + "\n  where "
        + String.join(" and ", conditions)
        + ";\n";
  }
}
