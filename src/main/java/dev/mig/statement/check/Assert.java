package dev.mig.statement.check;

import dev.mig.source.Severity;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.syntax.MigParser.AssertStatementContext;
import java.util.List;

/** {@code assert …}: what must be true here, or everything rolls back. */
public record Assert(Assertion assertion, Span span) implements Statement {
  public static List<? extends Statement> read(AssertStatementContext node, Reader reader) {
    return List.of(new Assert(Assertion.read(node.assertion(), reader), Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    assertion.ask(new Assertion.Asker(to, Severity.ERROR, span));
  }
}
