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
}
