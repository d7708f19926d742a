package dev.mig.cli;

import dev.mig.run.Applied;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in what is applied that the user named: a migration, or the tag that one bears.
 *
 * @param index of the migration among those that are applied, in order
 * @param tag whether it was named by its tag, which means the state that it left
 */
record Target(int index, boolean tag) {
  /** What the name means; ends the command where nothing applied is called so. */
  static Target of(String text, List<Applied> applied) {
    for (int i = 0; i < applied.size(); i++) {
      if (applied.get(i).name().equals(text)) {
        return new Target(i, false);
      }
    }
    List<String> known = new ArrayList<>(applied.stream().map(Applied::name).toList());
    for (int i = 0; i < applied.size(); i++) {
      String tag = applied.get(i).tag();
      if (text.equals(tag)) {
        return new Target(i, true);
      }
      if (tag != null) {
        known.add(tag);
      }
    }
    Diagnostic.Builder problem =
        Diagnostic.error(Code.UNKNOWN_MIGRATION, "no migration " + text + " is applied");
    List<String> near = Nearest.to(text, known);
    if (!near.isEmpty()) {
      problem.note("the nearest: " + String.join(", ", near));
    }
    throw Stop.because(problem.build());
  }
}
