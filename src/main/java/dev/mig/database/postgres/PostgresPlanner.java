package dev.mig.database.postgres;

import static dev.mig.database.postgres.PostgresNames.name;
import static dev.mig.database.postgres.PostgresNames.table;

import dev.mig.database.QuestionSql;
import dev.mig.database.SqlWriter;
import dev.mig.database.postgres.AlterTable.Action;
import dev.mig.database.postgres.AlterTable.Pass;
import dev.mig.expression.Expr;
import dev.mig.operation.Batch;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.AdvanceIdentity;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.DropSaved;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.Saved;
import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.EndSync;
import dev.mig.operation.SchemaOperation.KeepInSync;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameConstraint;
import dev.mig.operation.SchemaOperation.RenameIndex;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.operation.SchemaOperation.ValidateConstraint;
import dev.mig.plan.Step;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.schema.Trigger;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns operations into steps, one pass from first to last, beside the schema as each of them finds
 * it. Used once.
 */
final class PostgresPlanner {
  private final SqlWriter sql;
  private final PostgresDdl ddl;
  private final PostgresRows rows;
  private final PostgresColumns columns;
  private final QuestionSql questions;
  private final PostgresSteps steps = new PostgresSteps();
  private final PostgresRenames renames = new PostgresRenames(steps);
  private final PostgresViews views = new PostgresViews(steps);

  /** Triggers of new tables come last: they must not fire for rows that are put back. */
  private final Map<QName, Span> untriggered = new LinkedHashMap<>();

  /** Columns that are numbered once old values are back in them, by table. */
  private final Map<QName, List<Column>> unnumbered = new LinkedHashMap<>();

  private boolean savedSchemaMade;
  private Schema schema;

  PostgresPlanner(SqlWriter sql, Schema before) {
    this.sql = sql;
    this.ddl = new PostgresDdl(sql);
    this.rows = new PostgresRows(sql);
    this.columns = new PostgresColumns(sql, ddl);
    this.questions = new QuestionSql(sql);
    this.schema = before;
    steps.look(before);
  }

  List<Step> steps(List<Operation> operations) {
    questions.remember(operations).forEach(steps::ask);
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      restoreViews(operation);
      switch (operation) {
        case SchemaOperation o -> {
          if (!(o instanceof CreateTable)) {
            makeTriggers(o.table());
          }
          schemaStep(o, operations.subList(i + 1, operations.size()));
        }
        case RowOperation o -> rowStep(o);
        case Batch o -> batch(o);
        case Question o -> ask(o);
        case NativeSql o -> nativeStep(o);
      }
      schema = operation.applyTo(schema);
      steps.look(schema);
    }
    List.copyOf(untriggered.keySet()).forEach(this::makeTriggers);
    views.makeAll();
    return steps.finished();
  }

  /** Makes views again that must be there for this operation, or would be out of date after it. */
  private void restoreViews(Operation operation) {
    switch (operation) {
      case AlterColumn o -> {}
      case SchemaOperation o -> views.makeAll();
      case InsertRows o -> views.makePlain();
      case UpdateRows o -> views.makePlain();
      case DeleteRows o -> views.makePlain();
      case RowOperation o -> {}
      case Batch o -> views.makeAll();
      case Question o -> {}
      case NativeSql o -> {
        if (o.dialect().equals(PostgresDialect.NAME)) {
          views.makeAll();
        }
      }
    }
  }

  private void ask(Question question) {
    Step step = questions.step(question);
    if (step != null) {
      steps.ask(step);
    }
  }

  private void nativeStep(NativeSql o) {
    if (o.dialect().equals(PostgresDialect.NAME)) {
      List.copyOf(untriggered.keySet()).forEach(this::makeTriggers);
      steps.rows(o.sql(), "SQL of the script", false, o.span());
    }
  }

  private void schemaStep(SchemaOperation operation, List<Operation> later) {
    switch (operation) {
      case CreateTable o -> createTable(o);
      case DropTable o -> {
        untriggered.remove(o.table());
        steps.ddl("drop table " + table(o.table()), "drop table " + o.table(), o.span());
      }
      case RenameTable o -> renames.renameTable(o, current(o));
      case AddColumn o -> addColumn(o, later);
      case DropColumns o ->
          steps.alter(
              o.table(),
              o.span(),
              "drop column " + String.join(", ", o.columns()),
              o.columns().stream()
                  .map(c -> action(Pass.DROP, "drop column " + name(c), AlterTable.column(c)))
                  .toList());
      case RenameColumn o -> renames.renameColumn(o, current(o));
      case AlterColumn o -> alterColumn(o);
      case AddConstraint o ->
          steps.alter(
              o.table(),
              o.span(),
              "add " + said(o.constraint()),
              List.of(Action.adding(o.constraint(), ddl)));
      case DropConstraint o -> {
        String name = Objects.requireNonNull(o.constraint().name());
        steps.alter(
            o.table(),
            o.span(),
            "drop " + said(o.constraint()),
            List.of(
                action(Pass.DROP, "drop constraint " + name(name), AlterTable.constraint(name))));
      }
      case RenameConstraint o ->
          steps.ddl(
              "alter table %s rename constraint %s to %s"
                  .formatted(
                      table(o.table()),
                      name(Objects.requireNonNull(o.constraint().name())),
                      name(o.to())),
              o.table() + ": rename " + said(o.constraint()),
              o.span());
      case ValidateConstraint o ->
          steps.ddl(
              "alter table %s validate constraint %s"
                  .formatted(table(o.table()), name(Objects.requireNonNull(o.constraint().name()))),
              o.table() + ": validate " + said(o.constraint()),
              o.span());
      case CreateIndex o ->
          steps.ddl(
              ddl.createIndex(o.table(), o.index()),
              PostgresSteps.said("create", o.index(), o),
              o.span());
      case DropIndex o ->
          steps.ddl(
              PostgresDdl.isConstraint(o.index())
                  ? "alter table " + table(o.table()) + " drop constraint " + name(o.index().name())
                  : "drop index " + table(o.table().withName(o.index().name())),
              PostgresSteps.said("drop", o.index(), o),
              o.span());
      case RenameIndex o ->
          steps.ddl(
              "alter index %s rename to %s"
                  .formatted(table(o.table().withName(o.index().name())), name(o.to())),
              PostgresSteps.said("rename", o.index(), o),
              o.span());
      case KeepInSync o -> PostgresSync.create(o, sql, steps);
      case EndSync o -> PostgresSync.drop(o.made(), steps);
    }
  }

  private void alterColumn(AlterColumn o) {
    String name = o.after().name();
    if (o.retypes(schema)) {
      views.takeDown(schema, o.table(), name, o.span());
    }
    Column old = current(o).column(name).orElseThrow();
    change(o, "alter column " + name, old, o.after(), o.using());
  }

  private Table current(SchemaOperation o) {
    return schema.known(o.table());
  }

  private static String said(Constraint constraint) {
    return constraint.name() == null ? "constraint" : "constraint " + constraint.name();
  }

  private static Action action(Pass pass, String what, String name) {
    return new Action(pass, what, Set.of(name));
  }

  private void createTable(CreateTable o) {
    Table made = o.made();
    steps.ddl(ddl.createTable(made), "create table " + made.name(), o.span());
    for (Constraint constraint : made.constraints()) {
      if (!PostgresDdl.validated(constraint)) {
        steps.alter(
            o.table(),
            o.span(),
            "add " + said(constraint),
            List.of(Action.adding(constraint, ddl)));
      }
    }
    made.columns().forEach(c -> renames.nameSerial(made.name(), c, o.span()));
    for (Index index : made.indexes()) {
      steps.ddl(
          ddl.createIndex(made.name(), index), PostgresSteps.said("create", index, o), o.span());
    }
    if (!made.triggers().isEmpty()) {
      untriggered.put(made.name(), o.span());
    }
  }

  private void makeTriggers(QName of) {
    Span span = untriggered.remove(of);
    Table table = schema.tables().get(of);
    if (span != null && table != null) {
      for (Trigger trigger : table.triggers()) {
        steps.ddl(
            PostgresDdl.onTable(trigger.definition(), of),
            of + ": create trigger " + trigger.name(),
            span);
      }
    }
  }

  private void addColumn(AddColumn o, List<Operation> later) {
    Column column = o.column();
    boolean numbered = column.identity() != null;
    boolean restored = numbered && later.stream().anyMatch(x -> PostgresRows.restores(x, o));
    String why = "add column " + column.name();
    String added = AlterTable.column(column.name());
    if (o.fill() == null && !restored) {
      String sql = "add column " + ddl.column(o.table(), column);
      steps.alter(o.table(), o.span(), why, List.of(action(Pass.ADD_COLUMN, sql, added)));
      renames.nameSerial(o.table(), column, o.span());
      return;
    }
    Column bare = column.withNullable(true).withDefault(null).withIdentity(null);
    String sql = "add column " + ddl.column(o.table(), bare);
    steps.alter(o.table(), o.span(), why, List.of(action(Pass.ADD_COLUMN, sql, added)));
    if (restored) {
      unnumbered.computeIfAbsent(o.table(), t -> new ArrayList<>()).add(column);
    }
    Expr fill = o.fill();
    if (fill != null) {
      fill(o, fill);
      change(o, "column " + column.name() + " as it shall be", bare, column, null);
    }
  }

  private void fill(AddColumn o, Expr fill) {
    String update =
        "update %s set %s = %s"
            .formatted(table(o.table()), name(o.column().name()), sql.expr(fill));
    steps.rows(update, o.table() + ": fill column " + o.column().name(), true, o.span());
  }

  private void change(
      SchemaOperation o, String why, Column old, Column after, @Nullable Expr using) {
    PostgresColumns.Change change = columns.change(current(o), old, after, using);
    String whole = o.table() + ": " + why;
    change.first().forEach(sql -> steps.ddl(sql, whole, o.span()));
    if (!change.actions().isEmpty()) {
      steps.alter(o.table(), o.span(), why, change.actions());
    }
    change.last().forEach(sql -> steps.ddl(sql, whole, o.span()));
  }

  private void rowStep(RowOperation operation) {
    switch (operation) {
      case InsertRows o -> insert(o);
      case UpdateRows o -> update(o);
      case DeleteRows o ->
          steps.rows(rows.delete(o), "delete rows of " + o.table(), true, o.span());
      case SaveRows o -> {
        makeSavedSchema();
        steps.rows(rows.save(o.table(), o.query()), "save rows as " + o.table(), true, o.span());
      }
      case DropSaved o ->
          steps.ddl(
              "drop table if exists " + table(o.table()),
              "what was saved is no longer needed",
              o.span());
      case RowOperation.SetTriggers o -> {
        if (!untriggered.containsKey(o.table())) {
          PostgresTriggers.set(o, steps);
        }
      }
      case AdvanceIdentity o ->
          steps.rows(
              PostgresRows.advance(o.table(), o.column()),
              o.table() + ": move the sequence of " + o.column() + " on",
              false,
              o.span());
    }
  }

  private void batch(Batch o) {
    List.copyOf(untriggered.keySet()).forEach(this::makeTriggers);
    if (o.parts().stream().anyMatch(p -> PostgresRows.saves(p.operation()))) {
      makeSavedSchema();
    }
    new PostgresBatches(sql, rows, schema, steps).add(o);
  }

  private void insert(InsertRows o) {
    Table into = schema.known(o.table());
    QName keys = o.keysInto();
    if (keys != null) {
      makeSavedSchema();
      steps.ddl(PostgresRows.keysTable(keys, into), "for the keys of new rows", o.span());
    }
    steps.rows(rows.insert(o, into), "insert rows into " + o.table(), true, o.span());
  }

  /**
   * A column that is always numbered takes no value from an update, unless it is numbered by
   * default for a moment.
   */
  private void update(UpdateRows o) {
    Table of = schema.known(o.table());
    List<Column> later = Objects.requireNonNullElse(unnumbered.remove(o.table()), List.of());
    List<String> set = o.assignments().stream().map(a -> a.column()).toList();
    List<Column> always =
        PostgresRows.always(set, of).stream().filter(c -> !later.contains(c)).toList();
    String why = PostgresRows.said(o);
    String alter = "alter table " + table(o.table()) + " alter column %s set generated %s";
    always.forEach(c -> steps.ddl(alter.formatted(name(c.name()), "by default"), why, o.span()));
    steps.rows(rows.update(o), why, true, o.span());
    always.forEach(c -> steps.ddl(alter.formatted(name(c.name()), "always"), why, o.span()));
    for (Column column : later) {
      Column bare = column.withNullable(true).withDefault(null).withIdentity(null);
      PostgresColumns.Change change = columns.change(of, bare, column, null);
      change
          .actions()
          .forEach(
              a -> steps.ddl("alter table " + table(o.table()) + " " + a.sql(), why, o.span()));
      change.last().forEach(sql -> steps.ddl(sql, why, o.span()));
    }
  }

  private void makeSavedSchema() {
    if (!savedSchemaMade) {
      savedSchemaMade = true;
      steps.ddl("create schema if not exists " + name(Saved.SCHEMA), "for saved rows", Span.NONE);
    }
  }
}
