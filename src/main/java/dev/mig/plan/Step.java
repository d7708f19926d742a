package dev.mig.plan;

import dev.mig.operation.Refusal;
import dev.mig.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * One statement sent to the database. Immutable; a list of them is what is stored, shown and run.
 */
public sealed interface Step {
  /** Where the statement stands that it comes from; {@link Span#NONE} for what the tool adds. */
  Span span();

  /**
   * SQL that changes something.
   *
   * @param why what it is for, in a few words, shown as a comment above it
   * @param rows whether the number of rows it touches tells something (a row statement)
   */
  record Execute(String sql, String why, boolean rows, Span span) implements Step {}

  /**
   * SQL that must find no row.
   *
   * @param sql finds the offending rows, at most five, and their whole number as an additional last
   *     column
   * @param ofSql one number: how many rows were looked at; or null
   */
  record AskNone(String sql, @Nullable String ofSql, Refusal refusal, Span span) implements Step {}

  /** Two queries of one value that must agree. */
  record AskSame(String left, String right, Refusal refusal, Span span) implements Step {}

  /** Keeps a value for a later {@link AskUnchanged}. */
  record Remember(int slot, String sql, Span span) implements Step {}

  /**
   * A query of one value that must agree with a remembered one.
   *
   * @param within how far two numbers may be apart, or null for not at all
   */
  record AskUnchanged(int slot, String sql, @Nullable String within, Refusal refusal, Span span)
      implements Step {}
}
