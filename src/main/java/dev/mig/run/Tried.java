package dev.mig.run;

import dev.mig.source.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a statement in an {@link OpenTransaction}.
 *
 * @param change null where nothing of it is left
 * @param diagnostics warnings of one that went well, and why one did not
 * @param cancelled whether it was stopped by {@link OpenTransaction#cancel}
 * @param lost how many statements before it are gone, too, although they were not asked to
 */
public record Tried(
    @Nullable Change change, List<Diagnostic> diagnostics, boolean cancelled, int lost) {
  public Tried {
    diagnostics = List.copyOf(diagnostics);
  }
}
