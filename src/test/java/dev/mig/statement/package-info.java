/**
 * Tests of statements: {@link dev.mig.statement.Trial} lowers a script against a small schema and
 * carries out each operation at once on a real database, so that every question is asked of the
 * rows as the statement finds them.
 */
@NullMarked
package dev.mig.statement;

import org.jspecify.annotations.NullMarked;
