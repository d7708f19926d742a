/**
 * Plans: the steps of one dialect's SQL that carry out operations, with their transaction boundaries, and how they are shown.
 * {@link dev.mig.plan.Dialect} is what a database implements.
 *
 * <p>Imports the rooms up to {@code compile}. Holds no SQL of its own.
 */
@NullMarked
package dev.mig.plan;

import org.jspecify.annotations.NullMarked;
