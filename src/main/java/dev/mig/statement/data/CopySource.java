package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Scope;
import dev.mig.expression.Typer;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Conflict;
import dev.mig.schema.Column;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lookup;
import dev.mig.statement.Lookup.Missing;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The typed source of a copy.
 *
 * @param raw its values before they are fitted to their columns
 * @param hidden the keys of the source, shown of offending rows
 */
record CopySource(
    Lowering to, Table target, List<Column> columns, Select raw, List<Item> hidden, Copy copy) {
  /** Empty after a report. */
  static Optional<CopySource> type(Lowering to, Table target, List<Column> columns, Copy copy) {
    Select source = copy.source();
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      items.add(new Item(copy.lines().get(i).value(), columns.get(i).name()));
    }
    Select read =
        new Select(
            items,
            source.from(),
            source.where(),
            source.groupBy(),
            null,
            source.keep(),
            List.of(),
            false,
            -1);
    Typer typer = RowTyper.typer(to, Scope.of(to.schema()));
    Select typed = (Select) typer.query(read);
    for (int i = 0; i < columns.size(); i++) {
      typer.assign(typed.items().get(i).value(), columns.get(i));
    }
    if (to.failed()) {
      return Optional.empty();
    }
    List<Item> keys = typed.groupBy().isEmpty() ? keys(to, typed) : List.of();
    return Optional.of(new CopySource(to, target, columns, typed, keys, copy));
  }

  private static List<Item> keys(Lowering to, Select typed) {
    List<Item> all = new ArrayList<>();
    for (TableFrom t : Names.tables(typed.from())) {
      Table table = to.schema().tables().get(t.table());
      if (table == null) {
        continue;
      }
      for (Item item : RowSamples.key(table, t.alias())) {
        all.add(new Item(item.value(), t.alias() + "." + item.name()));
      }
    }
    for (Expr.Column place : Names.places(typed.from())) {
      all.add(new Item(place, place.relation() + "." + place.name()));
    }
    return all;
  }

  private boolean plain() {
    return raw.groupBy().isEmpty() && raw.keep() == null;
  }

  void insert(@Nullable Conflict conflict) {
    askJoins();
    RowInsert insert =
        rowInsert(
            conflict,
            "on conflict skip leaves such rows out; on conflict update overwrites those there",
            this);
    insert.ask();
    insert.insert(
        to.nameAtStart(target.name()).isPresent(),
        conflict == null || conflict.update().isEmpty() ? Reverse.NOTHING : overwritten(conflict));
  }

  /** Asks whether joins lose rows or double them. */
  void askJoins() {
    if (raw.from() != null) {
      SourceChecks checks = new SourceChecks(to, copy.span());
      checks.partners(raw.from(), raw.where());
      if (plain()) {
        checks.doubled(raw.from(), raw.where());
      }
    }
  }

  /** The values over {@link RowInsert#NEW}, the relation of the new rows. */
  private List<Assigned> assigned() {
    Typer typer = RowTyper.typer(to, Scope.of(to.schema()));
    List<Assigned> assigned = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Expr value = raw.items().get(i).value();
      Expr there = new Expr.Column(RowInsert.NEW, columns.get(i).name(), value.typing(), Span.NONE);
      Expr asked = typer.assign(value instanceof Expr.Literal ? value : there, columns.get(i));
      assigned.add(new Assigned(columns.get(i), asked, copy.lines().get(i).value().span()));
    }
    return assigned;
  }

  /** The values as their columns take them, over the source. */
  List<Item> fitted() {
    Typer typer = RowTyper.typer(to, Scope.of(to.schema()));
    List<Item> fitted = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Expr value = raw.items().get(i).value();
      fitted.add(new Item(typer.assign(value, columns.get(i)), columns.get(i).name()));
    }
    return fitted;
  }

  /**
   * The insert of these rows.
   *
   * @param inserted the same rows, in the words in which they are read when they are inserted
   */
  RowInsert rowInsert(@Nullable Conflict conflict, String wayOut, CopySource inserted) {
    List<Item> askedItems = new ArrayList<>(hidden);
    askedItems.addAll(raw.items());
    Select query = inserted.with(inserted.fitted()).ordered(inserted.order());
    String name = Names.tables(raw.from()).getFirst().table().toString();
    return new RowInsert(
        to,
        target,
        assigned(),
        with(askedItems),
        hidden,
        query,
        conflict,
        "rows from " + name,
        wayOut,
        copy.at(),
        copy.span());
  }

  /** The same source with another condition. */
  CopySource where(@Nullable Expr condition) {
    Select other =
        new Select(
            raw.items(),
            raw.from(),
            condition,
            raw.groupBy(),
            raw.having(),
            raw.keep(),
            List.of(),
            false,
            -1);
    return new CopySource(to, target, columns, other, hidden, copy);
  }

  /** Other columns of the same rows. */
  Select with(List<Item> items) {
    return new Select(
        items,
        raw.from(),
        raw.where(),
        raw.groupBy(),
        raw.having(),
        raw.keep(),
        List.of(),
        false,
        -1);
  }

  /** In key order, so that every run gives the same. */
  private List<Order> order() {
    List<Expr> by =
        raw.groupBy().isEmpty() ? hidden.stream().map(Item::value).toList() : raw.groupBy();
    return by.stream().map(e -> new Order(e, false)).toList();
  }

  /** Rows that a conflicting copy overwrites lose what they held, unless it is saved. */
  private Reverse overwritten(Conflict conflict) {
    Map<String, Assigned> values = new HashMap<>();
    assigned().forEach(a -> values.put(a.column().name(), a));
    List<Assigned> live =
        Undo.live(
            to,
            target,
            conflict.update().stream()
                .map(u -> Objects.requireNonNull(values.get(u.column())))
                .toList());
    if (live.isEmpty() || to.failed()) {
      return Reverse.NOTHING;
    }
    String alias = target.name().name();
    Expr match = null;
    Expr changes = null;
    for (String name : conflict.key()) {
      Expr there = Exprs.column(alias, target.column(name).orElseThrow());
      match =
          Exprs.and(match, Exprs.equal(Objects.requireNonNull(values.get(name)).value(), there));
    }
    for (Assigned a : live) {
      Expr differs =
          Exprs.binary(Expr.BinaryOp.DISTINCT, Exprs.column(alias, a.column()), a.value());
      changes = changes == null ? differs : Exprs.or(changes, differs);
    }
    QueryFrom fresh = new QueryFrom(with(raw.items()), RowInsert.NEW);
    Expr on = match == null ? Exprs.truth(false) : match;
    Lookup lookup = new Lookup(raw, on, Missing.SKIP, List.of(), null, copy.span());
    Rows rows = new Rows(target, new Match(fresh, on, lookup, RowInsert.NEW), null, null);
    new KeyChecks(to, rows, live, null, copy.span()).askReferences();
    String columns = live.stream().map(a -> a.column().name()).collect(Collectors.joining(", "));
    String what =
        "{n} {n:row|rows} of " + target.name() + " {n:loses its|lose their} old " + columns;
    if (!to.saves(copy.loss(), rows.count(changes), what, copy.at())) {
      return new Reverse.None(
          "the old values of " + target.name() + "." + columns + " were not saved");
    }
    if (!raw.items().stream().allMatch(i -> Undo.stable(i.value()))) {
      to.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE,
                  "what overwrites rows cannot be told from later values when it is random")
              .at(copy.at(), "cannot be saved")
              .note("copy the rest, and set the random values by an update of its own, saving"));
      return Reverse.NOTHING;
    }
    return Undo.save(to, rows, live, false, copy.at(), copy.span())
        .map(Undo::reverse)
        .orElse(Reverse.NOTHING);
  }
}
