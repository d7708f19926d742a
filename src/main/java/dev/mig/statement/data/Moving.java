package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Conflict;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A move: which rows go is settled once and written down where it could change on the way, they are
 * inserted there and deleted here, and the count over both tables must be as before.
 */
final class Moving {
  private final Lowering to;
  private final CopySource source;
  private final Table moved;
  private final TableFrom first;
  private final @Nullable Conflict conflict;
  private final MoveBack back;

  /**
   * A move.
   *
   * @param moved the table whose rows go
   * @param first where it stands in the source
   * @param conflict null to refuse rows whose key is taken, else they stay
   */
  Moving(
      Lowering to, CopySource source, Table moved, TableFrom first, @Nullable Conflict conflict) {
    this.to = to;
    this.source = source;
    this.moved = moved;
    this.first = first;
    this.conflict = conflict;
    this.back = new MoveBack(to, source, moved, first.alias());
  }

  private Span span() {
    return source.copy().span();
  }

  void run() {
    CopySource going = source.where(Exprs.and(source.raw().where(), unlessTaken()));
    boolean settled = settled();
    if (!settled && moved.key().isEmpty()) {
      to.report(
          Diagnostic.error(
                  Code.NO_KEY,
                  moved.name() + " has no key by which the rows to move could be told from others")
              .at(first.span(), "no primary key, no unique key without NULL")
              .note(
                  "without a key, move all rows or those of a where over the table's own columns"));
      return;
    }
    going.askJoins();
    boolean saving = saving(going);
    if (to.failed()) {
      return;
    }
    QName rows = settled && !saving ? null : to.savedTable(moved.name().name() + "_moved");
    Expr written = rows == null ? null : isWritten(rows, first.alias());
    CopySource inserted =
        settled ? going : plain() ? going.where(written) : going.where(both(going, written));
    RowInsert insert =
        going.rowInsert(null, "on conflict skip leaves such rows in " + moved.name(), inserted);
    insert.ask();
    if (rows != null) {
      List<String> key = settled ? List.of() : moved.key();
      to.emit(new SaveRows(rows, going.with(back.saved(!settled, saving)), key, false, span()));
    }
    // Between batches others write; each batch inserts and deletes the same rows.
    QName before = to.batched() ? null : to.savedTable("count");
    if (before != null) {
      to.emit(new SaveRows(before, count(), span()));
    }
    boolean recorded =
        !to.isNew(moved.name()) || to.nameAtStart(source.target().name()).isPresent();
    QName keys = insert.insert(recorded, Reverse.NOTHING);
    Expr gone =
        settled
            ? renamed(going.raw().where())
            : isWritten(Objects.requireNonNull(rows), moved.name().name());
    new Deletion(to, moved, gone, first.span(), span())
        .moved(back.reverse(keys, saving ? rows : null));
    if (before != null) {
      askCount(before);
    }
    if (!to.isNew(moved.name())) {
      to.moved(source.target().name());
    }
  }

  private static @Nullable Expr both(CopySource going, @Nullable Expr written) {
    return Exprs.and(going.raw().where(), written);
  }

  private boolean plain() {
    return source.raw().from() instanceof TableFrom && source.raw().keep() == null;
  }

  /**
   * Whether the condition picks the same rows before and after they are inserted elsewhere: it
   * speaks of nothing but the row.
   */
  private boolean settled() {
    Expr where = source.raw().where();
    boolean[] own = {plain() && conflict == null};
    if (where != null) {
      Exprs.walk(where, e -> own[0] &= !Names.isQuery(e));
      own[0] &= Undo.stable(where);
    }
    return own[0];
  }

  /** That no row there has the key, where such rows stay. */
  private @Nullable Expr unlessTaken() {
    if (conflict == null) {
      return null;
    }
    Map<String, Expr> values = new LinkedHashMap<>();
    source.fitted().forEach(i -> values.put(i.name(), i.value()));
    Table target = source.target();
    List<List<String>> keys =
        conflict.key().isEmpty() ? UniqueKeys.of(target) : List.of(conflict.key());
    String alias = "mig_there";
    Expr all = null;
    for (List<String> key : keys) {
      Expr same = null;
      for (String name : key) {
        Expr value = values.get(name);
        Column column = target.column(name).orElseThrow();
        same =
            value == null
                ? Exprs.truth(false)
                : Exprs.and(same, Exprs.equal(Exprs.column(alias, column), value));
      }
      if (values.keySet().containsAll(key)) {
        Select there =
            Select.of(
                List.of(new Item(Exprs.number(1), "one")),
                new TableFrom(target.name(), alias),
                same);
        all = Exprs.and(all, Exprs.notExists(there));
      }
    }
    return all;
  }

  /** Says what becomes of columns that do not go along; whether they are to be saved. */
  private boolean saving(CopySource going) {
    Loss loss = source.copy().loss();
    String lost = back.lost().stream().map(Column::name).collect(Collectors.joining(", "));
    if (lost.isEmpty()) {
      if (loss != Loss.UNSAID) {
        to.report(
            Diagnostic.warning(Code.NOT_ALLOWED_HERE, "this move loses nothing that could be saved")
                .at(first.span(), "each of its columns goes along"));
      }
      return false;
    }
    Select all = going.with(List.of(new Item(Exprs.number(1), "one")));
    Select count =
        Select.of(
            List.of(new Item(Exprs.countAll(), "n")), new QueryFrom(all, RowInsert.NEW), null);
    String what = "{n} {n:row|rows} of " + moved.name() + " {n:leaves|leave} " + lost + " behind";
    return to.saves(loss, count, what, first.span()) && back.canSave(first.span());
  }

  /** That the row of the moved table is among those written down. */
  private Expr isWritten(QName rows, String alias) {
    Expr same = null;
    for (String name : moved.key()) {
      Column column = moved.column(name).orElseThrow();
      same =
          Exprs.and(
              same, Exprs.equal(Exprs.column(Undo.ALIAS, column), Exprs.column(alias, column)));
    }
    return Exprs.exists(
        Select.of(
            List.of(new Item(Exprs.number(1), "one")), new TableFrom(rows, Undo.ALIAS), same));
  }

  /** A condition over the source's alias said over the table's own name. */
  private @Nullable Expr renamed(@Nullable Expr where) {
    return where == null
        ? null
        : Exprs.map(
            where,
            e ->
                e instanceof Expr.Column c && c.relation().equals(first.alias())
                    ? new Expr.Column(moved.name().name(), c.name(), c.typing(), c.span())
                    : e);
  }

  private Select count() {
    Expr sum =
        new Expr.Binary(
            Expr.BinaryOp.PLUS,
            count(moved),
            count(source.target()),
            Typing.of(SqlType.BIGINT, false),
            Span.NONE);
    return Select.of(List.of(new Item(sum, "n")), null, null);
  }

  private static Expr count(Table table) {
    Select all =
        Select.of(
            List.of(new Item(Exprs.countAll(), "n")),
            new TableFrom(table.name(), table.name().name()),
            null);
    return new Expr.Scalar(all, Typing.of(SqlType.BIGINT, false), Span.NONE);
  }

  /** Triggers and rules may do more than the move; then it is taken back. */
  private void askCount(QName before) {
    Expr n = new Expr.Column(Undo.ALIAS, "n", Typing.of(SqlType.BIGINT, false), Span.NONE);
    Select then = Select.of(List.of(new Item(n, "n")), new TableFrom(before, Undo.ALIAS), null);
    Diagnostic problem =
        Diagnostic.error(
                Code.ASSERTION_FAILED,
                moved.name()
                    + " and "
                    + source.target().name()
                    + " hold {left} rows before this move and {right} after it")
            .at(first.span(), "a move keeps the count over both")
            .build();
    to.emit(new Question.Same(then, count(), Refusal.of(problem), span()));
  }
}
