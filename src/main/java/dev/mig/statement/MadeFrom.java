package dev.mig.statement;

import dev.mig.expression.Expr;

/**
 * How the values of a column come out of others of their row, as far as the rows prove it.
 *
 * @param value over the table under its own name, not typed
 * @param said whether the script said that it is so, else it is only likely
 */
public record MadeFrom(Expr value, boolean said) {}
