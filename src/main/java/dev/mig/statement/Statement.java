package dev.mig.statement;

import dev.mig.source.Span;

/** One statement of a script, as read: names not yet resolved. Immutable. */
public interface Statement {
  /** The whole statement. */
  Span span();

  /**
   * Checks it against the schema that it finds and emits what it does. Reports every problem it can
   * see; after an error it still emits what keeps later statements meaningful (a column that shall
   * exist), or nothing.
   */
  void lower(Lowering to);

  /**
   * Called when {@link #lower} has reported an error: emits what is still lacking of what it would
   * have left as far as that is known (a column, its new type), and names what it would have
   * changed in the rows. Problems and questions are not heard; later statements rely on what is
   * emitted here and are not reported for this one's fault.
   */
  default void assume(Lowering to) {}
}
