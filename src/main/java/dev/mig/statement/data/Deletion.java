package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.AdvanceIdentity;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.QName;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deletes rows: asks who references them, saves them where that is said, and knows how they come
 * back.
 *
 * @param where over the table under its own name; null for all rows
 * @param at the place to show
 */
record Deletion(Lowering to, Table table, @Nullable Expr where, Span at, Span span) {
  private static final String SAVED = "mig_saved";

  void run(Loss loss) {
    boolean saving = loss == Loss.SAVING;
    remove(loss, new ReferringRows(to, at, span, saving).ask(table, where));
  }

  /** Deletes them where it is known that nothing refers to them any more. */
  void remove(Loss loss) {
    remove(loss, Set.of());
  }

  private void remove(Loss loss, Set<QName> along) {
    Triggers.tell(to, table, "delete", at);
    to.emit(new DeleteRows(table.name(), alias(), where, along, reverse(loss), span));
  }

  /**
   * Deletes rows that stand elsewhere by now: whatever a foreign key would do about it, what
   * references them refuses.
   */
  void moved(Reverse back) {
    for (Reference reference : to.schema().referencesTo(table.name())) {
      String other = reference.from().name().toString();
      String columns = other + "." + String.join(", ", reference.key().columns());
      unreferenced(
          reference,
          refuses(reference.key().onDelete()),
          Diagnostic.error(
                  Code.REFERENCED_ROWS,
                  "{n} of {of} rows of "
                      + table.name()
                      + " to move {n:is|are} referenced by "
                      + other)
              .at(at, columns + " points here")
              .note(
                  "let the rows of " + other + " point elsewhere first, or drop the foreign key"));
    }
    Triggers.tell(to, table, "delete", at);
    to.emit(new DeleteRows(table.name(), alias(), where, Set.of(), back, span));
  }

  private void unreferenced(Reference reference, boolean enforced, Diagnostic.Builder problem) {
    ForeignKey key = reference.key();
    String alias = "mig_reference";
    Expr points = null;
    for (int i = 0; i < key.columns().size(); i++) {
      Column column = reference.from().column(key.columns().get(i)).orElseThrow();
      Column target = table.column(key.targetColumns().get(i)).orElseThrow();
      points =
          Exprs.and(
              points, Exprs.equal(Exprs.column(alias, column), Exprs.column(alias(), target)));
    }
    if (reference.from().name().equals(table.name())) {
      if (where == null) {
        return;
      }
      // rows that go together may reference each other
      points = Exprs.and(points, Exprs.isNotTrue(renamed(where, alias)));
    }
    Select pointing =
        Select.of(
            List.of(new Item(Exprs.number(1), "one")),
            new TableFrom(reference.from().name(), alias),
            points);
    Candidates candidates =
        new Candidates(
            to,
            self(),
            where,
            telling ->
                RowSamples.of(table, alias(), where == null ? List.of() : List.of(where), Set.of()),
            "rows of " + table.name(),
            span);
    candidates.none(Exprs.exists(pointing), List.of(), enforced, problem);
  }

  private Expr renamed(Expr condition, String alias) {
    return Exprs.map(
        condition,
        e ->
            e instanceof Expr.Column c && c.relation().equals(alias())
                ? new Expr.Column(alias, c.name(), c.typing(), c.span())
                : e);
  }

  private static boolean refuses(Action action) {
    return action == Action.NO_ACTION || action == Action.RESTRICT;
  }

  private String alias() {
    return table.name().name();
  }

  private TableFrom self() {
    return new TableFrom(table.name(), alias());
  }

  private Reverse reverse(Loss loss) {
    if (to.failed() || to.isNew(table.name())) {
      return Reverse.NOTHING;
    }
    Select count = Select.of(List.of(new Item(Exprs.countAll(), "n")), self(), where);
    if (!to.saves(loss, count, "{n} {n:row|rows} of " + table.name() + " {n:is|are} deleted", at)) {
      return new Reverse.None("the deleted rows of " + table.name() + " were not saved");
    }
    QName saved = to.savedTable(table.name().name());
    List<Column> plain = table.columns().stream().filter(c -> c.generated() == null).toList();
    List<Item> items =
        plain.stream().map(c -> new Item(Exprs.column(alias(), c), c.name())).toList();
    to.emit(new SaveRows(saved, Select.of(items, self(), where), span));
    return restore(saved, plain);
  }

  private Reverse restore(QName saved, List<Column> plain) {
    List<Operation> back = new ArrayList<>();
    TableFrom from = new TableFrom(saved, SAVED);
    if (!table.key().isEmpty()) {
      Expr match = null;
      for (String name : table.key()) {
        Column column = table.column(name).orElseThrow();
        match =
            Exprs.and(
                match, Exprs.equal(Exprs.column(SAVED, column), Exprs.column(alias(), column)));
      }
      Diagnostic taken =
          Diagnostic.error(
                  Code.CHANGED_SINCE,
                  "{n} deleted {n:row|rows} of "
                      + table.name()
                      + " cannot come back: {n:its key is|their keys are} in use again")
              .at(span)
              .build();
      Select offending =
          Select.of(
              RowSamples.key(table, alias()),
              new Join(from, self(), JoinKind.SKIP, match, Span.NONE),
              null);
      back.add(new Question.NoRows(offending, null, false, Refusal.of(taken), span));
    }
    List<Item> items = plain.stream().map(c -> new Item(Exprs.column(SAVED, c), c.name())).toList();
    back.add(
        new InsertRows(
            table.name(),
            plain.stream().map(Column::name).toList(),
            Select.of(items, from, null),
            null,
            null,
            Reverse.NOTHING,
            span));
    for (Column column : plain) {
      if (column.identity() != null && column.identity() != Column.Identity.ROWID) {
        back.add(new AdvanceIdentity(table.name(), column.name(), span));
      }
    }
    return new Reverse.Exact(back, true);
  }
}
