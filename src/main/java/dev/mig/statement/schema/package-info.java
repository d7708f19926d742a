/**
 * Statements that change the schema. Imports what {@code statement} imports, and {@code statement}.
 */
@NullMarked
package dev.mig.statement.schema;

import org.jspecify.annotations.NullMarked;
