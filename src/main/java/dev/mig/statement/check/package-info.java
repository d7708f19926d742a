/** Statements that ask: assertions, expectations, requirements. Imports what {@code statement} imports, and {@code statement}. */
@NullMarked
package dev.mig.statement.check;

import org.jspecify.annotations.NullMarked;
