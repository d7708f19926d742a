package dev.mig.run;

import dev.mig.plan.Step;
import java.util.List;

/**
 * A part of a plan that is one transaction.
 *
 * @param number from 0
 * @param of how many stages the plan has
 */
record Stage(List<Step> steps, int number, int of) {
  Stage {
    steps = List.copyOf(steps);
  }

  boolean first() {
    return number == 0;
  }

  boolean last() {
    return number == of - 1;
  }
}
