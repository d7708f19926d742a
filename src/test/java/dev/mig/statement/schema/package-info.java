/**
 * Tests of what the schema statements share; the statements themselves are tested by the case
 * folders.
 */
@NullMarked
package dev.mig.statement.schema;

import org.jspecify.annotations.NullMarked;
