package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.DropSaved;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Removes duplicates of a table without a key, to which nothing refers: since equal rows cannot be
 * told apart, all rows of a group with duplicates go, and the one that stays is inserted again.
 */
record KeylessDuplicates(Lowering to, Dedupe said, DuplicateGroups groups, MergedValues merged) {
  private Table table() {
    return groups.table();
  }

  private String alias() {
    return table().name().name();
  }

  private TableFrom self() {
    return new TableFrom(table().name(), alias());
  }

  void run() {
    ties();
    askMerged();
    if (to.failed()) {
      return;
    }
    boolean isNew = to.isNew(table().name());
    boolean saving = said.loss() == Loss.SAVING && !isNew;
    QName kept = groups.pairs();
    to.emit(new SaveRows(kept, survivors(), keyNames(), !saving, said.span()));
    Triggers.tell(to, table(), "delete", said.at());
    Triggers.tell(to, table(), "insert", said.at());
    Expr goes = grouped();
    Reverse back = Reverse.NOTHING;
    if (!isNew) {
      String what = "{n} {n:row|rows} of " + table().name() + " {n:is|are} deleted";
      back =
          to.saves(said.loss(), removed(goes), what, said.at())
              ? saved(goes, kept)
              : new Reverse.None("the deleted rows of " + table().name() + " were not saved");
    }
    to.emit(new DeleteRows(table().name(), alias(), goes, back, said.span()));
    to.emit(inserted(kept));
    if (!saving) {
      to.emit(new DropSaved(kept, said.span()));
    }
  }

  private void ties() {
    String place = groups.last() ? "last" : "first";
    Diagnostic problem =
        Diagnostic.error(
                Code.TIED_ROWS,
                "{n} {n:row|rows} of "
                    + table().name()
                    + " {n:comes|come} "
                    + place
                    + " in {n:its group|their groups} as much as another row that differs")
            .at(said.kept().span(), "this does not say which of them stays")
            .note("order by more")
            .note("keep any: it does not matter which")
            .build();
    groups
        .ties(merged.columns())
        .ifPresent(
            rows ->
                to.emit(new Question.NoRows(rows, null, false, Refusal.of(problem), said.span())));
  }

  /** What the merged values must be to find their place. */
  private void askMerged() {
    List<Assigned> values = merged.values();
    if (values.isEmpty()) {
      return;
    }
    Candidates candidates =
        new Candidates(
            to,
            merged.groupsWith(stored()),
            null,
            this::shown,
            "groups of " + table().name(),
            said.span());
    ValueChecks checks = new ValueChecks(table(), candidates);
    values.forEach(checks::ask);
    Map<String, Assigned> set = new HashMap<>();
    values.forEach(a -> set.put(a.column().name(), a));
    new CheckRules(table(), candidates)
        .ask(
            set::containsKey,
            c -> Optional.ofNullable(set.get(c)).map(Assigned::value).or(() -> ofKept(c)),
            columns ->
                columns.stream()
                    .flatMap(c -> Stream.ofNullable(set.get(c)))
                    .findFirst()
                    .map(Assigned::at)
                    .orElse(said.at()));
  }

  /** Merged values under the names of their columns, other columns of the row that stays. */
  private List<Item> shown(Collection<Expr> telling) {
    List<Item> items = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Expr told : telling) {
      Exprs.walk(
          told,
          e -> {
            for (Assigned a : merged.values()) {
              if (a.value().equals(e) && names.add(a.column().name())) {
                items.add(new Item(e, a.column().name()));
              }
            }
            boolean own = e instanceof Expr.Column c && c.relation().equals(DuplicateGroups.KEPT);
            if (own && e instanceof Expr.Column c && names.add(c.name())) {
              items.add(new Item(c, c.name()));
            }
          });
    }
    for (int i = 0; i < groups.by().size(); i++) {
      items.add(new Item(groups.ofKey(MergedValues.GROUP, i), "duplicate " + (i + 1)));
    }
    return items;
  }

  private Optional<Expr> ofKept(String column) {
    return table().column(column).map(c -> Exprs.column(DuplicateGroups.KEPT, c));
  }

  /** The rows that stay, with what is merged, and with the key of their group. */
  private Select survivors() {
    List<Item> items = new ArrayList<>();
    List<Assigned> values = merged.values();
    for (Column column : stored()) {
      Expr value =
          values.stream()
              .filter(a -> a.column().equals(column))
              .findFirst()
              .map(Undo::typed)
              .orElseGet(() -> Exprs.column(DuplicateGroups.KEPT, column));
      items.add(new Item(value, column.name()));
    }
    for (int i = 0; i < groups.by().size(); i++) {
      items.add(new Item(groups.ofKey(MergedValues.GROUP, i), keyNames().get(i)));
    }
    return Select.of(items, merged.groupsWith(stored()), null);
  }

  private List<String> keyNames() {
    return IntStream.range(0, groups.by().size()).mapToObj(DuplicateGroups::key).toList();
  }

  /** Which rows are in a group with duplicates. */
  private Expr grouped() {
    Expr same = null;
    for (int i = 0; i < groups.by().size(); i++) {
      same =
          Exprs.and(same, Exprs.equal(groups.ofKey(DuplicateGroups.PAIR, i), groups.by().get(i)));
    }
    Select one = Select.of(List.of(new Item(Exprs.number(1), "one")), groups.pair(), same);
    Expr goes = Exprs.and(groups.taking(), Exprs.exists(one));
    return Objects.requireNonNull(goes);
  }

  /** Whether a row is as the one that stayed was left. */
  private Expr unchanged() {
    Expr same = null;
    for (Column column : stored()) {
      Expr left = DuplicateGroups.compared(Exprs.column(DuplicateGroups.PAIR, column));
      Expr now = DuplicateGroups.compared(Exprs.column(alias(), column));
      same =
          Exprs.and(
              same,
              column.nullable()
                  ? Exprs.binary(Expr.BinaryOp.NOT_DISTINCT, left, now)
                  : Exprs.equal(left, now));
    }
    return Objects.requireNonNull(same);
  }

  /** How many rows are fewer in the end. */
  private Query removed(Expr goes) {
    Query stay = Select.of(List.of(new Item(Exprs.countAll(), "n")), groups.pair(), null);
    Expr all = Exprs.countAll();
    Expr fewer =
        Exprs.binary(Expr.BinaryOp.MINUS, all, new Expr.Scalar(stay, all.typing(), said.span()));
    return Select.of(
        List.of(new Item(new Expr.Cast(fewer, all.type(), all.typing(), said.span()), "n")),
        self(),
        goes);
  }

  private List<Column> stored() {
    return DuplicateGroups.stored(table());
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }

  private InsertRows inserted(QName from) {
    String rows = "mig_saved";
    List<Item> items =
        stored().stream().map(c -> new Item(Exprs.column(rows, c), c.name())).toList();
    return new InsertRows(
        table().name(),
        names(stored()),
        Select.of(items, new TableFrom(from, rows), null),
        null,
        null,
        Reverse.NOTHING,
        said.span());
  }

  /** Saves what goes; down takes the rows that stayed away, as they are, and brings all back. */
  private Reverse saved(Expr goes, QName kept) {
    QName all = to.savedTable(alias());
    List<Item> items =
        stored().stream().map(c -> new Item(Exprs.column(alias(), c), c.name())).toList();
    to.emit(new SaveRows(all, Select.of(items, self(), goes), said.span()));
    TableFrom staying = new TableFrom(kept, DuplicateGroups.PAIR);
    Expr same = unchanged();
    List<Item> one = List.of(new Item(Exprs.number(1), "one"));
    Expr stayed = Exprs.exists(Select.of(one, staying, same));
    Diagnostic changed =
        Diagnostic.error(
                Code.CHANGED_SINCE,
                "{n} {n:row|rows} of "
                    + table().name()
                    + " that this migration left {n:is|are} no longer as {n:it was|they were}")
            .at(said.span(), "the deleted rows do not come back beside later ones")
            .build();
    Select gone =
        Select.of(
            RowSamples.of(table(), DuplicateGroups.PAIR, List.of(), Set.of()),
            staying,
            Exprs.notExists(Select.of(one, self(), same)));
    List<Expr> columns = new ArrayList<>();
    stored().forEach(c -> columns.add(Exprs.column(alias(), c)));
    Expr several = Exprs.binary(Expr.BinaryOp.GT, Exprs.countAll(), Exprs.number(1));
    Select twice =
        Select.of(items, self(), stayed)
            .grouped(columns.stream().map(DuplicateGroups::compared).toList(), several);
    Diagnostic again =
        Diagnostic.error(
                Code.CHANGED_SINCE,
                "{n} {n:row|rows} of "
                    + table().name()
                    + " that this migration left {n:has|have} duplicates again")
            .at(said.span(), "which of them is the one that stayed cannot be said")
            .build();
    return Reverse.withSaved(
        new Question.NoRows(gone, null, false, Refusal.of(changed), said.span()),
        new Question.NoRows(twice, null, false, Refusal.of(again), said.span()),
        new DeleteRows(table().name(), alias(), stayed, Reverse.NOTHING, said.span()),
        inserted(all));
  }
}
