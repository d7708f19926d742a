package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Typing;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.SchemaOperation.AddConstraint;
import dev.mig.operation.SchemaOperation.CreateIndex;
import dev.mig.operation.SchemaOperation.DropConstraint;
import dev.mig.operation.SchemaOperation.DropIndex;
import dev.mig.schema.Constraint;
import dev.mig.schema.Constraint.PrimaryKey;
import dev.mig.schema.Constraint.Unique;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Both databases look at a unique key row by row while an update runs. Where a row gets a value
 * that another row holds until it changes too, the key goes before the update and comes back after
 * it, and with it the check of all rows.
 */
final class Detour {
  private static final String NEW = "mig_new";
  private static final String OLD = "mig_old";

  private final Lowering to;
  private final Rows rows;
  private final List<Assigned> assigned;
  private final Span span;
  private final List<Operation> before = new ArrayList<>();
  private final List<Operation> after = new ArrayList<>();

  private Detour(Lowering to, Rows rows, List<Assigned> assigned, Span span) {
    this.to = to;
    this.rows = rows;
    this.assigned = assigned;
    this.span = span;
  }

  /** Emits the update, with what must go before it and come back after it. */
  static void around(Lowering to, Rows rows, List<Assigned> assigned, Span span, Operation update) {
    Detour detour = new Detour(to, rows, assigned, span);
    if (!to.failed() && assigned.stream().allMatch(a -> Undo.stable(a.value()))) {
      detour.look();
    }
    detour.before.forEach(to::emit);
    to.emit(update);
    detour.after.forEach(to::emit);
  }

  private void look() {
    Table table = rows.table();
    for (Constraint constraint : table.constraints()) {
      switch (constraint) {
        case PrimaryKey key ->
            crossing(plain(key.columns())).ifPresent(q -> refuse(key.columns(), q));
        case Unique key -> {
          Optional<Select> found = atOnce(key) ? crossing(plain(key.columns())) : Optional.empty();
          found.ifPresent(q -> constraint(key, q));
        }
        case Constraint.ForeignKey key -> {}
        case Constraint.Check check -> {}
      }
    }
    for (Index index : table.indexes()) {
      if (index.unique() && index.valid()) {
        crossing(index).ifPresent(q -> index(index, q));
      }
    }
  }

  /** PostgreSQL looks at a deferrable key when the statement is done. */
  private static boolean atOnce(Unique key) {
    String words = key.deferral().toLowerCase(Locale.ROOT);
    return !words.contains("deferrable") || words.contains("not deferrable");
  }

  private void constraint(Unique key, Select found) {
    if (isReferenced(key.columns())) {
      refuse(key.columns(), found);
      return;
    }
    QName table = rows.table().name();
    before.add(new DropConstraint(table, key, span));
    after.add(new AddConstraint(table, key, span));
  }

  private void index(Index index, Select found) {
    boolean plain = index.parts().stream().allMatch(p -> p.column() != null);
    if (plain && index.where() == null && isReferenced(List.copyOf(index.columns()))) {
      refuse(List.copyOf(index.columns()), found);
      return;
    }
    QName table = rows.table().name();
    before.add(new DropIndex(table, index, span));
    after.add(new CreateIndex(table, index, span));
  }

  private boolean isReferenced(List<String> columns) {
    return to.schema().referencesTo(rows.table().name()).stream()
        .anyMatch(
            r ->
                r.key().targetColumns().size() == columns.size()
                    && columns.containsAll(r.key().targetColumns()));
  }

  private void refuse(List<String> columns, Select found) {
    String key = String.join(", ", columns);
    Span at =
        assigned.stream()
            .filter(a -> columns.contains(a.column().name()))
            .findFirst()
            .map(Assigned::at)
            .orElse(span);
    Diagnostic problem =
        Diagnostic.error(
                Code.CONFLICTING_KEYS,
                "{n} {n:row|rows} of "
                    + rows.table().name()
                    + " {n:gets|get} a value of "
                    + key
                    + " that another row holds until it changes too")
            .at(at, key + " is unique after every single row")
            .note("such a key cannot go while rows change: others may refer to it")
            .note("go by way of values that no row has, in two updates")
            .build();
    to.emit(new Question.NoRows(found, null, true, Refusal.of(problem), span));
  }

  private static @Nullable UniqueRule plain(
      List<String> columns, java.util.function.Function<String, Optional<Expr>> value) {
    List<Item> items = new ArrayList<>();
    for (String column : columns) {
      Optional<Expr> held = value.apply(column);
      if (held.isEmpty()) {
        return null;
      }
      items.add(new Item(held.get(), column));
    }
    return new UniqueRule(items, null);
  }

  /** How a rule is said of the values of a row. */
  private interface Said {
    @Nullable UniqueRule of(java.util.function.Function<String, Optional<Expr>> value);
  }

  private Said plain(List<String> columns) {
    boolean touched = columns.stream().anyMatch(c -> assigned(c).isPresent());
    return value -> touched ? plain(columns, value) : null;
  }

  private Optional<Select> crossing(Index index) {
    boolean touched = index.columns().stream().anyMatch(c -> assigned(c).isPresent());
    boolean sqlite = to.dialect().equals("sqlite");
    return touched
        ? crossing(value -> UniqueRule.of(index, rows.table(), value, sqlite).orElse(null))
        : Optional.empty();
  }

  private Optional<Assigned> assigned(String column) {
    return assigned.stream().filter(a -> a.column().name().equals(column)).findFirst();
  }

  private Optional<Expr> old(String column) {
    return rows.table()
        .column(column)
        .filter(c -> c.generated() == null)
        .map(c -> rows.column(c.name()));
  }

  /** Rows whose new value is the old one of another row; empty where there are none. */
  private Optional<Select> crossing(Said said) {
    UniqueRule then = said.of(c -> assigned(c).map(Assigned::value).or(() -> old(c)));
    UniqueRule now = said.of(this::old);
    if (then == null || now == null) {
      return Optional.empty();
    }
    List<Item> changed = new ArrayList<>(RowSamples.key(rows.table(), rows.alias()));
    List<Item> shown = new ArrayList<>();
    changed.forEach(i -> shown.add(new Item(column(NEW, i.name(), i.value()), i.name())));
    List<Item> held = new ArrayList<>();
    Expr on = null;
    Expr moves = null;
    for (int i = 0; i < then.keys().size(); i++) {
      Expr fresh = then.keys().get(i).value();
      Expr was = now.keys().get(i).value();
      String name = then.keys().get(i).name();
      changed.add(new Item(fresh, "mig_new_" + i));
      changed.add(new Item(was, "mig_old_" + i));
      held.add(new Item(was, "mig_old_" + i));
      Expr here = column(NEW, "mig_new_" + i, fresh);
      Expr before = column(NEW, "mig_old_" + i, was);
      on = Exprs.and(on, Exprs.equal(here, column(OLD, "mig_old_" + i, was)));
      Expr differs = Exprs.binary(BinaryOp.DISTINCT, here, before);
      moves = moves == null ? differs : Exprs.or(moves, differs);
      shown.add(new Item(before, "old " + name));
      shown.add(new Item(here, "new " + name));
    }
    Select to = Select.of(changed, rows.from(), Exprs.and(rows.where(), then.where()));
    Select from = Select.of(held, rows.self(), now.where());
    Join pairs =
        new Join(new QueryFrom(to, NEW), new QueryFrom(from, OLD), JoinKind.SKIP, on, Span.NONE);
    Select found = Select.of(shown, pairs, moves);
    return this.to.some(found) ? Optional.of(found) : Optional.empty();
  }

  private static Expr column(String relation, String name, Expr like) {
    return new Expr.Column(relation, name, Typing.of(like.type(), true), Span.NONE);
  }
}
