package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.Action;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Index;
import dev.mig.schema.Schema.Reference;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks of an update whether the keys of the table stand afterwards: unique, pointing at rows, and
 * pointed at no more than before.
 */
final class KeyChecks {
  /** What the rows are called as they will be. */
  private static final String AFTER = "mig_new";

  private final Lowering to;
  private final Rows rows;
  private final Map<String, Assigned> assigned = new HashMap<>();
  private final @Nullable Function<List<String>, String> help;
  private final Span span;

  /**
   * @param help what to say where the unique key of these columns rejects a value, or null
   */
  KeyChecks(
      Lowering to,
      Rows rows,
      List<Assigned> assigned,
      @Nullable Function<List<String>, String> help,
      Span span) {
    this.to = to;
    this.rows = rows;
    this.help = help;
    this.span = span;
    assigned.forEach(a -> this.assigned.put(a.column().name(), a));
  }

  void ask(ValueChecks values) {
    for (List<String> key : UniqueKeys.of(rows.table())) {
      if (touches(key)) {
        unique(key);
      }
    }
    UniqueRule.indexes(rows.table()).stream()
        .filter(i -> touches(List.copyOf(i.columns())))
        .forEach(this::unique);
    for (ForeignKey key : rows.table().foreignKeys()) {
      boolean own = key.target().equals(rows.table().name()) && touches(key.targetColumns());
      if (touches(key.columns()) && !own) {
        values.noOrphans(key, this::value, null, at(key.columns()));
      }
    }
    askReferences();
  }

  /** Asks whether a key that changes is pointed at. */
  void askReferences() {
    for (Reference reference : to.schema().referencesTo(rows.table().name())) {
      Action action = reference.key().onUpdate();
      boolean refuses = action == Action.NO_ACTION || action == Action.RESTRICT;
      if (refuses && touches(reference.key().targetColumns())) {
        referenced(reference);
      }
    }
  }

  private boolean touches(List<String> columns) {
    return columns.stream().anyMatch(assigned::containsKey);
  }

  private Span at(List<String> columns) {
    for (String column : columns) {
      Assigned a = assigned.get(column);
      if (a != null) {
        return a.at();
      }
    }
    return span;
  }

  /** What a column holds in a row that is changed. */
  private Expr value(String column) {
    Assigned a = assigned.get(column);
    return a == null ? rows.column(column) : a.value();
  }

  private void unique(List<String> key) {
    List<Item> keys = key.stream().map(k -> new Item(afterwards(k).orElseThrow(), k)).toList();
    unique(new UniqueRule(keys, null), key);
  }

  private void unique(Index index) {
    List<String> columns = List.copyOf(index.columns());
    boolean sqlite = to.dialect().equals("sqlite");
    UniqueRule.of(index, rows.table(), this::afterwards, sqlite)
        .ifPresent(rule -> unique(rule, columns));
  }

  /** A column of {@link #AFTER}; empty where the database computes it. */
  private Optional<Expr> afterwards(String name) {
    return rows.table()
        .column(name)
        .filter(c -> c.generated() == null)
        .map(c -> Exprs.column(AFTER, c.withNullable(c.nullable() || isNullable(name))));
  }

  private boolean isNullable(String name) {
    Assigned a = assigned.get(name);
    return a != null && a.value().typing().nullable();
  }

  private void unique(UniqueRule rule, List<String> columns) {
    List<Item> after = new ArrayList<>();
    for (String name : columns) {
      Assigned a = assigned.get(name);
      after.add(new Item(a == null ? rows.column(name) : rows.after(a), name));
    }
    Select all = Select.of(after, rows.all(), null);
    Candidates candidates =
        new Candidates(
            to,
            new dev.mig.expression.Query.QueryFrom(all, AFTER),
            rule.where(),
            telling -> rule.keys(),
            "rows of " + rows.table().name(),
            span);
    Diagnostic.Builder problem =
        Diagnostic.error(
                Code.CONFLICTING_KEYS,
                "{n} {n:value|values} of "
                    + rule.words()
                    + " would stand in more than one row of "
                    + rows.table().name())
            .at(at(columns), rule.words() + " is unique");
    candidates.distinct(
        rule.keys(), true, help == null ? problem : problem.note(help.apply(columns)));
  }

  private void referenced(Reference reference) {
    ForeignKey key = reference.key();
    String alias = "mig_reference";
    Expr points = null;
    Expr changes = null;
    for (int i = 0; i < key.columns().size(); i++) {
      Column column = reference.from().column(key.columns().get(i)).orElseThrow();
      String target = key.targetColumns().get(i);
      points = Exprs.and(points, Exprs.equal(Exprs.column(alias, column), rows.column(target)));
      Expr change = Exprs.binary(Expr.BinaryOp.DISTINCT, value(target), rows.column(target));
      changes = changes == null ? change : Exprs.or(changes, change);
    }
    Select pointing =
        Select.of(
            List.of(new Item(Exprs.number(1), "one")),
            new TableFrom(reference.from().name(), alias),
            points);
    if (changes == null) {
      return;
    }
    String columns = String.join(", ", key.targetColumns());
    Candidates candidates =
        new Candidates(
            to,
            rows.from(),
            rows.where(),
            telling -> RowSamples.of(rows.table(), rows.alias(), telling, Set.of()),
            "rows of " + rows.table().name(),
            span);
    candidates.none(
        Exprs.binary(Expr.BinaryOp.AND, changes, Exprs.exists(pointing)),
        List.of(),
        true,
        Diagnostic.error(
                Code.REFERENCED_ROWS,
                "{n} of {of} rows of "
                    + rows.table().name()
                    + " {n:is|are} referenced by "
                    + reference.from().name()
                    + ", so "
                    + columns
                    + " cannot change")
            .at(
                at(key.targetColumns()),
                reference.from().name() + "." + String.join(", ", key.columns()) + " points here")
            .note("a foreign key with on update cascade follows by itself"));
  }
}
