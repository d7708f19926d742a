package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What every statement that changes values has in common: questions before, what is saved, the
 * update, its reverse.
 *
 * @param at where the statement says what it changes
 */
record RowUpdate(Lowering to, Rows rows, List<Assigned> assigned, Span at, Span span) {
  RowUpdate {
    assigned = List.copyOf(assigned);
  }

  private Table table() {
    return rows.table();
  }

  /** Asks whether every row finds its match and every value its place. */
  void ask() {
    Match match = rows.match();
    if (match != null) {
      LookupChecks.ask(to, rows, match, span);
    }
    askValues(null);
  }

  /**
   * Asks whether every value finds its place.
   *
   * @param help what to say where a unique key rejects them, or null
   */
  void askValues(@Nullable Function<List<String>, String> help) {
    Match match = rows.match();
    Set<String> others = match == null ? Set.of() : Names.aliases(match.source());
    Candidates candidates =
        new Candidates(
            to,
            rows.from(),
            rows.where(),
            telling -> RowSamples.of(table(), rows.alias(), telling, others),
            "rows of " + table().name(),
            span);
    ValueChecks values = new ValueChecks(table(), candidates);
    assigned.forEach(values::ask);
    new KeyChecks(to, rows, assigned, help, span).ask(values);
    new CheckRules(table(), candidates).ask(this::sets, this::value, this::place);
  }

  private Optional<Assigned> assigned(String column) {
    return assigned.stream().filter(a -> a.column().name().equals(column)).findFirst();
  }

  private boolean sets(String column) {
    return assigned(column).isPresent();
  }

  private Optional<Expr> value(String column) {
    return assigned(column)
        .map(Assigned::value)
        .or(() -> table().column(column).map(c -> rows.column(c.name())));
  }

  private Span place(Collection<String> columns) {
    return columns.stream()
        .flatMap(c -> assigned(c).stream())
        .findFirst()
        .map(Assigned::at)
        .orElse(at);
  }

  /** Overwrites: what was there before is lost unless it is saved. */
  void overwrite(Loss loss) {
    List<Assigned> live = Undo.live(to, table(), assigned);
    String what =
        "{n} {n:row|rows} of " + table().name() + " {n:loses its|lose their} old " + names(live);
    overwrite(loss, changes(live), what);
  }

  /**
   * The same where the statement knows better what is lost.
   *
   * @param lost the rows that lose something, of those that change; null for all
   */
  void overwrite(Loss loss, @Nullable Expr lost, String what) {
    List<Assigned> live = Undo.live(to, table(), assigned);
    Triggers.tell(to, table(), "update", at);
    if (live.isEmpty() || to.failed()) {
      emit(Reverse.NOTHING);
      return;
    }
    Optional<Reverse> back =
        loss == Loss.UNSAID
            ? new OverwriteBack(to, rows, assigned, live, at, span).reverse()
            : Optional.empty();
    if (back.isPresent()) {
      emit(back.get());
    } else if (to.saves(loss, rows.count(lost), what, at)) {
      saving(live);
    } else {
      emit(
          new Reverse.None(
              "the old values of " + table().name() + "." + names(live) + " were not saved"));
    }
  }

  private static String names(List<Assigned> columns) {
    return columns.stream().map(a -> a.column().name()).collect(Collectors.joining(", "));
  }

  /** The same where nothing is lost, but which rows were changed must be known to take it back. */
  void withoutLoss(Loss loss, String why) {
    List<Assigned> live = Undo.live(to, table(), assigned);
    Triggers.tell(to, table(), "update", at);
    if (live.isEmpty() || to.failed()) {
      emit(Reverse.NOTHING);
    } else if (loss == Loss.SAVING) {
      saving(live);
    } else {
      emit(new Reverse.None(why));
    }
  }

  /** The update with a reverse that its statement knows. */
  void exact(Reverse reverse) {
    Triggers.tell(to, table(), "update", at);
    emit(reverse);
  }

  /** Rows in which one of the columns changes. */
  private @Nullable Expr changes(List<Assigned> live) {
    Expr any = null;
    for (Assigned a : live) {
      if (!Undo.stable(a.value())) {
        return null;
      }
      Expr differs =
          Exprs.binary(Expr.BinaryOp.DISTINCT, rows.column(a.column().name()), a.value());
      any = any == null ? differs : Exprs.or(any, differs);
    }
    return any;
  }

  private void saving(List<Assigned> live) {
    boolean stable = assigned.stream().allMatch(a -> Undo.stable(a.value()));
    Optional<Undo> undo = Undo.save(to, rows, stable ? live : assigned, false, at, span);
    if (undo.isEmpty()) {
      emit(new Reverse.None(table().name() + " has no key by which rows could be found again"));
    } else if (stable) {
      emit(undo.get().reverse());
    } else {
      to.emit(undo.get().updateFromSaved(assigned, undo.get().reverse()));
    }
  }

  private void emit(Reverse reverse) {
    List<Assignment> values = new ArrayList<>();
    assigned.forEach(a -> values.add(new Assignment(a.column().name(), a.value())));
    Match match = rows.match();
    Expr where = match == null ? rows.where() : Exprs.and(match.on(), rows.where());
    UpdateRows update =
        new UpdateRows(
            table().name(),
            rows.alias(),
            values,
            match == null ? null : match.source(),
            where,
            reverse,
            span);
    Detour.around(to, rows, assigned, span, update);
  }
}
