package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How an update is taken back: its keys with old and new values are saved before it; down puts the
 * old values back where a row still holds the new ones, and refuses where it does not.
 *
 * @param saved the saved table
 * @param scratch whether it is for the statement alone, which drops it
 * @param assigned the saved columns, with the values that the update gives
 */
record Undo(Rows rows, QName saved, boolean scratch, List<Assigned> assigned, Span span) {
  static final String ALIAS = "mig_saved";

  /**
   * Those of the columns that were there when the migration began; what only it made goes away with
   * its column.
   */
  static List<Assigned> live(Lowering to, Table table, List<Assigned> assigned) {
    return assigned.stream().filter(a -> !to.isNew(table.name(), a.column().name())).toList();
  }

  /** Whether equal rows always get equal values. */
  static boolean stable(Expr expr) {
    boolean[] stable = {true};
    Exprs.walk(
        expr,
        e ->
            stable[0] &=
                !(e instanceof Expr.Call c && c.function() != null && !c.function().stable()));
    return stable[0];
  }

  /**
   * Saves keys, old and new values; reports N113 and answers empty when the rows could not be found
   * again.
   *
   * @param scratch whether they are needed for the statement alone, which drops them
   */
  static Optional<Undo> save(
      Lowering to, Rows rows, List<Assigned> assigned, boolean scratch, Span at, Span span) {
    Table table = rows.table();
    if (table.key().isEmpty()) {
      to.report(noKey(table, at));
      return Optional.empty();
    }
    String columns = assigned.stream().map(a -> a.column().name()).collect(Collectors.joining("_"));
    QName saved = to.savedTable(table.name().name() + "_" + columns);
    Undo undo = new Undo(rows, saved, scratch, List.copyOf(assigned), span);
    List<Item> items = new ArrayList<>(RowSamples.key(table, rows.alias()));
    for (Assigned a : assigned) {
      items.add(new Item(rows.column(a.column().name()), undo.old(a)));
      items.add(new Item(typed(a), undo.fresh(a)));
    }
    to.emit(
        new SaveRows(saved, Select.of(items, rows.from(), rows.where()), List.of(), scratch, span));
    return Optional.of(undo);
  }

  /** A NULL alone would make a column of texts. */
  static Expr typed(Assigned a) {
    return a.value() instanceof Expr.Literal l && l.value() == null
        ? new Expr.Cast(l, a.column().type(), Typing.of(a.column().type(), true), Span.NONE)
        : a.value();
  }

  static Diagnostic.Builder noKey(Table table, Span at) {
    return Diagnostic.error(
            Code.NO_KEY,
            table.name() + " has no key by which saved values would find their rows again")
        .at(at, "cannot be saved")
        .note("add a primary key, or a unique key over columns that are not null, before this")
        .note("or say losing instead of saving");
  }

  /** Saved columns are called after what they hold, whatever the key columns are called. */
  private String named(String prefix, Assigned a) {
    String name = prefix + a.column().name();
    Set<String> taken = new HashSet<>(rows.table().key());
    while (taken.contains(name)) {
      name = "mig_" + name;
    }
    return name;
  }

  private String old(Assigned a) {
    return named("old_", a);
  }

  private String fresh(Assigned a) {
    return named("new_", a);
  }

  private static Expr saved(String name, Column like) {
    return Exprs.column(ALIAS, Column.of(name, like.type(), true));
  }

  /**
   * Finds the row of a saved one by its key; after the update, a key that it changed is the new
   * one.
   */
  private @Nullable Expr match(boolean after) {
    Expr all = null;
    for (String name : rows.table().key()) {
      Column column = rows.table().column(name).orElseThrow();
      String held =
          assigned.stream()
              .filter(a -> after && a.column().name().equals(name))
              .findFirst()
              .map(this::fresh)
              .orElse(name);
      all = Exprs.and(all, Exprs.equal(rows.column(name), saved(held, column)));
    }
    return all;
  }

  private TableFrom from() {
    return new TableFrom(saved, ALIAS);
  }

  /**
   * The update out of the saved values, for values that would not be the same when computed again.
   */
  UpdateRows updateFromSaved(List<Assigned> all, Reverse undo) {
    List<Assignment> values =
        all.stream()
            .map(a -> new Assignment(a.column().name(), saved(fresh(a), a.column())))
            .toList();
    return new UpdateRows(
        rows.table().name(), rows.alias(), values, from(), match(false), undo, span);
  }

  /** The same update as one that takes its values from the saved ones, found by their keys. */
  RowUpdate fromSaved(Lowering to, Span at) {
    Match match = Match.made(from(), Objects.requireNonNull(match(false)), saved.toString(), at);
    List<Assigned> values =
        assigned.stream()
            .map(a -> new Assigned(a.column(), saved(fresh(a), a.column()), a.at()))
            .toList();
    return new RowUpdate(to, new Rows(rows.table(), match, null, null), values, at, span);
  }

  Reverse reverse() {
    Expr changed = null;
    List<Item> shown = new ArrayList<>(RowSamples.key(rows.table(), rows.alias()));
    List<Assignment> back = new ArrayList<>();
    for (Assigned a : assigned) {
      Expr now = rows.column(a.column().name());
      Expr differs = Exprs.binary(Expr.BinaryOp.DISTINCT, now, saved(fresh(a), a.column()));
      changed = changed == null ? differs : Exprs.or(changed, differs);
      if (!rows.table().key().contains(a.column().name())) {
        shown.add(new Item(now, a.column().name()));
      }
      shown.add(new Item(saved(fresh(a), a.column()), fresh(a)));
      back.add(new Assignment(a.column().name(), saved(old(a), a.column())));
    }
    Table table = rows.table();
    String columns =
        assigned.stream().map(a -> a.column().name()).collect(Collectors.joining(", "));
    Diagnostic refusal =
        Diagnostic.error(
                Code.CHANGED_SINCE,
                "{n} {n:row|rows} of "
                    + table.name()
                    + " no longer {n:holds|hold} the "
                    + columns
                    + " that this migration left")
            .at(span, "the saved values do not come back over later ones")
            .build();
    Select offending =
        Select.of(
            shown, new Join(from(), rows.self(), JoinKind.SKIP, match(true), Span.NONE), changed);
    return Reverse.withSaved(
        new Question.NoRows(offending, null, false, Refusal.of(refusal), span),
        new UpdateRows(
            table.name(), rows.alias(), back, from(), match(true), Reverse.NOTHING, span));
  }
}
