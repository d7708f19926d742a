package dev.mig.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A pending migration that the order of the whole set puts before applied ones, as when a branch
 * with a lower number is merged after one with a higher number was run.
 *
 * @param before the applied ones that it should have come before, in the order; at least one
 */
public record Latecomer(String name, List<String> before) {
  /**
   * All of them, in the order.
   *
   * @param order every migration of the folder in the order of going up: {@code after} first, file
   *     names only where that leaves a choice
   */
  public static List<Latecomer> of(List<String> order, Set<String> applied, Set<String> pending) {
    List<String> there = order.stream().filter(applied::contains).toList();
    List<Latecomer> late = new ArrayList<>();
    int passed = 0;
    for (String name : order) {
      if (applied.contains(name)) {
        passed++;
      } else if (pending.contains(name) && passed < there.size()) {
        // A view: thousands of latecomers share one list.
        late.add(
            new Latecomer(name, Collections.unmodifiableList(there.subList(passed, there.size()))));
      }
    }
    return late;
  }
}
