package dev.mig.compile.script;

import dev.mig.source.Source;
import java.util.List;

/**
 * Scripts around every migration, in its transaction: they count for what is planned and run, not
 * for what the migration means.
 */
public record Hooks(List<Source> before, List<Source> after) {
  public static final Hooks NONE = new Hooks(List.of(), List.of());

  public Hooks {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  public boolean isEmpty() {
    return before.isEmpty() && after.isEmpty();
  }
}
