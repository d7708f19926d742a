package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Query.From;
import dev.mig.statement.Lookup;

/**
 * A typed {@code from SOURCE matching …}.
 *
 * @param on when a row of the table and one of the source belong together, the source's own
 *     condition included
 * @param lookup as read
 * @param name what to call the source when speaking to people
 */
record Match(From source, Expr on, Lookup lookup, String name) {}
