/** Statements that change rows. Imports what {@code statement} imports, and {@code statement}. */
@NullMarked
package dev.mig.statement.data;

import org.jspecify.annotations.NullMarked;
