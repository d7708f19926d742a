package dev.mig.statement.data;

import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Statement;
import dev.mig.syntax.MigParser.RowClauseContext;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;

/** {@code … without triggers}: a row statement during which no trigger of a user fires. */
public record WithoutTriggers(Statement inner) implements Statement {
  /** The statements that a node became, as its clauses want them. */
  public static List<? extends Statement> read(
      ParserRuleContext node, List<? extends Statement> statements) {
    boolean said =
        node.getRuleContexts(RowClauseContext.class).stream()
            .anyMatch(c -> c.withoutTriggers() != null);
    return said ? statements.stream().map(WithoutTriggers::new).toList() : statements;
  }

  @Override
  public Span span() {
    return inner.span();
  }

  @Override
  public void lower(Lowering to) {
    to.withoutTriggers(() -> inner.lower(to));
  }

  @Override
  public void assume(Lowering to) {
    inner.assume(to);
  }
}
