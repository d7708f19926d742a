/**
 * Real databases for tests: a new, empty one for each caller.
 *
 * <p>Imports nothing of the program, so that every room's tests may use it. A further database is a
 * class of its own here that returns {@link dev.mig.testing.TestDatabase}.
 */
package dev.mig.testing;
