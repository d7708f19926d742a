package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Typing;
import dev.mig.operation.Operation;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.AdvanceIdentity;
import dev.mig.operation.RowOperation.Conflict;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.DropSaved;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.schema.Column;
import dev.mig.schema.Constraint.ForeignKey;
import dev.mig.schema.Formula;
import dev.mig.schema.Index;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What copy and insert have in common: questions to the new rows, the insert, the sequence behind
 * it, the reverse.
 *
 * @param assigned the columns with their values over {@link #NEW}, the relation of the new rows
 * @param asked the new rows, their columns called as those of the table, after {@code hidden} that
 *     tell where they come from
 * @param query the new rows as they are inserted
 * @param rows what to call them
 * @param wayOut what the author can do where a key is there already
 */
record RowInsert(
    Lowering to,
    Table table,
    List<Assigned> assigned,
    Query asked,
    List<Item> hidden,
    Query query,
    @Nullable Conflict conflict,
    String rows,
    String wayOut,
    Span at,
    Span span) {
  /** What the new rows are called in questions. */
  static final String NEW = "mig_new";

  /** Reports columns that must have a value and get none. */
  static void complete(Lowering to, Table table, List<Column> set, Span at) {
    String missing =
        table.columns().stream()
            .filter(c -> !c.fillsItself() && !set.contains(c))
            .map(Column::name)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      to.report(
          Diagnostic.error(
                  Code.NULL_INTO_NOT_NULL,
                  "new rows of " + table.name() + " would have no " + missing)
              .at(at, "not null and without a default, so it must be set: " + missing));
    }
  }

  void run() {
    ask();
    insert(to.nameAtStart(table.name()).isPresent(), Reverse.NOTHING);
  }

  /**
   * Inserts the rows.
   *
   * @param recorded whether the keys of the new rows shall be recorded
   * @param overwritten how the rows come back that a conflict overwrites
   * @return where they are, or null when they are not, or the table has none
   */
  @Nullable QName insert(boolean recorded, Reverse overwritten) {
    Triggers.tell(to, table, "insert", at);
    if (conflict != null && !conflict.update().isEmpty()) {
      Triggers.tell(to, table, "update", at);
    }
    boolean isNew = to.nameAtStart(table.name()).isEmpty();
    QName keys =
        recorded && !table.key().isEmpty() ? to.savedTable(table.name().name() + "_keys") : null;
    List<String> columns = assigned.stream().map(a -> a.column().name()).toList();
    to.emit(
        new InsertRows(
            table.name(), columns, query, conflict, keys, reverse(isNew, keys, overwritten), span));
    for (Assigned a : assigned) {
      Column.Identity identity = a.column().identity();
      if (identity != null && identity != Column.Identity.ROWID) {
        to.emit(new AdvanceIdentity(table.name(), a.column().name(), span));
      }
    }
    return keys;
  }

  private Reverse reverse(boolean isNew, @Nullable QName keys, Reverse overwritten) {
    if (isNew) {
      return keys == null ? Reverse.NOTHING : Reverse.exact(new DropSaved(keys, span));
    }
    if (overwritten instanceof Reverse.None) {
      return overwritten;
    }
    if (keys == null) {
      return new Reverse.None(
          table.name() + " has no key by which the new rows could be found again");
    }
    List<Operation> back = new ArrayList<>(List.of(deletion(keys), new DropSaved(keys, span)));
    if (overwritten instanceof Reverse.Exact e) {
      // overwritten rows may point at new ones, or hold what was theirs before
      boolean pointing =
          table.foreignKeys().stream().anyMatch(k -> k.target().equals(table.name()));
      back.addAll(pointing ? 0 : back.size(), e.operations());
    }
    return new Reverse.Exact(back, true);
  }

  private DeleteRows deletion(QName keys) {
    String alias = table.name().name();
    Expr match = null;
    for (String name : table.key()) {
      Column column = table.column(name).orElseThrow();
      match =
          Exprs.and(
              match, Exprs.equal(Exprs.column(Undo.ALIAS, column), Exprs.column(alias, column)));
    }
    Select recorded =
        Select.of(
            List.of(new Item(Exprs.number(1), "one")), new TableFrom(keys, Undo.ALIAS), match);
    return new DeleteRows(table.name(), alias, Exprs.exists(recorded), Reverse.NOTHING, span);
  }

  /** Asks whether the new rows find their place. */
  void ask() {
    if (to.failed()) {
      // what is wrong with the source shows in the keys too
      return;
    }
    Candidates candidates =
        new Candidates(to, new QueryFrom(asked, NEW), null, this::shown, rows, span);
    ValueChecks values = new ValueChecks(table, candidates);
    Map<String, Expr> set = new HashMap<>();
    for (Assigned a : assigned) {
      values.ask(a);
      set.put(a.column().name(), a.value());
    }
    for (List<String> key : UniqueKeys.of(table)) {
      if (set.keySet().containsAll(key)) {
        unique(candidates, key, set);
      }
    }
    for (Index index : UniqueRule.indexes(table)) {
      unique(candidates, index, set);
    }
    new CheckRules(table, candidates).ask(c -> true, c -> value(c, set), this::at);
    for (ForeignKey key : table.foreignKeys()) {
      if (set.keySet().containsAll(key.columns())) {
        values.noOrphans(key, set, amongThemselves(key, set), at(key.columns()));
      }
    }
  }

  /** Where they come from, then what the question speaks of. */
  private List<Item> shown(java.util.Collection<Expr> telling) {
    List<Item> items = new ArrayList<>();
    for (Item item : hidden) {
      items.add(
          new Item(
              new Expr.Column(NEW, item.name(), item.value().typing(), Span.NONE), item.name()));
    }
    for (Expr expr : telling) {
      Exprs.walk(
          expr,
          e -> {
            boolean own = e instanceof Expr.Column c && c.relation().equals(NEW);
            if (own
                && e instanceof Expr.Column c
                && items.stream().noneMatch(i -> i.name().equals(c.name()))) {
              items.add(new Item(c, c.name()));
            }
          });
    }
    return items.isEmpty()
        ? List.of(new Item(assigned.getFirst().value(), assigned.getFirst().column().name()))
        : items;
  }

  /** What a column of a new row will hold; empty where only the database knows. */
  private Optional<Expr> value(String name, Map<String, Expr> set) {
    Expr said = set.get(name);
    Column column = table.column(name).orElse(null);
    if (said != null || column == null) {
      return Optional.ofNullable(said);
    }
    if (column.identity() != null || column.generated() != null) {
      return Optional.empty();
    }
    Formula otherwise = column.defaultValue();
    Expr none = new Expr.Cast(Exprs.NULL, column.type(), Typing.of(column.type(), true), Span.NONE);
    return otherwise == null
        ? Optional.of(none)
        : SchemaFormula.of(
            otherwise, table, column.type(), c -> Optional.empty(), to.dialect().equals("sqlite"));
  }

  /** A unique index that is more than plain columns: among the new rows, and with those there. */
  private void unique(Candidates candidates, Index index, Map<String, Expr> set) {
    if (conflict != null) {
      // which rows come in is decided by another key
      return;
    }
    boolean sqlite = to.dialect().equals("sqlite");
    String alias = "mig_there";
    Optional<UniqueRule> fresh =
        UniqueRule.of(index, table, c -> value(c, set).map(v -> key(c, v, set)), sqlite);
    Optional<UniqueRule> old =
        UniqueRule.of(index, table, c -> table.column(c).map(x -> Exprs.column(alias, x)), sqlite);
    if (fresh.isEmpty() || old.isEmpty()) {
      return;
    }
    List<String> columns = List.copyOf(index.columns());
    UniqueRule rule = fresh.get();
    Candidates some =
        new Candidates(
            to, candidates.from(), rule.where(), candidates.shown(), candidates.rows(), span);
    some.distinct(
        rule.keys(),
        true,
        Diagnostic.error(
                Code.CONFLICTING_KEYS,
                "{n} {n:value|values} of "
                    + rule.words()
                    + " {n:stands|stand} in more than one of the new rows of "
                    + table.name())
            .at(at(columns), rule.words() + " is unique"));
    Expr same = old.get().where();
    for (int i = 0; i < rule.keys().size(); i++) {
      Expr one = old.get().keys().get(i).value();
      same = Exprs.and(same, Exprs.equal(one, rule.keys().get(i).value()));
    }
    Select there =
        Select.of(
            List.of(new Item(Exprs.number(1), "one")), new TableFrom(table.name(), alias), same);
    some.none(
        Exprs.exists(there),
        rule.keys().stream().map(Item::value).toList(),
        true,
        Diagnostic.error(
                Code.CONFLICTING_KEYS,
                "{n} of {of} "
                    + rows
                    + " {n:has|have} a value of "
                    + rule.words()
                    + " that "
                    + table.name()
                    + " holds already")
            .at(at(columns), rule.words() + " is unique"));
  }

  private Expr key(String name, Expr value, Map<String, Expr> set) {
    if (set.containsKey(name) || !(value instanceof Expr.Literal)) {
      return there(name, value);
    }
    return new Expr.Cast(value, value.type(), value.typing(), Span.NONE);
  }

  private Span at(Collection<String> columns) {
    return assigned.stream()
        .filter(a -> columns.contains(a.column().name()))
        .findFirst()
        .map(Assigned::at)
        .orElse(at);
  }

  /** The new rows that a foreign key of the table to itself may point at. */
  private @Nullable Select amongThemselves(ForeignKey key, Map<String, Expr> set) {
    if (!key.target().equals(table.name()) || !set.keySet().containsAll(key.targetColumns())) {
      return null;
    }
    String alias = "mig_other";
    Expr match = null;
    for (int i = 0; i < key.columns().size(); i++) {
      Column column = table.column(key.targetColumns().get(i)).orElseThrow();
      Expr value = java.util.Objects.requireNonNull(set.get(key.columns().get(i)));
      match = Exprs.and(match, Exprs.equal(Exprs.column(alias, column), value));
    }
    return Select.of(List.of(new Item(Exprs.number(1), "one")), new QueryFrom(asked, alias), match);
  }

  private void unique(Candidates candidates, List<String> key, Map<String, Expr> set) {
    boolean said = false;
    if (conflict != null) {
      said = conflict.key().isEmpty() || sameColumns(conflict.key(), key);
      if (said && conflict.update().isEmpty()) {
        return;
      }
    }
    String columns = String.join(", ", key);
    List<Item> values =
        key.stream()
            .map(k -> new Item(there(k, java.util.Objects.requireNonNull(set.get(k))), k))
            .toList();
    candidates.distinct(
        values,
        true,
        Diagnostic.error(
                Code.CONFLICTING_KEYS,
                "{n} {n:value|values} of "
                    + columns
                    + " {n:stands|stand} in more than one of the new rows of "
                    + table.name())
            .at(at(key), columns + " is unique"));
    if (said) {
      return;
    }
    String alias = "mig_there";
    Expr same = null;
    for (String name : key) {
      Column column = table.column(name).orElseThrow();
      same =
          Exprs.and(
              same,
              Exprs.equal(
                  Exprs.column(alias, column), java.util.Objects.requireNonNull(set.get(name))));
    }
    if (conflict != null) {
      same = Exprs.and(same, Exprs.not(conflicting(alias, conflict, set)));
    }
    Select there =
        Select.of(
            List.of(new Item(Exprs.number(1), "one")), new TableFrom(table.name(), alias), same);
    candidates.none(
        Exprs.exists(there),
        values.stream().map(Item::value).toList(),
        true,
        Diagnostic.error(
                Code.CONFLICTING_KEYS,
                "{n} of {of} "
                    + rows
                    + " {n:has|have} a value of "
                    + columns
                    + " that "
                    + table.name()
                    + " holds already")
            .at(at(key), columns + " is unique")
            .note(wayOut));
  }

  /** The column of the new rows, also where its value is known: nobody groups by a constant. */
  private static Expr there(String name, Expr value) {
    return value instanceof Expr.Literal
        ? new Expr.Column(NEW, name, value.typing(), Span.NONE)
        : value;
  }

  /**
   * Whether the row there is the one that the new row conflicts with as said, and so is skipped or
   * overwritten.
   */
  private Expr conflicting(String alias, Conflict conflict, Map<String, Expr> set) {
    Expr all = null;
    for (String name : conflict.key()) {
      Column column = table.column(name).orElseThrow();
      Expr value = set.getOrDefault(name, Exprs.NULL);
      all =
          Exprs.and(
              all, Exprs.binary(Expr.BinaryOp.NOT_DISTINCT, Exprs.column(alias, column), value));
    }
    return all == null ? Exprs.truth(false) : all;
  }

  private static boolean sameColumns(List<String> a, List<String> b) {
    return a.size() == b.size() && a.containsAll(b);
  }
}
