/**
 * Statements that ask: assert, expect, require. Each form of an assertion is a class of its own
 * ({@link dev.mig.statement.check.Assertion}); the statements only say how much a failure weighs.
 *
 * <p>Imports what {@code statement} imports, {@code statement}, and the samples and join checks of
 * {@code statement.data}.
 */
@NullMarked
package dev.mig.statement.check;

import org.jspecify.annotations.NullMarked;
