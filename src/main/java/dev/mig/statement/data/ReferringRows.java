package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.QName;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Shows the rows that refer to rows which are about to go: those that forbid it, and those that
 * their foreign keys would delete or change along, however far that reaches.
 *
 * @param at the place to show
 * @param saving whether what goes shall come back, so that nothing may go along unsaved
 */
record ReferringRows(Lowering to, Span at, Span span, boolean saving) {
  private static final String OTHER = "mig_reference";

  /**
   * Rows that go.
   *
   * @param alias what the table is called in the condition
   * @param where null for all rows
   * @param direct whether the statement itself deletes them
   */
  private record Going(Table table, String alias, @Nullable Expr where, boolean direct) {}

  /**
   * Asks about all that refers to these rows of the table under its own name; answers with the
   * tables whose rows may be deleted or changed along.
   */
  Set<QName> ask(Table table, @Nullable Expr where) {
    Set<QName> along = new TreeSet<>();
    Set<QName> seen = new TreeSet<>(Set.of(table.name()));
    ask(new Going(table, table.name().name(), where, true), seen, along);
    return along;
  }

  private void ask(Going going, Set<QName> seen, Set<QName> along) {
    List<Going> next = new ArrayList<>();
    for (Reference reference : to.schema().referencesTo(going.table().name())) {
      Table from = reference.from();
      boolean self = from.name().equals(going.table().name());
      if (self && going.where() == null) {
        continue;
      }
      String alias = self ? OTHER : from.name().name();
      Expr refers = refers(reference, alias, going);
      if (self) {
        // rows that go together may refer to each other
        Expr too = Exprs.isNotTrue(renamed(going.where(), going.alias(), alias));
        refers = Exprs.and(refers, too);
      }
      Select rows = question(reference, alias, refers, going);
      if (forbids(reference) || to.none(rows)) {
        continue;
      }
      along.add(from.name());
      if (reference.key().onDelete() == Action.CASCADE && seen.add(from.name())) {
        next.add(new Going(from, alias, refers, false));
      }
    }
    next.forEach(n -> ask(n, seen, along));
  }

  private static @Nullable Expr refers(Reference reference, String alias, Going going) {
    ForeignKey key = reference.key();
    Expr points = null;
    for (int i = 0; i < key.columns().size(); i++) {
      Column column = reference.from().column(key.columns().get(i)).orElseThrow();
      Column target = going.table().column(key.targetColumns().get(i)).orElseThrow();
      points =
          Exprs.and(
              points,
              Exprs.equal(Exprs.column(alias, column), Exprs.column(going.alias(), target)));
    }
    return Exprs.exists(
        Select.of(
            List.of(new Item(Exprs.number(1), "one")),
            new TableFrom(going.table().name(), going.alias()),
            Exprs.and(points, going.where())));
  }

  private static Expr renamed(@Nullable Expr condition, String alias, String other) {
    return Exprs.map(
        condition == null ? Exprs.truth(true) : condition,
        e ->
            e instanceof Expr.Column c && c.relation().equals(alias)
                ? new Expr.Column(other, c.name(), c.typing(), c.span())
                : e);
  }

  /** Asks; answers with the query of the rows that were asked for. */
  private Select question(Reference reference, String alias, @Nullable Expr refers, Going going) {
    Table from = reference.from();
    TableFrom rows = new TableFrom(from.name(), alias);
    List<Expr> columns =
        reference.key().columns().stream()
            .map(c -> (Expr) Exprs.column(alias, from.column(c).orElseThrow()))
            .toList();
    Select offending = Select.of(RowSamples.of(from, alias, columns, Set.of()), rows, refers);
    Select count = Select.of(List.of(new Item(Exprs.countAll(), "n")), rows, null);
    boolean enforced = forbids(reference);
    Refusal refusal = Refusal.of(problem(reference, going).build());
    to.emit(new Question.NoRows(offending, count, enforced, refusal, span));
    return offending;
  }

  /** Whether the database refuses as soon as there is one such row. */
  private static boolean forbids(Reference reference) {
    return switch (reference.key().onDelete()) {
      case NO_ACTION, RESTRICT -> true;
      case CASCADE -> false;
      case SET_NULL -> columns(reference).stream().anyMatch(c -> !c.nullable());
      case SET_DEFAULT ->
          columns(reference).stream().anyMatch(c -> !c.nullable() && c.defaultValue() == null);
    };
  }

  private static List<Column> columns(Reference reference) {
    return reference.key().columns().stream()
        .map(c -> reference.from().column(c).orElseThrow())
        .toList();
  }

  private Diagnostic.Builder problem(Reference reference, Going going) {
    String other = reference.from().name().toString();
    String columns = other + "." + String.join(", ", reference.key().columns());
    String what =
        "{n} of {of} rows of "
            + other
            + " {n:refers|refer} to rows of "
            + going.table().name()
            + (going.direct() ? " that this deletes" : " that would be deleted along");
    Action action = reference.key().onDelete();
    String follows =
        switch (action) {
          case NO_ACTION, RESTRICT -> columns + " points here";
          case CASCADE -> "the rows of " + other + " would be deleted along (on delete cascade)";
          case SET_NULL -> columns + " would become NULL (on delete set null)";
          case SET_DEFAULT -> columns + " would get its default (on delete set default)";
        };
    if (forbids(reference)) {
      Diagnostic.Builder problem =
          Diagnostic.error(Code.REFERENCED_ROWS, what)
              .at(at, follows)
              .note("delete the rows of " + other + " first, or let them point elsewhere");
      return action == Action.NO_ACTION || action == Action.RESTRICT
          ? problem
          : problem.note(columns + " is not null");
    }
    return saving
        ? Diagnostic.error(Code.REFERENCED_ROWS, what)
            .at(at, follows)
            .note("such rows are not saved, so they would not come back as they were")
            .note(
                "delete or change the rows of " + other + " by a statement of its own, with saving")
        : Diagnostic.warning(Code.REFERENCED_ROWS, what).at(at, follows);
  }
}
