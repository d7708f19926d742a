package dev.mig.database.sqlite;

import dev.mig.expression.Query;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.AdvanceIdentity;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.Conflict;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.DropSaved;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.plan.Step;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The steps that change rows. */
final class RowSql {
  private static final String KEYS_TRIGGER = "mig_keys";

  private final Schema schema;
  private final boolean keysOff;
  private final SqliteSql sql = TableSql.SQL;
  private final List<Step> steps = new ArrayList<>();

  /**
   * @param keysOff whether foreign keys are off, so that their actions have to be done here
   */
  RowSql(Schema schema, boolean keysOff) {
    this.schema = schema;
    this.keysOff = keysOff;
  }

  List<Step> steps(RowOperation operation) {
    Span span = operation.span();
    switch (operation) {
      case InsertRows o -> acting(o, () -> insert(o));
      case UpdateRows o -> acting(o, () -> add(update(o), "update " + o.table(), true, span));
      case DeleteRows o -> acting(o, () -> add(delete(o), "delete from " + o.table(), true, span));
      case SaveRows o -> save(o);
      case DropSaved o ->
          add(
              "drop table " + sql.name(o.table()),
              "what was saved is no longer needed",
              false,
              span);
      case AdvanceIdentity o -> advance(o);
      case RowOperation.SetTriggers o -> setTriggers(o);
    }
    return steps;
  }

  private void add(String text, String why, boolean rows, Span span) {
    steps.add(new Step.Execute(text, why, rows, span));
  }

  /** SQLite has no switch for triggers: they are dropped, and made again of their own texts. */
  private void setTriggers(RowOperation.SetTriggers o) {
    for (Trigger trigger : o.from()) {
      if (!o.to().contains(trigger)) {
        String drop = "drop trigger " + SqliteNames.quoted(trigger.name());
        add(drop, o.table() + ": trigger " + trigger.name() + " must not fire", false, o.span());
      }
    }
    for (Trigger trigger : o.to()) {
      if (!o.from().contains(trigger)) {
        String why = o.table() + ": trigger " + trigger.name() + " fires again as before";
        add(trigger.definition(), why, false, o.span());
      }
    }
  }

  /** While foreign keys are off, temporary triggers do what they would do. */
  private void acting(RowOperation operation, Runnable change) {
    ForeignKeyActions actions =
        keysOff ? ForeignKeyActions.of(operation, schema) : ForeignKeyActions.NONE;
    String why = "foreign keys are off: what they would do to other rows";
    actions.creates().forEach(s -> add(s, why, false, operation.span()));
    change.run();
    actions.drops().forEach(s -> add(s, why, false, operation.span()));
  }

  private void insert(InsertRows o) {
    QName keys = o.keysInto();
    Table table = schema.tables().get(o.table());
    boolean recorded = false;
    if (keys != null && table != null && !table.key().isEmpty()) {
      recorded = true;
      String why = "keys of the rows that come in";
      add(keysTable(keys, table, table.key()), why, false, o.span());
      add(keysTrigger(keys, table, table.key()), why, false, o.span());
    }
    String insert =
        "insert into "
            + sql.name(o.table())
            + " ("
            + sql.names(o.columns())
            + ")\n"
            + (o.conflict() == null ? sql.query(o.query()) : conflicting(o.query(), o.conflict()));
    add(insert, "insert into " + o.table(), true, o.span());
    if (recorded) {
      add("drop trigger temp." + KEYS_TRIGGER, "they are recorded", false, o.span());
    }
  }

  /**
   * The query stands inside another one with a condition: after a bare from clause, ON would begin
   * a join (https://www.sqlite.org/lang_upsert.html#parsing_ambiguity).
   */
  private String conflicting(Query query, Conflict conflict) {
    String target = conflict.key().isEmpty() ? "" : " (" + sql.names(conflict.key()) + ")";
    return "select * from (\n"
        + sql.query(query)
        + "\n) where true\non conflict"
        + target
        + (conflict.update().isEmpty()
            ? " do nothing"
            : " do update set\n  " + assignments(conflict.update()));
  }

  /** A trigger knows exactly which rows really came in, whatever became of conflicts. */
  private String keysTrigger(QName keys, Table table, List<String> key) {
    return "create temp trigger "
        + KEYS_TRIGGER
        + " after insert on main."
        + sql.name(table.name())
        + " begin\n  insert or ignore into "
        + sql.name(keys)
        + " values ("
        + key.stream().map(k -> "new." + sql.name(k)).collect(Collectors.joining(", "))
        + ");\nend";
  }

  private String keysTable(QName keys, Table table, List<String> key) {
    String columns =
        key.stream()
            .map(k -> table.column(k).orElseThrow())
            .map(c -> "  " + column(c.name(), c.type()) + ",\n")
            .collect(Collectors.joining());
    return "create table "
        + sql.name(keys)
        + " (\n"
        + columns
        + "  primary key ("
        + sql.names(key)
        + ")\n)";
  }

  private String update(UpdateRows o) {
    Query.From from = o.from();
    return "update "
        + aliased(o.table(), o.alias())
        + " set\n  "
        + assignments(o.assignments())
        + (from == null ? "" : "\nfrom " + sql.from(from))
        + (o.where() == null ? "" : "\nwhere " + sql.expr(o.where()));
  }

  private String assignments(List<Assignment> assignments) {
    return assignments.stream()
        .map(a -> sql.name(a.column()) + " = " + sql.expr(a.value()))
        .collect(Collectors.joining(",\n  "));
  }

  private String delete(DeleteRows o) {
    return "delete from "
        + aliased(o.table(), o.alias())
        + (o.where() == null ? "" : "\nwhere " + sql.expr(o.where()));
  }

  private String aliased(QName table, String alias) {
    boolean none = alias.isEmpty() || alias.equals(table.name());
    return sql.name(table) + (none ? "" : " as " + sql.name(alias));
  }

  /** CREATE TABLE … AS would forget the declared types. */
  private void save(SaveRows o) {
    Query first = o.query();
    while (first instanceof Query.Union union) {
      first = union.parts().getFirst();
    }
    List<String> columns = new ArrayList<>();
    if (first instanceof Query.Select select) {
      select.items().forEach(i -> columns.add("  " + column(i.name(), i.value().type())));
    }
    if (!o.key().isEmpty()) {
      // without one, exists(…) over it would read all of it for every row
      columns.add("  primary key (" + sql.names(o.key()) + ")");
    }
    String why = "save rows beside the ledger";
    add(
        "create table " + sql.name(o.table()) + " (\n" + String.join(",\n", columns) + "\n)",
        why,
        false,
        o.span());
    add("insert into " + sql.name(o.table()) + "\n" + sql.query(o.query()), why, true, o.span());
  }

  /** Values of a type that only STRICT tables have stay as they are without one. */
  private String column(String name, SqlType type) {
    boolean plain = type.kind() == SqlType.Kind.UNKNOWN || type.name().equalsIgnoreCase("any");
    return (sql.name(name) + " " + (plain ? "" : sql.type(type))).strip();
  }

  /** Only AUTOINCREMENT keeps a mark; without it the greatest rowid counts. */
  private void advance(AdvanceIdentity o) {
    Table table = schema.tables().get(o.table());
    Column column = table == null ? null : table.column(o.column()).orElse(null);
    if (table == null || column == null || !TableSql.autoincrement(table)) {
      return;
    }
    String name = sql.text(SqliteNames.plain(o.table()));
    String why = "go on counting after the greatest " + o.column();
    add(
        "insert into sqlite_sequence (name, seq)\nselect "
            + name
            + ", 0 where not exists (select * from sqlite_sequence where name = "
            + name
            + ")",
        why,
        false,
        o.span());
    add(
        "update sqlite_sequence set seq = max(seq, (select coalesce(max("
            + sql.name(o.column())
            + "), 0) from "
            + sql.name(o.table())
            + "))\nwhere name = "
            + name,
        why,
        false,
        o.span());
  }
}
