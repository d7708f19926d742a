package dev.mig.statement.check;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Severity;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.Reader;
import dev.mig.syntax.MigParser.AggregateUnchangedContext;
import dev.mig.syntax.MigParser.AllCountsUnchangedContext;
import dev.mig.syntax.MigParser.AssertionContext;
import dev.mig.syntax.MigParser.CountComparisonContext;
import dev.mig.syntax.MigParser.CountUnchangedContext;
import dev.mig.syntax.MigParser.DigestUnchangedContext;
import dev.mig.syntax.MigParser.EveryRowContext;
import dev.mig.syntax.MigParser.NoRowsContext;
import dev.mig.syntax.MigParser.ReferencesHoldContext;
import dev.mig.syntax.MigParser.UniqueRowsContext;

/** Something said to be true of the rows where it stands. */
public sealed interface Assertion
    permits AllCounts,
        CountUnchanged,
        CountComparison,
        RowsAssertion,
        UniqueRows,
        ReferencesHold,
        AggregateUnchanged,
        DigestUnchanged {
  /** Asks it; a failure weighs as the asker says. */
  void ask(Asker asker);

  static Assertion read(AssertionContext node, Reader reader) {
    return switch (node) {
      case AllCountsUnchangedContext c -> new AllCounts(reader.block(), Reader.span(c));
      case CountUnchangedContext c -> CountUnchanged.read(c, reader);
      case CountComparisonContext c -> CountComparison.read(c, reader);
      case NoRowsContext c -> new RowsAssertion(reader.source(c.source()), false, Reader.span(c));
      case EveryRowContext c -> new RowsAssertion(reader.source(c.source()), true, Reader.span(c));
      case UniqueRowsContext c -> UniqueRows.read(c, reader);
      case ReferencesHoldContext c -> ReferencesHold.read(c, reader);
      case AggregateUnchangedContext c -> AggregateUnchanged.read(c, reader);
      case DigestUnchangedContext c -> DigestUnchanged.read(c, reader);
      default ->
          throw new IllegalStateException("no reader for " + node.getClass().getSimpleName());
    };
  }

  /**
   * Who asks.
   *
   * @param severity how much a failure weighs
   * @param span the whole statement
   */
  record Asker(Lowering to, Severity severity, Span span) {
    /** What is said when it does not hold. */
    Diagnostic.Builder failed(String summary) {
      return severity == Severity.ERROR
          ? Diagnostic.error(Code.ASSERTION_FAILED, summary)
          : Diagnostic.warning(Code.ASSERTION_FAILED, summary);
    }
  }
}
