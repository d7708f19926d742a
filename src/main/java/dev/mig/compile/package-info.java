/**
 * From statements to operations: walks a script with the moving schema and the simulated contents
 * of its tables, asks the live data, collects every diagnostic, and derives the way back.
 *
 * <p>Imports the rooms up to {@code statement}. Pure but for the {@link dev.mig.compile.Probe},
 * through which it asks.
 */
@NullMarked
package dev.mig.compile;

import org.jspecify.annotations.NullMarked;
