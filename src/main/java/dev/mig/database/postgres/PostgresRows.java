package dev.mig.database.postgres;

import static dev.mig.database.postgres.PostgresNames.name;
import static dev.mig.database.postgres.PostgresNames.names;
import static dev.mig.database.postgres.PostgresNames.table;

import dev.mig.database.SqlWriter;
import dev.mig.expression.Query;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Operation;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.Conflict;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.Saved;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.schema.Column;
import dev.mig.schema.Column.Identity;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import java.util.List;
import java.util.stream.Collectors;

/** Changes of rows as SQL. */
final class PostgresRows {
  private final SqlWriter sql;

  PostgresRows(SqlWriter sql) {
    this.sql = sql;
  }

  /** The insert; with {@code keysInto}, one that also records the keys of the rows that are new. */
  String insert(InsertRows o, Table into) {
    String insert =
        "insert into "
            + table(o.table())
            + " ("
            + names(o.columns())
            + ")"
            + (setsAlways(o.columns(), into) ? " overriding system value" : "")
            + "\n"
            + sql.query(o.query())
            + (o.conflict() == null ? "" : "\n" + conflict(o.conflict(), into));
    QName keys = o.keysInto();
    if (keys == null) {
      return insert;
    }
    String key = names(into.key());
    // A row that stood there before and was updated has a deleting transaction noted in it.
    return "with mig_new as (\n"
        + insert
        + "\nreturning "
        + key
        + ", xmax = 0 as mig_inserted)\ninsert into "
        + table(keys)
        + " ("
        + key
        + ")\nselect "
        + key
        + " from mig_new where mig_inserted";
  }

  /** An empty table for the keys, with the columns and types of the table's key. */
  static String keysTable(QName keys, Table of) {
    return "create table "
        + table(keys)
        + " as select "
        + names(of.key())
        + " from "
        + table(of.name())
        + " with no data";
  }

  private String conflict(Conflict conflict, Table into) {
    List<String> key =
        conflict.key().isEmpty() && !conflict.update().isEmpty() ? into.key() : conflict.key();
    String target = key.isEmpty() ? "" : " (" + names(key) + ")";
    return "on conflict"
        + target
        + (conflict.update().isEmpty()
            ? " do nothing"
            : " do update set " + assignments(conflict.update()));
  }

  String update(UpdateRows o) {
    Query.From from = o.from();
    return "update "
        + aliased(o.table(), o.alias())
        + " set\n  "
        + assignments(o.assignments())
        + (from == null ? "" : "\nfrom " + sql.from(from))
        + (o.where() == null ? "" : "\nwhere " + sql.expr(o.where()));
  }

  /** What an update does, in a few words. */
  static String said(UpdateRows o) {
    return o.table()
        + ": set "
        + o.assignments().stream().map(Assignment::column).collect(Collectors.joining(", "));
  }

  String delete(DeleteRows o) {
    return "delete from "
        + aliased(o.table(), o.alias())
        + (o.where() == null ? "" : "\nwhere " + sql.expr(o.where()));
  }

  private static String aliased(QName name, String alias) {
    return alias.equals(name.name()) || alias.isEmpty()
        ? table(name)
        : table(name) + " as " + name(alias);
  }

  private String assignments(List<Assignment> assignments) {
    return assignments.stream()
        .map(a -> name(a.column()) + " = " + sql.expr(a.value()))
        .collect(Collectors.joining(",\n  "));
  }

  /**
   * The columns that are numbered always: they take a value of one's own only where that is said.
   */
  static List<Column> always(List<String> columns, Table table) {
    return table.columns().stream()
        .filter(c -> c.identity() == Identity.ALWAYS && columns.contains(c.name()))
        .toList();
  }

  private static boolean setsAlways(List<String> columns, Table table) {
    return !always(columns, table).isEmpty();
  }

  /** Never back: a number that was given out stays given out. */
  static String advance(QName of, String column) {
    String quoted = table(of).replace("'", "''");
    String sequence =
        "pg_get_serial_sequence('%s', '%s')".formatted(quoted, column.replace("'", "''"));
    String max = "max(" + name(column) + ")";
    return """
    select setval(
      %1$s,
      greatest(%2$s::bigint, pg_sequence_last_value(%1$s::regclass)))
    from %3$s
    having %2$s > 0\
    """
        .formatted(sequence, max, table(of));
  }

  /** The SQL of a query that becomes a saved table. */
  String save(QName saved, Query query) {
    return "create table " + table(saved) + " as\n" + sql.query(query);
  }

  /** Whether an update brings saved values back into a column. */
  static boolean restores(Operation operation, AddColumn added) {
    return operation instanceof UpdateRows u
        && u.table().equals(added.table())
        && u.from() instanceof TableFrom t
        && Saved.is(t.table())
        && u.assignments().stream().anyMatch(a -> a.column().equals(added.column().name()));
  }

  static boolean saves(Operation operation) {
    return operation instanceof SaveRows
        || (operation instanceof InsertRows o && o.keysInto() != null);
  }
}
