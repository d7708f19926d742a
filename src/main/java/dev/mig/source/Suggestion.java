package dev.mig.source;

import java.util.List;

/**
 * A way out that can be applied to the text; applied, the text parses.
 *
 * @param title what it does, as an order: "say what a missing part becomes"
 */
public record Suggestion(String title, Safety safety, List<Edit> edits) {
  /** Whether an editor may apply it unasked, after a look, or only show it. */
  public enum Safety {
    SAFE,
    CHECK,
    SHOW
  }

  public Suggestion {
    edits = List.copyOf(edits);
  }
}
