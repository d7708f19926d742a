package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.schema.MadeAgain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How an update is taken back whose old values come out of other columns: nothing is saved, and
 * down refuses where a row no longer holds what the update gives.
 *
 * @param live the columns that lose values that were there when the migration began
 */
record OverwriteBack(
    Lowering to, Rows rows, List<Assigned> assigned, List<Assigned> live, Span at, Span span) {
  /** Empty where the old values do not come out of what is left; else asked once more. */
  Optional<Reverse> reverse() {
    if (rows.match() != null || live.size() < assigned.size() || !plain()) {
      return Optional.empty();
    }
    List<Column> columns = live.stream().map(a -> column(a.column().name())).toList();
    Set<String> gone = columns.stream().map(Column::name).collect(Collectors.toSet());
    Optional<MadeAgain> again = MadeAgain.of(to, rows.table(), columns, gone);
    again.ifPresent(
        a -> {
          a.ask(to, at, span);
          to.needed(rows.table().name(), reads(a, gone));
        });
    return again.map(this::reverse);
  }

  private Column column(String name) {
    return rows.table().column(name).orElseThrow();
  }

  /** Values and condition are the same when computed again out of the row alone. */
  private boolean plain() {
    return all().stream().allMatch(e -> Undo.stable(e) && ofRowAlone(e));
  }

  private List<Expr> all() {
    List<Expr> all = new ArrayList<>(assigned.stream().map(Assigned::value).toList());
    Expr where = rows.where();
    if (where != null) {
      all.add(where);
    }
    return all;
  }

  private static boolean ofRowAlone(Expr expr) {
    boolean[] alone = {true};
    Exprs.walk(expr, e -> alone[0] &= !(e instanceof Expr.Exists || e instanceof Expr.Scalar));
    return alone[0];
  }

  private Set<String> reads(MadeAgain again, Set<String> gone) {
    Set<String> names = new HashSet<>(again.reads());
    for (Expr expr : all()) {
      Exprs.walk(
          expr,
          e -> {
            if (e instanceof Expr.Column c) {
              names.add(c.name());
            }
          });
    }
    names.removeAll(gone);
    return names;
  }

  private Reverse reverse(MadeAgain again) {
    Table table = rows.table();
    List<Item> shown = new ArrayList<>(RowSamples.key(table, rows.alias()));
    Expr changed = null;
    Expr where = rows.where();
    for (Assigned a : live) {
      Expr now = rows.column(a.column().name());
      Expr old = before(now, again);
      Expr left =
          where == null
              ? before(a.value(), again)
              : Exprs.when(before(where, again), before(a.value(), again), old);
      Expr differs = Exprs.binary(BinaryOp.DISTINCT, now, left);
      changed = changed == null ? differs : Exprs.or(changed, differs);
      if (!table.key().contains(a.column().name())) {
        shown.add(new Item(now, a.column().name()));
      }
    }
    String columns = live.stream().map(a -> a.column().name()).collect(Collectors.joining(", "));
    Diagnostic refusal =
        Diagnostic.error(
                Code.CHANGED_SINCE,
                "{n} {n:row|rows} of "
                    + table.name()
                    + " no longer {n:holds|hold} the "
                    + columns
                    + " that this migration left")
            .at(span, "the combined values do not come back over later ones")
            .build();
    Select offending = Select.of(shown, rows.self(), changed);
    return Reverse.exact(
        new Question.NoRows(offending, null, false, Refusal.of(refusal), span),
        again.overwritten(span));
  }

  /** An expression over the rows before the update, out of those after it. */
  private Expr before(Expr expr, MadeAgain again) {
    Map<Column, Expr> made = again.values();
    return Exprs.map(
        expr,
        e -> {
          if (e instanceof Expr.Column c && c.relation().equals(rows.alias())) {
            for (Map.Entry<Column, Expr> m : made.entrySet()) {
              if (m.getKey().name().equals(c.name())) {
                return m.getValue();
              }
            }
          }
          return e;
        });
  }
}
