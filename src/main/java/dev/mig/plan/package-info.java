/**
 * Plans: the steps of one dialect's SQL that carry out operations, with their transaction
 * boundaries, and how they are shown. {@link dev.mig.plan.Dialect} is what a database implements.
 *
 * <p>Imports the rooms up to {@code compile}, and gson. Holds no SQL but that around a plan. A new
 * kind of step needs its case in {@link dev.mig.plan.PlanText} and {@link dev.mig.plan.PlanJson},
 * and in {@code run} where it is carried out and read back.
 */
@NullMarked
package dev.mig.plan;

import org.jspecify.annotations.NullMarked;
