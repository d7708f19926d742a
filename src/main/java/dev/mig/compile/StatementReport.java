package dev.mig.compile;

import dev.mig.operation.Operation;
import dev.mig.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement became.
 *
 * @param span its place in the plain script
 * @param written its place in the script as it was written: the use of what it comes from; {@link
 *     Span#NONE} where it comes from the scripts around every migration
 * @param reverse how it is taken back
 * @param why why it has no reverse, or null
 */
public record StatementReport(
    Span span, Span written, List<Operation> operations, WayBack reverse, @Nullable String why) {
  public StatementReport {
    operations = List.copyOf(operations);
  }

  /** A statement of a plain script, which stands as it is written. */
  StatementReport(Span span, List<Operation> operations, WayBack reverse, @Nullable String why) {
    this(span, span, operations, reverse, why);
  }

  /** The same, written elsewhere. */
  StatementReport writtenAt(Span place) {
    return new StatementReport(span, place, operations, reverse, why);
  }
}
