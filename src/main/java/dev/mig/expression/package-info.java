/**
 * Expressions of the language and the queries built from them: {@link dev.mig.expression.Expr},
 * {@link dev.mig.expression.Query}, their typing with NULL tracked ({@code Typer}) and the function
 * library ({@code Functions}: one table that names each function, its types, its meaning and how
 * each database says it).
 *
 * <p>Imports {@code source} and {@code schema}. A new function is one entry of the table and one
 * line of the differential test.
 */
@NullMarked
package dev.mig.expression;

import org.jspecify.annotations.NullMarked;
