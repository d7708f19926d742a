package dev.mig.run;

import dev.mig.plan.Step;
import java.time.Duration;

/**
 * One step that was carried out.
 *
 * @param rows how many rows it touched, or -1 when that tells nothing (no row statement)
 */
public record StepResult(Step step, long rows, Duration duration) {}
