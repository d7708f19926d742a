package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.Order;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks whether a walk could go round for ever. Every row has one parent at most, so the rows that
 * are reached from those without a parent are none of a circle, and each is visited once.
 */
record WalkGuard(Lowering to, WalkFrom walk) {
  /** Circles longer than this are shown in part. */
  private static final int LONGEST_SHOWN = 20;

  private static final String TOP = "mig_top";
  private static final String PARENT = "mig_parent";
  private static final String STEP = "mig_step";

  /** Empty where there is no such table; then something else was reported. */
  Optional<Question.NoRows> offending() {
    if (!(walk.rows() instanceof TableFrom rows) || walk.target().isEmpty()) {
      return Optional.empty();
    }
    Table table = to.schema().tables().get(rows.table());
    if (table == null) {
      return Optional.empty();
    }
    List<Item> items = new ArrayList<>();
    for (String target : walk.target()) {
      items.add(new Item(column(table, walk.alias(), target), target));
    }
    items.add(new Item(path(table), "path"));
    Select offending =
        Select.of(
            items,
            new Join(rows, fromTops(table), JoinKind.LEFT, equal(table, TOP), Span.NONE),
            endless(table));
    Diagnostic problem =
        Diagnostic.error(
                Code.WALK_IN_CIRCLE,
                "{n} {n:row|rows} of " + table.name() + " {n:leads|lead} round in a circle")
            .at(walk.span(), "this walk would never end")
            .note("more than " + WalkFrom.DEEPEST + " steps are taken for a circle, too")
            .build();
    return Optional.of(
        new Question.NoRows(offending, null, false, Refusal.of(problem), walk.span()));
  }

  private Expr endless(Table table) {
    Expr unreached = Exprs.isNull(depth(TOP, true));
    Expr present = null;
    for (String target : walk.target()) {
      Expr column = column(table, walk.alias(), target);
      if (column.typing().nullable()) {
        present = Exprs.and(present, Exprs.isNotNull(column));
      }
    }
    boolean anyStart = correlated();
    Expr start = anyStart ? null : walk.start();
    Expr comesBack = !anyStart && !walk.up() ? Exprs.exists(back(table)) : null;
    return java.util.Objects.requireNonNull(Exprs.and(unreached, present, start, comesBack));
  }

  /** Whether where the walk starts depends on the row around it. */
  private boolean correlated() {
    boolean[] found = new boolean[1];
    Exprs.walk(
        walk.start(),
        e -> found[0] |= e instanceof Expr.Column c && !c.relation().equals(walk.alias()));
    return found[0];
  }

  private static Expr column(Table table, String alias, String name) {
    return Exprs.column(alias, table.column(name).orElseThrow());
  }

  private static Expr depth(String alias, boolean nullable) {
    Typing typing = Typing.of(SqlType.INTEGER, nullable);
    return new Expr.Column(alias, WalkFrom.DEPTH, typing, Span.NONE);
  }

  /** The row of the walk itself is that of another relation. */
  private Expr equal(Table table, String alias) {
    Expr all = null;
    for (String target : walk.target()) {
      all =
          Exprs.and(
              all, Exprs.equal(column(table, alias, target), column(table, walk.alias(), target)));
    }
    return java.util.Objects.requireNonNull(all);
  }

  private WalkFrom over(
      Table table, String alias, boolean up, Expr start, @Nullable Expr going, int deepest) {
    List<String> columns = new ArrayList<>(walk.target());
    walk.key().stream().filter(k -> !columns.contains(k)).forEach(columns::add);
    return new WalkFrom(
        new TableFrom(table.name(), alias),
        alias,
        up,
        walk.key(),
        walk.target(),
        start,
        columns,
        going,
        deepest,
        Span.NONE);
  }

  private WalkFrom fromTops(Table table) {
    Expr parent = null;
    for (int i = 0; i < walk.key().size(); i++) {
      parent =
          Exprs.and(
              parent,
              Exprs.equal(
                  column(table, PARENT, walk.target().get(i)),
                  column(table, TOP, walk.key().get(i))));
    }
    Expr top =
        Exprs.notExists(
            Select.of(
                List.of(new Item(Exprs.number(1), "one")),
                new TableFrom(table.name(), PARENT),
                parent));
    return over(table, TOP, false, top, null, WalkFrom.DEEPEST);
  }

  /** The way up from the row, which ends where it is back. */
  private WalkFrom round(Table table, int deepest) {
    Expr begun = Exprs.equal(depth(WalkFrom.SO_FAR, false), Exprs.number(0));
    Expr elsewhere = Exprs.not(equal(table, WalkFrom.SO_FAR));
    Expr going = Exprs.or(begun, elsewhere);
    return over(table, STEP, true, equal(table, STEP), going, deepest);
  }

  private Select back(Table table) {
    Expr later = Exprs.binary(BinaryOp.GT, depth(STEP, false), Exprs.number(0));
    return Select.of(
        List.of(new Item(Exprs.number(1), "one")),
        round(table, WalkFrom.DEEPEST),
        Exprs.and(later, equal(table, STEP)));
  }

  /** The keys on the way up from the row, until it closes. */
  private Expr path(Table table) {
    Typing text = Typing.of(SqlType.TEXT, true);
    Expr.Aggregate keys =
        new Expr.Aggregate(
            "string_agg",
            key(table),
            List.of(Exprs.text(" → ")),
            false,
            List.of(new Order(depth(STEP, false), false)),
            text,
            Span.NONE);
    return new Expr.Scalar(
        Select.of(List.of(new Item(keys, "value")), round(table, LONGEST_SHOWN), null),
        text,
        Span.NONE);
  }

  private Expr key(Table table) {
    Expr all = null;
    for (String target : walk.target()) {
      Expr column = column(table, STEP, target);
      Expr part =
          column.type().isText()
              ? column
              : new Expr.Cast(column, SqlType.TEXT, Typing.of(SqlType.TEXT, false), Span.NONE);
      all = all == null ? part : join(join(all, Exprs.text(", ")), part);
    }
    return java.util.Objects.requireNonNull(all);
  }

  private static Expr join(Expr left, Expr right) {
    Typing text = Typing.of(SqlType.TEXT, false);
    return new Expr.Binary(BinaryOp.CONCAT, left, right, text, Span.NONE);
  }
}
