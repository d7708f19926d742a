package dev.mig.operation;

import dev.mig.expression.Query;
import dev.mig.schema.Schema;
import dev.mig.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A question to the rows that must be answered well, or nothing happens. Asked of the live data at
 * check time, as far as the contents at its place can be told before the run, and again inside the
 * transaction.
 */
public sealed interface Question extends Operation {
  Refusal refusal();

  @Override
  default Schema applyTo(Schema before) {
    return before;
  }

  @Override
  default Reverse reverse(Schema before) {
    return Reverse.NOTHING;
  }

  /**
   * No row may be found.
   *
   * @param offending the rows that must not be; its columns are what is shown, key columns first.
   *     No limit, no order needed.
   * @param of counts the rows looked at (one row, one number), or null
   * @param enforced whether the database refuses by itself at the next operation, so that the run
   *     need not ask again
   */
  record NoRows(Query offending, @Nullable Query of, boolean enforced, Refusal refusal, Span span)
      implements Question {}

  /** Two queries of one value each give the same; NULL equals NULL. */
  record Same(Query left, Query right, Refusal refusal, Span span) implements Question {}

  /**
   * A query of one value gives the same as at the start of the migration.
   *
   * @param atStart the query in terms of the schema at the start
   * @param now the query in terms of the schema here
   * @param within how far two numbers may be apart, as text of a number, or null for not at all
   */
  record Unchanged(Query atStart, Query now, @Nullable String within, Refusal refusal, Span span)
      implements Question {}
}
