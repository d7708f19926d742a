package dev.mig.statement.data;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Loss;
import dev.mig.statement.Reader;
import dev.mig.syntax.MigParser.LossClauseContext;
import dev.mig.syntax.MigParser.RowClauseContext;
import java.util.List;

/**
 * What may stand behind every row statement: {@code saving}, {@code losing}, {@code without
 * triggers} (see {@link WithoutTriggers}).
 */
final class Clauses {
  private Clauses() {}

  /** The same behind a statement that takes nothing away: a word about it is reported. */
  static void nothingLost(List<RowClauseContext> clauses, String why, Reader reader) {
    if (read(clauses, reader) != Loss.UNSAID) {
      RowClauseContext said =
          clauses.stream().filter(c -> c.lossClause() != null).findFirst().orElseThrow();
      reader.report(
          Diagnostic.error(
                  Code.NOT_ALLOWED_HERE, "there is nothing to lose, so nothing to save here")
              .at(Reader.span(said), why));
    }
  }

  /** What is said behind a statement into these columns: new ones overwrite nothing. */
  static Loss into(List<Destination> targets, List<RowClauseContext> clauses, Reader reader) {
    if (targets.isEmpty() || !targets.stream().allMatch(Destination::isNew)) {
      return read(clauses, reader);
    }
    nothingLost(clauses, "a new column overwrites nothing; the source stays", reader);
    return Loss.UNSAID;
  }

  /** What is said of loss; a second word about it, or about triggers, is reported. */
  static Loss read(List<RowClauseContext> clauses, Reader reader) {
    LossClauseContext first = null;
    RowClauseContext triggers = null;
    for (RowClauseContext clause : clauses) {
      Span at = Reader.span(clause);
      if (clause.withoutTriggers() != null) {
        if (triggers != null) {
          reader.report(
              Diagnostic.error(Code.SAID_TWICE, "that triggers must not fire is said twice")
                  .at(at)
                  .also(Reader.span(triggers), "here first"));
        }
        triggers = clause;
      } else if (first != null) {
        reader.report(
            Diagnostic.error(Code.SAID_TWICE, "what becomes of lost values is said twice")
                .at(at)
                .also(Reader.span(first), "here first"));
      } else {
        first = clause.lossClause();
      }
    }
    return Reader.loss(first);
  }
}
