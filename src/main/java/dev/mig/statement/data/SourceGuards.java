package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Exprs;
import dev.mig.expression.Queries;
import dev.mig.expression.Query;
import dev.mig.expression.Query.EachFrom;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Join;
import dev.mig.expression.Query.JoinKind;
import dev.mig.expression.Query.QueryFrom;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Query.TableFrom;
import dev.mig.expression.Query.Union;
import dev.mig.expression.Query.WalkFrom;
import dev.mig.expression.Shapes;
import dev.mig.operation.Operation;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.InsertRows;
import dev.mig.operation.RowOperation.SaveRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.operation.SchemaOperation.AddColumn;
import dev.mig.operation.SchemaOperation.AlterColumn;
import dev.mig.schema.QName;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the sources inside an operation that cannot be trusted with any rows, wherever they stand,
 * and has asked before it what could go wrong: a value that is no array, a walk round a circle, a
 * row that a join inside an expression would leave out.
 */
public final class SourceGuards {
  private final Lowering to;
  private final Set<Expr> asked;

  /**
   * @param asked what this statement has asked already
   */
  public SourceGuards(Lowering to, Set<Expr> asked) {
    this.to = to;
    this.asked = asked;
  }

  /**
   * What a query reads at one level.
   *
   * @param made whether the compiler made the query: its joins were asked about by the statement
   */
  record Frame(@Nullable Frame outer, @Nullable From from, @Nullable Expr where, boolean made) {
    Frame reading(From left) {
      return new Frame(outer, left, where, made);
    }
  }

  /** Asks what must hold before an operation. */
  public void before(Operation operation) {
    switch (operation) {
      case InsertRows o -> query(o.query(), null, true);
      case SaveRows o -> query(o.query(), null, true);
      case UpdateRows o -> {
        From self = new TableFrom(o.table(), o.alias());
        From from = o.from();
        From all = from == null ? self : new Join(self, from, JoinKind.CROSS, null, Span.NONE);
        Frame frame = new Frame(null, all, o.where(), true);
        from(all, frame);
        expression(o.where(), frame);
        o.assignments().forEach(a -> expression(a.value(), frame));
      }
      case DeleteRows o ->
          expression(o.where(), new Frame(null, new TableFrom(o.table(), o.alias()), null, true));
      case AddColumn o -> expression(o.fill(), own(o.table()));
      case AlterColumn o -> expression(o.using(), own(o.table()));
      case Question.NoRows q -> {
        query(q.offending(), null, true);
        if (q.of() != null) {
          query(q.of(), null, true);
        }
      }
      case Question.Same q -> {
        query(q.left(), null, true);
        query(q.right(), null, true);
      }
      case Question.Unchanged q -> query(q.now(), null, true);
      default -> {} // nothing else reads rows
    }
  }

  private static Frame own(QName table) {
    return new Frame(null, new TableFrom(table, table.name()), null, true);
  }

  /** Asks what must hold before a query. */
  public void query(Query query) {
    query(query, null, true);
  }

  private void query(Query query, @Nullable Frame outer, boolean made) {
    switch (query) {
      case Union u -> u.parts().forEach(p -> query(p, outer, made));
      case Select s -> {
        Frame frame = new Frame(outer, s.from(), s.where(), made);
        if (s.from() != null) {
          from(s.from(), frame);
        }
        s.items().forEach(i -> expression(i.value(), frame));
        expression(s.where(), frame);
        s.groupBy().forEach(e -> expression(e, frame));
        expression(s.having(), frame);
        s.orderBy().forEach(o -> expression(o.value(), frame));
        if (s.keep() != null) {
          s.keep().by().forEach(o -> expression(o.value(), frame));
          s.keep().per().forEach(e -> expression(e, frame));
        }
      }
    }
  }

  /** Queries inside an expression see the rows of the frame. */
  private void expression(@Nullable Expr expr, Frame frame) {
    switch (expr) {
      case null -> {}
      case Expr.Exists e -> query(e.query(), frame, e.span().equals(Span.NONE));
      case Expr.Scalar s -> query(s.query(), frame, s.span().equals(Span.NONE));
      default -> Exprs.children(expr).forEach(e -> expression(e, frame));
    }
  }

  private void from(From from, Frame frame) {
    switch (from) {
      case TableFrom t -> {}
      case QueryFrom q -> query(q.query(), frame.outer(), true);
      case EachFrom e -> elements(e, null, frame);
      case WalkFrom w -> {
        expression(w.start(), new Frame(frame.outer(), null, null, true));
        new WalkGuard(to, w).offending().ifPresent(this::ask);
      }
      case Join j -> {
        from(j.left(), frame);
        if (j.right() instanceof EachFrom e) {
          elements(e, j.left(), frame);
        } else {
          from(j.right(), frame);
          if (j.kind() == JoinKind.MATCH && !frame.made()) {
            Select one = Select.of(List.of(new Item(Exprs.number(1), "one")), j.right(), j.on());
            ask(
                j.left(),
                frame.reading(j.left()),
                Exprs.notExists(one),
                Objects.requireNonNull(j.on()),
                rows -> SourceChecks.noPartner(j, SourceChecks.name(j.left())));
          }
        }
      }
    }
  }

  private void elements(EachFrom each, @Nullable From left, Frame frame) {
    expression(each.array(), left == null ? frame : frame.reading(left));
    ArrayTest test = new ArrayTest(to, each);
    ask(left, frame, test.bad(), test.raw(), test::notAnArray);
    if (!each.skip() && test.raw().typing().nullable()) {
      ask(left, frame, test.absent(), test.raw(), test::noArray);
    }
  }

  /** What to say, given what to call the rows. */
  private interface Wording {
    Diagnostic.Builder of(String rows);
  }

  /**
   * Asks whether bad rows are read; where the condition speaks of the rows around the query, they
   * are looked at together.
   *
   * @param left the relations that the condition is about; null for none but those around
   */
  private void ask(@Nullable From left, Frame frame, Expr bad, Expr telling, Wording problem) {
    ask(left, left, frame, bad, telling, problem);
  }

  /**
   * @param about the relations whose rows are shown
   */
  private void ask(
      @Nullable From left,
      @Nullable From about,
      Frame frame,
      Expr bad,
      Expr telling,
      Wording problem) {
    Frame outer = frame.outer();
    From around = outer == null ? null : outer.from();
    Expr all = left == null ? bad : Objects.requireNonNull(Exprs.and(usable(frame, left), bad));
    if (outer != null && around != null && left == null) {
      ask(around, around, outer, bad, telling, problem);
    } else if (outer != null && around != null && left != null && speaksOfOthers(left, all)) {
      if (speaksOfOthers(left, Exprs.truth(true))) {
        Select one = Select.of(List.of(new Item(Exprs.number(1), "one")), left, all);
        ask(around, around, outer, Exprs.exists(one), telling, problem);
      } else {
        From both = new Join(around, left, JoinKind.CROSS, null, Span.NONE);
        ask(both, about, outer, all, telling, problem);
      }
    } else {
      List<Item> shown =
          about == null
              ? List.of(new Item(telling, "value"))
              : new SourceChecks(to, Span.NONE).shown(about, telling);
      String rows = about == null ? "this value" : SourceChecks.name(about);
      Diagnostic refusal = problem.of(rows).build();
      ask(
          new Question.NoRows(
              Select.of(shown, left, all), null, false, Refusal.of(refusal), refusal.span()));
    }
  }

  private void ask(Question.NoRows question) {
    Query placeless =
        Queries.rewrite(
            question.offending(),
            e -> e,
            f -> f instanceof TableFrom t ? new TableFrom(t.table(), t.alias()) : f);
    if (asked.add(Shapes.bare(Exprs.exists(placeless)))) {
      to.emit(question);
    }
  }

  /** The parts of a condition that speak of these relations and those around, and need no guard. */
  private static @Nullable Expr usable(Frame frame, From left) {
    Set<String> here = Names.aliases(left);
    Set<String> hidden = new HashSet<>();
    if (frame.from() != null) {
      hidden.addAll(Names.aliases(frame.from()));
      hidden.removeAll(here);
    }
    Expr all = null;
    for (Expr part : Names.conjuncts(frame.where())) {
      if (!Names.mentions(part, hidden) && !reads(part)) {
        all = Exprs.and(all, part);
      }
    }
    return all;
  }

  private static boolean reads(Expr expr) {
    boolean[] found = new boolean[1];
    Exprs.walk(expr, e -> found[0] |= Names.isQuery(e));
    return found[0];
  }

  private static boolean speaksOfOthers(From left, Expr condition) {
    Set<String> known = new HashSet<>(Names.aliases(left));
    Select all = Select.of(List.of(new Item(condition, "")), left, null);
    inner(all, known);
    boolean[] found = new boolean[1];
    Queries.expressions(
        all,
        top ->
            Exprs.walk(
                top, e -> found[0] |= e instanceof Expr.Column c && !known.contains(c.relation())));
    return found[0];
  }

  /** Adds the relations of every query inside. */
  private static void inner(Query query, Set<String> known) {
    switch (query) {
      case Union u -> u.parts().forEach(p -> inner(p, known));
      case Select s -> {
        if (s.from() != null) {
          known.addAll(Names.aliases(s.from()));
          nested(s.from(), known);
        }
        Queries.expressions(
            s,
            top ->
                Exprs.walk(
                    top,
                    e -> {
                      if (e instanceof Expr.Exists x) {
                        inner(x.query(), known);
                      } else if (e instanceof Expr.Scalar x) {
                        inner(x.query(), known);
                      }
                    }));
      }
    }
  }

  private static void nested(From from, Set<String> known) {
    if (from instanceof QueryFrom q) {
      inner(q.query(), known);
    } else if (from instanceof Join j) {
      nested(j.left(), known);
      nested(j.right(), known);
    }
  }
}
