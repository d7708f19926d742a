package dev.mig.statement.data;

import dev.mig.expression.Casts;
import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Typing;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.AdvanceIdentity;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How moved rows come back: what the other table holds of them by then, joined to the saved columns
 * that did not go along.
 */
final class MoveBack {
  private static final String THERE = "mig_moved";
  private static final String KEYS = "mig_keys";

  private final Lowering to;
  private final CopySource source;
  private final Table moved;
  private final String alias;

  /** Which column there holds the unharmed value of a column here. */
  private final Map<String, Column> carried = new LinkedHashMap<>();

  MoveBack(Lowering to, CopySource source, Table moved, String alias) {
    this.to = to;
    this.source = source;
    this.moved = moved;
    this.alias = alias;
    for (int i = 0; i < source.columns().size(); i++) {
      Column there = source.columns().get(i);
      if (source.raw().items().get(i).value() instanceof Expr.Column c
          && c.relation().equals(alias)) {
        Column here = moved.column(c.name()).orElseThrow();
        if (keeps(here.type(), there.type())) {
          carried.putIfAbsent(here.name(), there);
        }
      }
    }
  }

  /** Whether every value of a type is the same as the other, and back. */
  private static boolean keeps(SqlType here, SqlType there) {
    if (here.equals(there)) {
      return true;
    }
    boolean numbers = here.isInteger() && there.isInteger();
    boolean texts =
        here.isText() && there.isText() && here.kind() != Kind.CHAR && there.kind() != Kind.CHAR;
    Expr value = new Expr.Column(THERE, "x", Typing.of(here, true), Span.NONE);
    return (numbers || texts) && Casts.fits(value, here, there) == null;
  }

  /** Columns of the rows at the start of the migration whose values do not go along. */
  List<Column> lost() {
    if (to.isNew(moved.name())) {
      return List.of();
    }
    return moved.columns().stream()
        .filter(c -> c.generated() == null && !carried.containsKey(c.name()))
        .filter(c -> !to.isNew(moved.name(), c.name()) || !c.fillsItself())
        .toList();
  }

  private Table target() {
    return source.target();
  }

  private boolean keyIsCarried() {
    return !moved.key().isEmpty() && carried.keySet().containsAll(moved.key());
  }

  private boolean newKeyIsKnown() {
    return !target().key().isEmpty()
        && target().key().stream()
            .allMatch(
                k ->
                    source.fitted().stream()
                        .anyMatch(i -> i.name().equals(k) && Undo.stable(i.value())));
  }

  /** Whether saved values could find their rows again; reports N113 if not. */
  boolean canSave(Span at) {
    boolean can = !target().key().isEmpty() && (keyIsCarried() || newKeyIsKnown());
    if (!can) {
      to.report(
          Diagnostic.error(
                  Code.NO_KEY,
                  "rows of "
                      + target().name()
                      + " could not be told by which saved values are theirs")
              .at(at, "cannot be saved")
              .note(
                  target().key().isEmpty()
                      ? "add a primary key to " + target().name() + " before this"
                      : "let the key of "
                          + moved.name()
                          + " go along, or set "
                          + String.join(", ", target().key())
                          + " of "
                          + target().name())
              .note("or say losing instead of saving"));
    }
    return can;
  }

  /**
   * What to write down of each row.
   *
   * @param key whether it is needed to tell the rows
   * @param saving whether the columns that do not go along are saved
   */
  List<Item> saved(boolean key, boolean saving) {
    Map<String, Item> items = new LinkedHashMap<>();
    if (key || (saving && keyIsCarried())) {
      RowSamples.key(moved, alias).forEach(i -> items.put(i.name(), i));
    }
    if (saving) {
      if (!keyIsCarried()) {
        source.fitted().stream()
            .filter(i -> target().key().contains(i.name()))
            .forEach(i -> items.put(fresh(i.name()), new Item(i.value(), fresh(i.name()))));
      }
      lost().forEach(c -> items.put(c.name(), new Item(Exprs.column(alias, c), c.name())));
    }
    return new ArrayList<>(items.values());
  }

  /** The saved new key is called after what it holds, whatever the columns here are called. */
  private String fresh(String name) {
    String called = "new_" + name;
    while (moved.column(called).isPresent()) {
      called = "mig_" + called;
    }
    return called;
  }

  /**
   * The rows come back before those there are deleted.
   *
   * @param keys where the keys of the rows there are recorded, or null
   * @param saved where the columns that did not go along are, or null
   */
  Reverse reverse(@Nullable QName keys, @Nullable QName saved) {
    if (to.isNew(moved.name())) {
      return Reverse.NOTHING;
    }
    if (!lost().isEmpty() && saved == null) {
      String columns = lost().stream().map(Column::name).collect(Collectors.joining(", "));
      return new Reverse.None(
          columns + " of the rows moved out of " + moved.name() + " were not saved");
    }
    if (keys == null) {
      return new Reverse.None(
          target().name() + " has no key by which the moved rows could be found again");
    }
    From from =
        new Join(
            new TableFrom(target().name(), THERE),
            new TableFrom(keys, KEYS),
            JoinKind.SKIP,
            recorded(),
            Span.NONE);
    if (saved != null) {
      TableFrom kept = new TableFrom(saved, Undo.ALIAS);
      from = new Join(from, kept, JoinKind.SKIP, belongs(), Span.NONE);
    }
    List<Operation> back = new ArrayList<>();
    askBack(from, back);
    List<Item> items = new ArrayList<>();
    for (Column column : moved.columns()) {
      Expr value = value(column, saved != null);
      if (value != null) {
        items.add(new Item(value, column.name()));
      }
    }
    back.add(
        new InsertRows(
            moved.name(),
            items.stream().map(Item::name).toList(),
            Select.of(items, from, null),
            null,
            null,
            Reverse.NOTHING,
            span()));
    for (Column column : moved.columns()) {
      if (column.identity() != null && column.identity() != Column.Identity.ROWID) {
        back.add(new AdvanceIdentity(moved.name(), column.name(), span()));
      }
    }
    return new Reverse.Exact(back, true);
  }

  private Span span() {
    return source.copy().span();
  }

  private @Nullable Expr value(Column column, boolean saved) {
    Column there = carried.get(column.name());
    if (there != null) {
      Expr value = Exprs.column(THERE, there);
      return there.type().equals(column.type())
          ? value
          : new Expr.Cast(
              value, column.type(), Typing.of(column.type(), there.nullable()), Span.NONE);
    }
    return saved && lost().contains(column) ? Exprs.column(Undo.ALIAS, column) : null;
  }

  private @Nullable Expr recorded() {
    Expr all = null;
    for (String name : target().key()) {
      Column column = target().column(name).orElseThrow();
      all = Exprs.and(all, Exprs.equal(Exprs.column(KEYS, column), Exprs.column(THERE, column)));
    }
    return all;
  }

  private @Nullable Expr belongs() {
    Expr all = null;
    if (keyIsCarried()) {
      for (String name : moved.key()) {
        Column here = moved.column(name).orElseThrow();
        Column there = java.util.Objects.requireNonNull(carried.get(name));
        all =
            Exprs.and(all, Exprs.equal(Exprs.column(Undo.ALIAS, here), Exprs.column(THERE, there)));
      }
      return all;
    }
    for (String name : target().key()) {
      Column there = target().column(name).orElseThrow();
      Column saved = Column.of(fresh(name), there.type(), true);
      all =
          Exprs.and(all, Exprs.equal(Exprs.column(Undo.ALIAS, saved), Exprs.column(THERE, there)));
    }
    return all;
  }

  /** What down asks first: no key is in use again, and every value still fits. */
  private void askBack(From from, List<Operation> back) {
    if (keyIsCarried()) {
      Expr taken = null;
      String own = moved.name().name();
      for (String name : moved.key()) {
        Column here = moved.column(name).orElseThrow();
        Column there = java.util.Objects.requireNonNull(carried.get(name));
        taken = Exprs.and(taken, Exprs.equal(Exprs.column(own, here), Exprs.column(THERE, there)));
      }
      Join both = new Join(from, new TableFrom(moved.name(), own), JoinKind.SKIP, taken, Span.NONE);
      back.add(
          question(
              Select.of(RowSamples.key(moved, own), both, null),
              "cannot come back: {n:its key is|their keys are} in use again"));
    }
    carried.forEach(
        (name, there) -> {
          Column here = moved.column(name).orElseThrow();
          Expr value = Exprs.column(THERE, there);
          Expr fits = Casts.fits(value, there.type(), here.type());
          if (fits != null) {
            List<Item> shown = new ArrayList<>(RowSamples.key(target(), THERE));
            shown.add(new Item(value, "value"));
            back.add(
                question(
                    Select.of(shown, from, Exprs.isNotTrue(fits)),
                    "no longer {n:fits|fit} " + name));
          }
        });
  }

  private Question question(Select offending, String what) {
    Diagnostic problem =
        Diagnostic.error(
                Code.CHANGED_SINCE, "{n} moved {n:row|rows} of " + moved.name() + " " + what)
            .at(span())
            .build();
    return new Question.NoRows(offending, null, false, Refusal.of(problem), span());
  }
}
