package dev.mig.compile;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.Union;
import dev.mig.expression.Typing;
import dev.mig.operation.Batch;
import dev.mig.operation.NativeSql;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.RowOperation;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.operation.SchemaOperation.CreateTable;
import dev.mig.operation.SchemaOperation.DropColumns;
import dev.mig.operation.SchemaOperation.DropTable;
import dev.mig.operation.SchemaOperation.RenameColumn;
import dev.mig.operation.SchemaOperation.RenameTable;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.schema.Table;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the tables will hold at a place of the script, said as queries over the live tables. So a
 * question about rows that an earlier statement is going to change can be asked before anything is
 * written.
 *
 * <p>A table that no statement has touched stands for itself; one whose rows cannot be told
 * beforehand (SQL of the user's own, conflict rules) is opaque, and questions about it wait for the
 * run.
 */
final class Contents {
  /**
   * Deeper towers of queries than this are left to the run: planning them would cost more than it
   * tells.
   */
  private static final int DEEPEST = 40;

  /** Null stands for opaque; a table that is not in the map stands for itself. */
  private final Map<QName, @Nullable Layer> layers = new HashMap<>();

  private boolean allOpaque;
  private boolean doubted;

  Contents() {}

  Contents(Contents other) {
    layers.putAll(other.layers);
    allOpaque = other.allOpaque;
    doubted = other.doubted;
  }

  /** The query in terms of the live tables, or empty when that cannot be said. */
  Optional<Query> resolve(Query query) {
    Resolution resolution = new Resolution(layers, allOpaque);
    Query resolved = resolution.of(query);
    return resolution.opaque() || resolution.dependsOnUnknown(query)
        ? Optional.empty()
        : Optional.of(resolved);
  }

  /**
   * Questions about this table wait for the run: what it holds is no longer known, or already known
   * to be wrong.
   */
  void makeOpaque(QName table) {
    layers.put(table, null);
  }

  /**
   * The same for a query that is asked whether it finds a row: after a refused statement, what
   * nobody can tell is not shown.
   */
  Optional<Query> resolveRows(Query query) {
    if (!doubted || !(query instanceof Select s) || !s.groupBy().isEmpty() || s.distinct()) {
      return resolve(query);
    }
    Resolution resolution = new Resolution(layers, allOpaque);
    resolution.of(query);
    List<Item> known = s.items().stream().filter(i -> !resolution.isUnknown(i.value())).toList();
    return resolve(known.isEmpty() ? query : s.withItems(known));
  }

  /** Whether a refused statement has left something that nobody can tell. */
  boolean doubted() {
    return doubted;
  }

  /**
   * What these columns hold is not known from here on; where none is named, nor which rows there
   * are.
   */
  void doubt(@Nullable Table table, Set<String> columns) {
    doubted = true;
    if (table != null && columns.isEmpty()) {
      makeOpaque(table.name());
    } else if (table != null) {
      List<Item> items =
          table.columns().stream().map(c -> new Item(Values.own(table, c), c.name())).toList();
      TableFrom self = new TableFrom(table.name(), table.name().name());
      lay(table.name(), table.name(), Select.of(items, self, null), columns);
    }
  }

  /** Takes account of an operation, given the schema before it. */
  void apply(Operation operation, Schema before) {
    switch (operation) {
      case SchemaOperation o -> schema(o, before);
      case RowOperation o -> rows(o, before);
      case Batch o -> o.parts().forEach(p -> makeOpaque(p.operation().table()));
      case Question q -> {}
      case NativeSql o -> nativeSql(o);
    }
  }

  private void nativeSql(NativeSql o) {
    if (o.affects() == null) {
      allOpaque = true;
    } else {
      o.affects().forEach(this::makeOpaque);
    }
  }

  private void schema(SchemaOperation operation, Schema before) {
    switch (operation) {
      case CreateTable o -> layers.put(o.table(), new Layer(Values.empty(o.made()), 1, Set.of()));
      case DropTable o -> layers.remove(o.table());
      case RenameTable o -> {
        Table table = before.known(o.table());
        over(table, o.to(), c -> Optional.of(Values.own(table, c)), c -> c.name());
        layers.remove(o.table());
      }
      case AddColumn o -> addColumn(o, before.known(o.table()));
      case DropColumns o -> {
        Table table = before.known(o.table());
        Table left =
            table.withColumns(
                table.columns().stream().filter(c -> !o.columns().contains(c.name())).toList());
        over(left, o.table(), c -> Optional.of(Values.own(left, c)), Column::name);
      }
      case RenameColumn o -> {
        Table table = before.known(o.table());
        over(
            table,
            o.table(),
            c -> Optional.of(Values.own(table, c)),
            c -> c.name().equals(o.from()) ? o.to() : c.name());
      }
      case AlterColumn o -> alterColumn(o, before.known(o.table()));
      case SchemaOperation.AddConstraint o -> {}
      case SchemaOperation.DropConstraint o -> {}
      case SchemaOperation.RenameConstraint o -> {}
      case SchemaOperation.ValidateConstraint o -> {}
      case SchemaOperation.CreateIndex o -> {}
      case SchemaOperation.DropIndex o -> {}
      case SchemaOperation.RenameIndex o -> {}
      case SchemaOperation.KeepInSync o -> {}
      case SchemaOperation.EndSync o -> {}
    }
  }

  /**
   * Lays a select over a table's contents: one item for each of these columns; opaque where a value
   * cannot be said.
   */
  private void over(
      Table table,
      QName into,
      Function<Column, Optional<Expr>> value,
      Function<Column, String> name) {
    List<Item> items = new ArrayList<>();
    for (Column column : table.columns()) {
      Optional<Expr> said = value.apply(column);
      if (said.isEmpty()) {
        makeOpaque(into);
        return;
      }
      items.add(new Item(said.get(), name.apply(column)));
    }
    lay(
        into,
        table.name(),
        Select.of(items, new TableFrom(table.name(), table.name().name()), null));
  }

  private void lay(QName into, QName from, Query query) {
    lay(into, from, query, Set.of());
  }

  /** Puts a query over the present contents in the place of {@code into}. */
  private void lay(QName into, QName from, Query query, Set<String> unknown) {
    Layer below = layers.get(from);
    int depth = below == null ? 1 : below.depth() + 1;
    Resolution resolution = new Resolution(layers, allOpaque);
    Query resolved = resolution.of(query);
    Set<String> untold = resolution.unknownColumns(query).orElse(null);
    if (depth > DEEPEST || resolution.opaque() || untold == null) {
      makeOpaque(into);
      return;
    }
    untold.addAll(unknown);
    untold.addAll(Values.left(query));
    Query told = doubted ? Values.without(resolved, untold) : resolved;
    layers.put(into, new Layer(told, depth, untold, Layer.weights(query, below)));
  }

  private void addColumn(AddColumn o, Table before) {
    Column added = o.column();
    Table after = before.plus(added);
    over(
        after,
        o.table(),
        c ->
            c.name().equals(added.name())
                ? Values.initial(added, o.fill(), before)
                : Optional.of(Values.own(before, c)),
        Column::name);
  }

  private void alterColumn(AlterColumn o, Table before) {
    Column old = before.column(o.after().name()).orElseThrow();
    if (o.using() == null && old.type().equals(o.after().type())) {
      return;
    }
    Expr using =
        o.using() != null
            ? o.using()
            : new Expr.Cast(
                Values.own(before, old),
                o.after().type(),
                Typing.of(o.after().type(), old.nullable()),
                Span.NONE);
    over(
        before,
        o.table(),
        c -> Optional.of(c.name().equals(old.name()) ? using : Values.own(before, c)),
        Column::name);
  }

  private void rows(RowOperation operation, Schema before) {
    switch (operation) {
      case InsertRows o -> insert(o, before);
      case UpdateRows o -> {
        update(o, before.tables().get(o.table()));
        followers(o, before);
      }
      case DeleteRows o -> delete(o, before.tables().get(o.table()));
      case SaveRows o -> lay(o.table(), o.table(), o.query());
      case RowOperation.DropSaved o -> layers.remove(o.table());
      case RowOperation.AdvanceIdentity o -> {}
      case RowOperation.SetTriggers o -> {}
    }
  }

  private void insert(InsertRows o, Schema before) {
    Table table = before.tables().get(o.table());
    if (o.conflict() != null || table == null) {
      makeOpaque(o.table());
      return;
    }
    String alias = "mig_new";
    List<Item> items = new ArrayList<>();
    List<Item> present = new ArrayList<>();
    Set<String> unknown = new HashSet<>();
    for (Column column : table.columns()) {
      present.add(new Item(Values.own(table, column), column.name()));
      int at = o.columns().indexOf(column.name());
      if (at >= 0) {
        Typing typing = Typing.of(column.type(), column.nullable());
        Expr value = new Expr.Column(alias, o.query().columns().get(at), typing, Span.NONE);
        // PostgreSQL takes a bare NULL of a subquery for a text.
        boolean bare =
            o.query() instanceof Select s
                && s.items().get(at).value() instanceof Expr.Literal l
                && l.value() == null;
        items.add(
            new Item(
                bare ? new Expr.Cast(Exprs.NULL, column.type(), typing, Span.NONE) : value,
                column.name()));
        continue;
      }
      Optional<Expr> value = Values.initial(column, null, table);
      items.add(new Item(value.orElseGet(() -> Values.nullOf(column.type())), column.name()));
      if (value.isEmpty() || column.identity() != null) {
        unknown.add(column.name());
      }
    }
    Query old = Select.of(present, new TableFrom(table.name(), table.name().name()), null);
    Query added = Select.of(items, new QueryFrom(o.query(), alias), null);
    lay(o.table(), o.table(), new Union(List.of(old, added)), unknown);
  }

  private void update(UpdateRows o, @Nullable Table table) {
    if (table == null) {
      makeOpaque(o.table());
      return;
    }
    From self = new TableFrom(o.table(), o.alias());
    From from =
        o.from() == null ? self : new Join(self, o.from(), JoinKind.LEFT, o.where(), Span.NONE);
    List<Item> items = new ArrayList<>();
    for (Column column : table.columns()) {
      Expr old = Exprs.column(o.alias(), column);
      Expr value = old;
      for (Assignment assignment : o.assignments()) {
        if (assignment.column().equals(column.name())) {
          Expr where = o.where();
          value = where == null ? assignment.value() : Exprs.when(where, assignment.value(), old);
        }
      }
      items.add(new Item(value, column.name()));
    }
    lay(o.table(), o.table(), Select.of(items, from, null));
  }

  /** Rows that follow a changed key are not followed here. */
  void followers(UpdateRows o, Schema before) {
    Set<String> set = new HashSet<>();
    o.assignments().forEach(a -> set.add(a.column()));
    for (Schema.Reference reference : before.referencesTo(o.table())) {
      boolean follows =
          switch (reference.key().onUpdate()) {
            case NO_ACTION, RESTRICT -> false;
            case CASCADE, SET_NULL, SET_DEFAULT -> true;
          };
      if (follows && reference.key().targetColumns().stream().anyMatch(set::contains)) {
        makeOpaque(reference.from().name());
      }
    }
  }

  private void delete(DeleteRows o, @Nullable Table table) {
    if (table == null) {
      makeOpaque(o.table());
      return;
    }
    List<Item> items =
        table.columns().stream().map(c -> new Item(Exprs.column(o.alias(), c), c.name())).toList();
    Expr left = o.where() == null ? Exprs.truth(false) : Exprs.isNotTrue(o.where());
    lay(o.table(), o.table(), Select.of(items, new TableFrom(o.table(), o.alias()), left));
    o.along().forEach(this::makeOpaque);
  }
}
