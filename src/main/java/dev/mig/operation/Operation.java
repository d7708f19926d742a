package dev.mig.operation;

import dev.mig.schema.Schema;
import dev.mig.source.Span;

/**
 * One thing done to a database or asked of it. Closed: every switch over it is exhaustive, without
 * a default.
 */
public sealed interface Operation
    permits SchemaOperation, RowOperation, Batch, Question, NativeSql {
  /** The statement it comes from. */
  Span span();

  /** The schema after it. What it needs of the schema before was checked when it was made. */
  Schema applyTo(Schema before);

  /** How it is taken back, given the schema before it. */
  Reverse reverse(Schema before);
}
