package dev.mig.statement.check;

import dev.mig.source.Severity;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.statement.Statement;
import dev.mig.syntax.MigParser.ExpectStatementContext;
import java.util.List;

/** {@code expect …}: what should be true here; a warning where it is not. */
public record Expect(Assertion assertion, Span span) implements Statement {
  public static List<? extends Statement> read(ExpectStatementContext node, Reader reader) {
    return List.of(new Expect(Assertion.read(node.assertion(), reader), Reader.span(node)));
  }

  @Override
  public void lower(Lowering to) {
    assertion.ask(new Assertion.Asker(to, Severity.WARNING, span));
  }
}
