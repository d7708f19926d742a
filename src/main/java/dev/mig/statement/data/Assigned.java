package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.schema.Column;
import dev.mig.source.Span;

/**
 * A column that gets a value.
 *
 * @param value typed, and of a type that the column takes
 * @param at the place to show when the value is wrong
 */
record Assigned(Column column, Expr value, Span at) {}
