package dev.mig.statement.check;

import dev.mig.expression.Query;
import dev.mig.expression.Query.Select;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Reader;
import dev.mig.syntax.MigParser.CountUnchangedContext;

/**
 * {@code count T unchanged}, {@code count (T where e) unchanged}: as many rows as when the
 * migration began.
 */
record CountUnchanged(Select source, Span at) implements Assertion {
  static CountUnchanged read(CountUnchangedContext node, Reader reader) {
    return new CountUnchanged(Counts.read(node.countTerm(), reader), Reader.span(node.countTerm()));
  }

  @Override
  public void ask(Asker asker) {
    Query now = Counts.typed(asker, source);
    if (asker.to().failed()) {
      return;
    }
    Diagnostic problem =
        asker
            .failed("this counted {left} rows when the migration began and counts {right} here")
            .at(at, "not unchanged")
            .build();
    AtStart.of(asker.to(), now, at)
        .ifPresent(
            then ->
                asker
                    .to()
                    .emit(
                        new Question.Unchanged(
                            then, now, null, Refusal.of(problem), asker.span())));
  }
}
