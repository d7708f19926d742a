package dev.mig.statement.script;

import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.List;

/**
 * A stretch of a script's text with the places where variables and definitions act.
 *
 * @param slots in the order of the text, none inside another
 */
public record Template(Source source, Span span, List<Slot> slots) {
  public Template {
    slots = List.copyOf(slots);
  }

  /** As it stands. */
  public String text() {
    return source.text(span);
  }
}
