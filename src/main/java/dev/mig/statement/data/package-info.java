/**
 * Statements that change rows: fill, update, map values, split, extract, remap, copy, delete,
 * insert, save, and SQL of the user's own. One class each; what they share has a class of its own:
 * {@link dev.mig.statement.data.Rows} (which rows), {@link dev.mig.statement.data.RowUpdate} and
 * {@link dev.mig.statement.data.RowInsert} (questions, change, reverse).
 *
 * <p>Imports what {@code statement} imports, and {@code statement}. To add one: see there.
 */
@NullMarked
package dev.mig.statement.data;

import org.jspecify.annotations.NullMarked;
