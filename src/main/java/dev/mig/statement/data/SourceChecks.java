package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import dev.mig.statement.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks of the joins of a source whether rows lose their partner or find several. */
public final class SourceChecks {
  private final Lowering to;
  private final Span span;

  public SourceChecks(Lowering to, Span span) {
    this.to = to;
    this.span = span;
  }

  /** Every row has a partner wherever the script does not say what else becomes of it. */
  public void partners(From from, @Nullable Expr where) {
    switch (from) {
      case TableFrom t -> {}
      case EachFrom e -> {}
      case WalkFrom w -> {}
      case QueryFrom q -> {
        if (q.query() instanceof Select s && s.from() != null) {
          partners(s.from(), s.where());
        }
      }
      case Join j -> {
        partners(j.left(), where);
        if (j.kind() == JoinKind.MATCH) {
          partner(j, where);
        }
      }
    }
  }

  private void partner(Join join, @Nullable Expr where) {
    Select one = Select.of(List.of(new Item(Exprs.number(1), "one")), join.right(), join.on());
    Expr left = within(where, Names.aliases(join.left()));
    String rows = name(join.left());
    Diagnostic.Builder problem = noPartner(join, rows);
    ask(shown(join.left(), join.on()), join.left(), Exprs.and(left, Exprs.notExists(one)), problem);
  }

  static Diagnostic.Builder noPartner(Join join, String rows) {
    return Diagnostic.error(
            Code.NO_MATCH,
            "{n} {n:row|rows} of " + rows + " {n:has|have} no match in " + name(join.right()))
        .at(join.span(), "this join would leave {n:it|them} out")
        .suggest("leave them out", Safety.CHECK, new Edit(end(join.span()), " missing skip"))
        .note("left join keeps such rows, with NULL for the columns of " + name(join.right()));
  }

  /** No row of the left side of a join is doubled by two partners. */
  public void doubled(From from, @Nullable Expr where) {
    if (!(from instanceof Join join)) {
      return;
    }
    doubled(join.left(), where);
    if (join.right() instanceof TableFrom t && join.kind() != JoinKind.CROSS) {
      Table table = to.schema().tables().get(t.table());
      List<Item> left = key(join.left());
      if (table == null || left.isEmpty() || UniqueKeys.decides(table, t.alias(), join.on())) {
        return;
      }
      Diagnostic.Builder problem =
          Diagnostic.error(
                  Code.MANY_MATCHES,
                  "{n} {n:row|rows} of "
                      + name(join.left())
                      + " {n:matches|match} more than one row of "
                      + name(join.right()))
              .at(join.span(), "this join would double {n:it|them}")
              .note("keep one: keep first by … per …, or match on more columns");
      List<Item> items = new ArrayList<>(left);
      items.add(new Item(Exprs.countAll(), "matches"));
      Select twice =
          Select.of(items, join, within(where, Names.aliases(join)))
              .grouped(
                  left.stream().map(Item::value).toList(),
                  Exprs.binary(Expr.BinaryOp.GT, Exprs.countAll(), Exprs.number(1)));
      to.emit(new Question.NoRows(twice, null, false, Refusal.of(problem.build()), span));
    }
  }

  private void ask(List<Item> items, From from, @Nullable Expr where, Diagnostic.Builder problem) {
    Select of = Select.of(List.of(new Item(Exprs.countAll(), "n")), from, null);
    to.emit(
        new Question.NoRows(
            Select.of(items, from, where), of, false, Refusal.of(problem.build()), span));
  }

  /** What to show of a row of this source: key and mentioned columns of its first table. */
  public List<Item> shown(From from, @Nullable Expr mentioning) {
    TableFrom first = Names.tables(from).isEmpty() ? null : Names.tables(from).getFirst();
    Table table = first == null ? null : to.schema().tables().get(first.table());
    if (first == null || table == null) {
      return List.of(new Item(Exprs.number(1), "row"));
    }
    List<Expr> telling = mentioning == null ? List.of() : List.of(mentioning);
    return RowSamples.of(table, first.alias(), telling, Names.aliases(from));
  }

  private List<Item> key(From from) {
    List<Item> all = new ArrayList<>();
    for (TableFrom t : Names.tables(from)) {
      Table table = to.schema().tables().get(t.table());
      if (table == null || table.key().isEmpty()) {
        return List.of();
      }
      for (Item item : RowSamples.key(table, t.alias())) {
        all.add(all.isEmpty() ? item : new Item(item.value(), t.alias() + "." + item.name()));
      }
    }
    return all;
  }

  /** The parts of a condition that speak of nothing but these relations. */
  private static @Nullable Expr within(@Nullable Expr where, Set<String> aliases) {
    Expr all = null;
    for (Expr part : Names.conjuncts(where)) {
      boolean[] outside = new boolean[1];
      Exprs.walk(
          part, e -> outside[0] |= e instanceof Expr.Column c && !aliases.contains(c.relation()));
      all = outside[0] ? all : Exprs.and(all, part);
    }
    return all;
  }

  static String name(From from) {
    List<TableFrom> tables = Names.tables(from);
    return switch (from) {
      case TableFrom t -> t.table().toString();
      case Join j -> tables.getFirst().table().toString();
      case QueryFrom q -> q.alias();
      case EachFrom e -> e.alias();
      case WalkFrom w -> tables.getFirst().table().toString();
    };
  }

  private static Span end(Span span) {
    return new Span(span.end(), span.end());
  }
}
