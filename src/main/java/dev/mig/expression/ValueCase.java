package dev.mig.expression;

import dev.mig.expression.Expr.Binary;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Expr.Case;
import dev.mig.expression.Expr.Column;
import dev.mig.expression.Expr.In;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Expr.When;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A long {@code case} whose branches each name values of one column. A database tries branches one
 * after the other, so a hundred thousand of them cost every row a hundred thousand comparisons;
 * sorted, they can be searched in seventeen.
 *
 * @param branches in the order of their values, at least {@value #MANY}
 * @param otherwise a literal, a column or null
 */
public record ValueCase(Column subject, List<Branch> branches, @Nullable Expr otherwise) {
  /** Below this many values a plain list is as fast, and easier to read in a plan. */
  private static final int MANY = 64;

  /** A value, never NULL, and what it becomes. */
  public record Branch(Literal value, Expr result) {}

  public ValueCase {
    branches = List.copyOf(branches);
  }

  /** The case as sorted values; empty where it is short or about something else. */
  public static Optional<ValueCase> of(Case written) {
    Expr last = written.otherwise();
    boolean small = last == null || last instanceof Literal || last instanceof Column;
    if (written.subject() != null || written.whens().size() < 2 || !small) {
      return Optional.empty();
    }
    Column subject = subject(written.whens().getFirst().condition());
    if (subject == null || !subject.type().isOrderedAsWritten()) {
      return Optional.empty();
    }
    TreeMap<Object, Branch> branches = new TreeMap<>(ValueOrder::compare);
    for (When when : written.whens()) {
      if (!add(when, subject, branches)) {
        return Optional.empty();
      }
    }
    return branches.size() < MANY
        ? Optional.empty()
        : Optional.of(new ValueCase(subject, new ArrayList<>(branches.values()), last));
  }

  private static @Nullable Column subject(Expr condition) {
    return switch (condition) {
      case Binary b when b.op() == BinaryOp.EQ && b.left() instanceof Column c -> c;
      case In i when !i.negated() && i.operand() instanceof Column c -> c;
      default -> null;
    };
  }

  /** Adds a branch for each value that has none yet; false where the branch is of another kind. */
  private static boolean add(When when, Column subject, Map<Object, Branch> branches) {
    Column column = subject(when.condition());
    if (column == null || !Shapes.same(column, subject)) {
      return false;
    }
    List<Expr> values =
        switch (when.condition()) {
          case Binary b -> List.of(b.right());
          case In i -> i.list();
          default -> List.<Expr>of();
        };
    for (Expr value : values) {
      Object plain = value instanceof Literal l ? l.value() : null;
      boolean comparable =
          subject.type().isNumber() ? plain instanceof BigDecimal : plain instanceof String;
      if (!comparable || plain == null) {
        return false;
      }
      branches.putIfAbsent(plain, new Branch((Literal) value, when.result()));
    }
    return true;
  }

  /** Whether the column's value comes before that of a branch. */
  public Expr before(Branch branch) {
    return Exprs.binary(BinaryOp.LT, subject, branch.value());
  }

  /** Some of the branches as a case of their own. */
  public Case some(List<Branch> some, Typing typing) {
    List<When> whens =
        some.stream().map(b -> new When(Exprs.equal(subject, b.value()), b.result())).toList();
    return new Case(null, whens, otherwise, typing, subject.span());
  }
}
