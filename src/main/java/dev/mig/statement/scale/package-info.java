/**
 * Statements that say how others are done, where there are many rows. Imports what the rooms of the
 * other statements import; a new one is a class here and a line in {@link
 * dev.mig.statement.ScriptReader}.
 */
@NullMarked
package dev.mig.statement.scale;

import org.jspecify.annotations.NullMarked;
