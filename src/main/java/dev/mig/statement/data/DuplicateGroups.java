package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Keep;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Shapes;
import dev.mig.expression.Typing;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema.Reference;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table that agree in a key, and which one of each group stays; rows with a NULL in
 * the key are in no group.
 *
 * @param by the key, typed over the table under its own name
 * @param order what the author says of which row stays; empty for any. The table's key decides
 *     between rows that it leaves equal.
 * @param where which rows take part; null for all
 * @param pairs the saved table of every row that goes with the one that stays in its place
 */
record DuplicateGroups(
    Table table,
    List<Expr> by,
    List<Order> order,
    boolean last,
    @Nullable Expr where,
    QName pairs) {
  /** A row of a group, in queries over groups. */
  static final String ROW = "mig_row";

  /** The row of the group that stays. */
  static final String KEPT = "mig_kept";

  /** The pairs, where they are read. */
  static final String PAIR = "mig_pair";

  /** Typed against the schema; empty after a report. */
  static Optional<DuplicateGroups> type(Lowering to, Table table, Dedupe said) {
    String alias = table.name().name();
    List<Expr> all = new ArrayList<>(said.by());
    said.kept().by().forEach(o -> all.add(o.value()));
    List<Expr> named =
        said.block() ? all.stream().map(e -> Names.qualify(e, alias, table)).toList() : all;
    Expr where = Subjects.condition(to, table, said.block(), said.where());
    // as groups, because an aggregate is at home in none of them
    Select read = Select.of(List.of(), self(table), null).grouped(named, null);
    Select typed = (Select) RowTyper.typer(to, Scope.of(to.schema())).query(read);
    if (to.failed()) {
      return Optional.empty();
    }
    List<Expr> by = typed.groupBy().subList(0, said.by().size());
    by.forEach(e -> comparable(to, e));
    List<Order> order = new ArrayList<>();
    for (int i = 0; i < said.kept().by().size(); i++) {
      Expr value = typed.groupBy().get(said.by().size() + i);
      order.add(new Order(value, said.kept().by().get(i).descending()));
      stable(to, value);
    }
    if (table.key().isEmpty() && !to.schema().referencesTo(table.name()).isEmpty()) {
      to.report(
          Diagnostic.error(
                  Code.NO_KEY, table.name() + " has no key by which its rows could be told apart")
              .at(said.at(), "other rows refer to one of two equal rows, which cannot be said")
              .note("add a primary key first, such as a numbered column: it may go again after"));
    }
    return to.failed()
        ? Optional.empty()
        : Optional.of(
            new DuplicateGroups(
                table, by, order, said.kept().last(), where, to.savedTable(alias + "_duplicates")));
  }

  private static void comparable(Lowering to, Expr key) {
    boolean[] columns = new boolean[1];
    Exprs.walk(key, e -> columns[0] |= e instanceof Expr.Column);
    if (!columns[0]) {
      to.report(
          Diagnostic.error(Code.WRONG_ARGUMENTS, "this is the same for every row")
              .at(key.span(), "duplicates are found by what is in a row"));
    }
    if (!hasEquality(key.type())) {
      to.report(
          Diagnostic.error(Code.WRONG_TYPE, "values of type " + key.type() + " have no equality")
              .at(key.span(), "expected something that can be compared, such as a text of it"));
    }
    stable(to, key);
  }

  private static void stable(Lowering to, Expr value) {
    if (!Undo.stable(value)) {
      to.report(
          Diagnostic.error(Code.NOT_ALLOWED_HERE, "this is another value each time it is asked")
              .at(value.span(), "the same rows could not be kept on every run"));
    }
  }

  private static boolean hasEquality(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE, CHAR, VARCHAR, TEXT -> true;
      case BYTES, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, ENUM -> true;
      case JSONB, ARRAY, UNKNOWN -> true;
      case JSON, OTHER -> false;
    };
  }

  private static TableFrom self(Table table) {
    return new TableFrom(table.name(), table.name().name());
  }

  private String alias() {
    return table.name().name();
  }

  static String key(int i) {
    return "mig_key_" + (i + 1);
  }

  private static String place(int i) {
    return "mig_order_" + (i + 1);
  }

  /** Which rows are in a group. */
  @Nullable Expr taking() {
    Expr present = where;
    for (Expr key : by) {
      if (key.typing().nullable()) {
        present = Exprs.and(present, Exprs.isNotNull(key));
      }
    }
    return present;
  }

  /** Columns of the table with what they are grouped and, where that is asked for, ordered by. */
  private List<Item> items(List<Column> columns, boolean ordered) {
    List<Item> items = new ArrayList<>();
    for (Column column : columns) {
      items.add(new Item(Exprs.column(alias(), column), column.name()));
    }
    for (int i = 0; i < by.size(); i++) {
      items.add(new Item(by.get(i), key(i)));
    }
    for (int i = 0; i < order.size() && ordered; i++) {
      items.add(new Item(order.get(i).value(), place(i)));
    }
    return items;
  }

  private QueryFrom keptRows(List<Item> items) {
    List<Order> all = new ArrayList<>(order);
    for (Column column : table.key().isEmpty() ? stored(table) : keyColumns()) {
      Expr value = compared(Exprs.column(alias(), column));
      if (order.stream().noneMatch(o -> Shapes.same(o.value(), value))) {
        all.add(new Order(value, false));
      }
    }
    Keep keep = new Keep(last, all, by);
    Select kept =
        new Select(items, self(table), taking(), List.of(), null, keep, List.of(), false, -1);
    return new QueryFrom(kept, KEPT);
  }

  /** What is not computed by the database. */
  static List<Column> stored(Table table) {
    return table.columns().stream().filter(c -> c.generated() == null).toList();
  }

  List<Column> keyColumns() {
    return table.key().stream().map(k -> table.column(k).orElseThrow()).toList();
  }

  static Expr of(String relation, String name, Typing typing) {
    return new Expr.Column(relation, name, typing, Span.NONE);
  }

  /** A part of the key of a group, where a relation has it. */
  Expr ofKey(String relation, int i) {
    return of(relation, key(i), Typing.of(by.get(i).type(), false));
  }

  private @Nullable Expr sameKey(String one, String other) {
    Expr same = null;
    for (int i = 0; i < by.size(); i++) {
      same = Exprs.and(same, Exprs.equal(ofKey(one, i), ofKey(other, i)));
    }
    return same;
  }

  /** Every row that goes beside the one that stays. */
  private From rowsWithKept(List<Item> items) {
    Expr other = null;
    for (Column column : keyColumns()) {
      Expr differs =
          Exprs.binary(Expr.BinaryOp.NE, Exprs.column(ROW, column), Exprs.column(KEPT, column));
      other = other == null ? differs : Exprs.or(other, differs);
    }
    Expr on = Exprs.and(sameKey(ROW, KEPT), other);
    QueryFrom rows = new QueryFrom(Select.of(items, self(table), taking()), ROW);
    return new Join(rows, keptRows(items), JoinKind.SKIP, on, Span.NONE);
  }

  /** The columns by which rows of the table are found: its key and whatever is referred to. */
  private List<Column> found(List<Reference> references) {
    Set<String> names = new LinkedHashSet<>(table.key());
    references.forEach(r -> names.addAll(r.key().targetColumns()));
    return names.stream().map(n -> table.column(n).orElseThrow()).toList();
  }

  /** The pairs as a query, before anything is changed. */
  Select pairing(List<Reference> references) {
    List<Column> columns = found(references);
    List<Item> items = new ArrayList<>();
    columns.forEach(c -> items.add(new Item(Exprs.column(ROW, c), c.name())));
    columns.forEach(c -> items.add(new Item(Exprs.column(KEPT, c), kept(c.name()))));
    return Select.of(items, rowsWithKept(items(columns, false)), null);
  }

  /** What the pairs call a column of the row that stays. */
  private String kept(String column) {
    String name = "kept_" + column;
    while (table.column(name).isPresent()) {
      name = "mig_" + name;
    }
    return name;
  }

  TableFrom pair() {
    return new TableFrom(pairs, PAIR);
  }

  /** The value of a column in the row that goes. */
  Expr gone(String column) {
    return Exprs.column(PAIR, table.column(column).orElseThrow());
  }

  /** The value of a column in the row that stays. */
  Expr stays(String column) {
    Column like = table.column(column).orElseThrow();
    return of(PAIR, kept(column), Typing.of(like.type(), like.nullable()));
  }

  /** Whether a row of the table under this alias is one that goes. */
  Expr goes(String alias) {
    Expr match = null;
    for (String name : table.key()) {
      Column column = table.column(name).orElseThrow();
      match = Exprs.and(match, Exprs.equal(gone(name), Exprs.column(alias, column)));
    }
    return Exprs.exists(Select.of(List.of(new Item(Exprs.number(1), "one")), pair(), match));
  }

  /** Whether the order leaves no two rows of a group equal. */
  private boolean decided() {
    List<String> told = new ArrayList<>();
    Stream.concat(by.stream(), order.stream().map(Order::value))
        .filter(Expr.Column.class::isInstance)
        .forEach(e -> told.add(((Expr.Column) e).name()));
    return UniqueKeys.of(table).stream()
        .filter(told::containsAll)
        .anyMatch(k -> k.stream().noneMatch(c -> table.column(c).orElseThrow().nullable()));
  }

  /**
   * Rows that the order cannot tell from the one that stays, and that yet differ from it; empty
   * where there can be none.
   *
   * @param merged the columns in which they may differ, because they are merged
   */
  Optional<Select> ties(List<Column> merged) {
    Expr differs = null;
    for (Column column : table.columns()) {
      if (table.key().contains(column.name())
          || merged.contains(column)
          || column.generated() != null) {
        continue;
      }
      Expr one = compared(Exprs.column(ROW, column));
      Expr other = compared(Exprs.column(KEPT, column));
      Expr differ = Exprs.binary(Expr.BinaryOp.DISTINCT, one, other);
      differs = differs == null ? differ : Exprs.or(differs, differ);
    }
    if (order.isEmpty() || decided() || differs == null) {
      return Optional.empty();
    }
    Expr equal = null;
    for (int i = 0; i < order.size(); i++) {
      Typing typing = order.get(i).value().typing();
      Expr same =
          Exprs.binary(
              Expr.BinaryOp.NOT_DISTINCT, of(ROW, place(i), typing), of(KEPT, place(i), typing));
      equal = Exprs.and(equal, same);
    }
    List<Item> shown = new ArrayList<>();
    keyColumns().forEach(c -> shown.add(new Item(Exprs.column(ROW, c), c.name())));
    keyColumns().forEach(c -> shown.add(new Item(Exprs.column(KEPT, c), "other " + c.name())));
    if (table.key().isEmpty()) {
      stored(table).forEach(c -> shown.add(new Item(Exprs.column(ROW, c), c.name())));
      return Optional.of(
          Select.of(shown, rowsWithKept(items(table.columns(), true)), Exprs.and(equal, differs)));
    }
    for (int i = 0; i < by.size(); i++) {
      String name = name(by.get(i), i);
      if (!table.key().contains(name)) {
        shown.add(new Item(of(ROW, key(i), by.get(i).typing()), name));
      }
    }
    From rows = rowsWithKept(items(table.columns(), true));
    return Optional.of(Select.of(shown, rows, Exprs.and(equal, differs)));
  }

  private static String name(Expr key, int i) {
    return key instanceof Expr.Column c ? c.name() : i == 0 ? "duplicate" : "duplicate_" + (i + 1);
  }

  /** Types without equality are compared as text. */
  static Expr compared(Expr value) {
    return hasEquality(value.type())
        ? value
        : new Expr.Cast(
            value, SqlType.TEXT, Typing.of(SqlType.TEXT, value.typing().nullable()), Span.NONE);
  }

  /**
   * What is computed of each group that has duplicates, beside the row that stays.
   *
   * @param values over the table under its own name, with aggregates
   * @param kept the columns of the row that stays
   */
  From merged(List<Item> values, String alias, List<Column> kept) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      items.add(new Item(by.get(i), key(i)));
    }
    items.addAll(values);
    Expr several = Exprs.binary(Expr.BinaryOp.GT, Exprs.countAll(), Exprs.number(1));
    Select groups = Select.of(items, self(table), taking()).grouped(by, several);
    return new Join(
        new QueryFrom(groups, alias),
        keptRows(items(kept, false)),
        JoinKind.SKIP,
        sameKey(alias, KEPT),
        Span.NONE);
  }
}
