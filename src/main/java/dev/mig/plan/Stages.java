package dev.mig.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the transactions of a plan begin and end: everything is one, unless rows are moved in
 * batches. Those have transactions of their own, what stands before and behind them is one each,
 * and what is asked right before them is one that holds no lock of a schema change.
 */
public final class Stages {
  private Stages() {}

  /**
   * The stages of a plan, in order. A {@link Step.Walk} is alone in its stage; the first and the
   * last stage have none, and may have no step at all.
   */
  public static List<List<Step>> of(List<Step> steps) {
    List<List<Step>> stages = new ArrayList<>();
    List<Step> stage = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Walk) {
        before(stage, stages);
        stages.add(List.of(step));
        stage = new ArrayList<>();
      } else {
        stage.add(step);
      }
    }
    stages.add(List.copyOf(stage));
    return stages;
  }

  /** Whether rows are moved in batches, so that the plan is more than one transaction. */
  public static boolean several(List<Step> steps) {
    return steps.stream().anyMatch(Step.Walk.class::isInstance);
  }

  /** The stage before a walk; empty ones only at the beginning, where the run is noted down. */
  private static void before(List<Step> stage, List<List<Step>> stages) {
    int asking = stage.size();
    while (asking > 0 && !(stage.get(asking - 1) instanceof Step.Execute)) {
      asking--;
    }
    if (asking > 0 || stages.isEmpty()) {
      stages.add(List.copyOf(stage.subList(0, asking)));
    }
    if (asking < stage.size()) {
      stages.add(List.copyOf(stage.subList(asking, stage.size())));
    }
  }
}
