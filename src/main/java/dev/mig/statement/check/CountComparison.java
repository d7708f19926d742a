package dev.mig.statement.check;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.schema.SqlType;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Reader;
import dev.mig.syntax.MigParser.CountComparisonContext;
import dev.mig.syntax.MigParser.CountOperandContext;
import dev.mig.syntax.MigParser.CountSumContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** {@code count A = count B + 3}: sums of counts and numbers, compared. */
record CountComparison(List<Term> left, BinaryOp op, List<Term> right, Span at)
    implements Assertion {
  /**
   * A number or a count.
   *
   * @param source null for a number
   */
  record Term(boolean minus, @Nullable Select source, BigDecimal number) {}

  static CountComparison read(CountComparisonContext node, Reader reader) {
    BinaryOp op =
        switch (node.comparisonOperator().getText()) {
          case "=" -> BinaryOp.EQ;
          case "<>", "!=" -> BinaryOp.NE;
          case "<" -> BinaryOp.LT;
          case "<=" -> BinaryOp.LE;
          case ">" -> BinaryOp.GT;
          default -> BinaryOp.GE;
        };
    return new CountComparison(
        terms(node.countSum(0), reader), op, terms(node.countSum(1), reader), Reader.span(node));
  }

  private static List<Term> terms(CountSumContext node, Reader reader) {
    List<Term> terms = new ArrayList<>();
    boolean minus = false;
    for (var child : node.children) {
      if (child instanceof TerminalNode sign) {
        minus = sign.getText().equals("-");
      } else if (child instanceof CountOperandContext operand) {
        boolean counts = operand.countTerm() != null;
        terms.add(
            new Term(
                minus,
                counts ? Counts.read(operand.countTerm(), reader) : null,
                counts ? BigDecimal.ZERO : new BigDecimal(operand.INTEGER().getText())));
      }
    }
    return terms;
  }

  @Override
  public void ask(Asker asker) {
    Query before = sum(asker, left);
    Query after = sum(asker, right);
    if (asker.to().failed()) {
      return;
    }
    if (op == BinaryOp.EQ) {
      Diagnostic problem =
          asker
              .failed("the left side counts {left} and the right side {right}")
              .at(at, "not equal")
              .build();
      asker.to().emit(new Question.Same(before, after, Refusal.of(problem), asker.span()));
      return;
    }
    Expr holds = Exprs.binary(op, scalar(before), scalar(after));
    Diagnostic problem =
        asker.failed("this comparison of counts does not hold").at(at, "false").build();
    asker
        .to()
        .emit(
            new Question.Same(
                one(holds), one(Exprs.truth(true)), Refusal.of(problem), asker.span()));
  }

  private static Query one(Expr value) {
    return Select.of(List.of(new Item(value, "n")), null, null);
  }

  private static Expr scalar(Query query) {
    return new Expr.Scalar(query, Typing.of(SqlType.BIGINT, false), Span.NONE);
  }

  private static Query sum(Asker asker, List<Term> terms) {
    if (terms.size() == 1 && terms.getFirst().source() != null) {
      return Counts.typed(asker, terms.getFirst().source());
    }
    Expr sum = null;
    for (Term term : terms) {
      Expr value =
          term.source() == null
              ? new Expr.Literal(term.number(), Typing.of(SqlType.BIGINT, false), Span.NONE)
              : scalar(Counts.typed(asker, term.source()));
      BinaryOp op = term.minus() ? BinaryOp.MINUS : BinaryOp.PLUS;
      sum =
          sum == null
              ? value
              : new Expr.Binary(op, sum, value, Typing.of(SqlType.BIGINT, false), Span.NONE);
    }
    return one(sum == null ? Exprs.number(0) : sum);
  }
}
