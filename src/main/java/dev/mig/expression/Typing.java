package dev.mig.expression;

import dev.mig.schema.SqlType;

/**
 * What is known of an expression's values.
 *
 * @param nullable whether a value may be NULL
 */
public record Typing(SqlType type, boolean nullable) {
  /** Before the typer has looked. */
  public static final Typing UNKNOWN = new Typing(SqlType.UNKNOWN, true);

  public static Typing of(SqlType type, boolean nullable) {
    return new Typing(type, nullable);
  }
}
