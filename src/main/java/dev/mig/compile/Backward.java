package dev.mig.compile;

import dev.mig.operation.Operation;
import dev.mig.operation.Reverse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The derived way back: one reverse for each operation that was emitted, in the order of those.
 *
 * @param reverses grows while a script is walked
 */
record Backward(List<Reverse> reverses) {
  /** That of the operations from this one on. */
  Backward since(int first) {
    return new Backward(reverses.subList(first, reverses.size()));
  }

  /** What is to be done, in its order; operations without a reverse are left out. */
  List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (Reverse reverse : reverses.reversed()) {
      if (reverse instanceof Reverse.Exact exact) {
        all.addAll(exact.operations());
      }
    }
    return all;
  }

  WayBack kind() {
    WayBack kind = WayBack.NOTHING;
    for (Reverse reverse : reverses) {
      kind = kind.worse(WayBack.of(reverse));
    }
    return kind;
  }

  /** The first reason for which something cannot be taken back. */
  @Nullable String whyNot() {
    return reverses.stream()
        .filter(Reverse.None.class::isInstance)
        .map(r -> ((Reverse.None) r).why())
        .findFirst()
        .orElse(null);
  }
}
