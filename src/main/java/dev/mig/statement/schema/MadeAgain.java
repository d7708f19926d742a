package dev.mig.statement.schema;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.MadeFrom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values that need not be saved: they come out of other columns of their rows, such as the whole of
 * a split out of its parts, and the rows prove it.
 *
 * @param values for each column its value, typed, over the table under its own name
 */
public record MadeAgain(Table table, Map<Column, Expr> values) {
  public MadeAgain {
    values = new LinkedHashMap<>(values);
  }

  /**
   * Empty where one of the columns cannot be made again out of what is left, or not exactly.
   *
   * @param gone what will no longer be there, these columns among it
   */
  public static Optional<MadeAgain> of(
      Lowering to, Table table, List<Column> columns, Set<String> gone) {
    boolean said = true;
    Map<Column, Expr> values = new LinkedHashMap<>();
    for (Column column : columns) {
      Optional<MadeFrom> from = to.madeFrom(table.name(), column.name());
      Optional<Expr> value = from.flatMap(f -> typed(to, table, column, f.value()));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.put(column, value.get());
      said &= from.get().said();
    }
    MadeAgain again = new MadeAgain(table, values);
    if (columns.isEmpty() || again.reads().stream().anyMatch(gone::contains)) {
      return Optional.empty();
    }
    Query others = again.others();
    return to.none(others) || (said && !to.failed() && !to.some(others))
        ? Optional.of(again)
        : Optional.empty();
  }

  /** One column and how it is made again, whether or not the rows prove it. */
  public static Optional<MadeAgain> unproven(Lowering to, Table table, Column column, Expr value) {
    return typed(to, table, column, value).map(v -> new MadeAgain(table, Map.of(column, v)));
  }

  /** Two texts that a collation takes for the same need not be the same. */
  private static Optional<Expr> typed(Lowering to, Table table, Column column, Expr value) {
    List<Diagnostic> problems = new ArrayList<>();
    Scope scope = Scope.of(to.schema()).with(table.name().name(), table);
    Expr typed = new Typer(scope, problems::add).assignable(value, column);
    return column.collation() == null && problems.isEmpty() ? Optional.of(typed) : Optional.empty();
  }

  /** The columns out of which the values are made. */
  public Set<String> reads() {
    Set<String> names = new HashSet<>();
    for (Expr value : values.values()) {
      Exprs.walk(
          value,
          e -> {
            if (e instanceof Expr.Column c) {
              names.add(c.name());
            }
          });
    }
    return names;
  }

  private Expr own(Column column) {
    return Exprs.column(table.name().name(), column);
  }

  /** In which rows a column holds another value than the one made again. */
  private @Nullable Expr differ() {
    Expr any = null;
    for (Map.Entry<Column, Expr> made : values.entrySet()) {
      Expr differs = Exprs.binary(BinaryOp.DISTINCT, own(made.getKey()), made.getValue());
      any = any == null ? differs : Exprs.or(any, differs);
    }
    return any;
  }

  private Query others() {
    List<Item> items = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    for (String key : table.key()) {
      shown.add(key);
      items.add(new Item(own(table.column(key).orElseThrow()), key));
    }
    for (Map.Entry<Column, Expr> made : values.entrySet()) {
      String name = made.getKey().name();
      if (shown.add(name)) {
        items.add(new Item(own(made.getKey()), name));
      }
      String back = "back";
      while (!shown.add(back)) {
        back = "mig_" + back;
      }
      items.add(new Item(made.getValue(), back));
    }
    return Select.of(items, new TableFrom(table.name(), table.name().name()), differ());
  }

  /** Asks again in the run, and at check time, too. */
  public void ask(Lowering to, Span at, Span span) {
    String names = values.keySet().stream().map(Column::name).collect(Collectors.joining(", "));
    Diagnostic problem =
        Diagnostic.error(
                Code.DOES_NOT_COMBINE_BACK,
                "{n} {n:row|rows} of " + table.name() + " {n:does|do} not combine back to " + names)
            .at(at, "another text in {n} {n:row|rows}")
            .note("back is what the parts would give")
            .build();
    to.emit(new Question.NoRows(others(), null, false, Refusal.of(problem), span));
  }

  /** The update that gives the columns their values again. */
  public UpdateRows restored(Span span) {
    return update(null, span);
  }

  /** The same for the rows alone that hold another value. */
  public UpdateRows overwritten(Span span) {
    return update(differ(), span);
  }

  private UpdateRows update(@Nullable Expr where, Span span) {
    List<Assignment> set = new ArrayList<>();
    values.forEach((column, value) -> set.add(new Assignment(column.name(), value)));
    return new UpdateRows(
        table.name(), table.name().name(), set, null, where, Reverse.NOTHING, span);
  }
}
