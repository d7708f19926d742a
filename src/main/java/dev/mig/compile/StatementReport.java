package dev.mig.compile;

import dev.mig.operation.Operation;
import dev.mig.source.Place;
import dev.mig.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement became.
 *
 * @param span its place in the plain script
 * @param written its place as it was written, in whichever text; null for what the interpreter made
 * @param reverse how it is taken back
 * @param why why it has no reverse, or null
 */
public record StatementReport(
    Span span,
    @Nullable Place written,
    List<Operation> operations,
    WayBack reverse,
    @Nullable String why) {
  public StatementReport {
    operations = List.copyOf(operations);
  }

  StatementReport at(@Nullable Place place) {
    return new StatementReport(span, place, operations, reverse, why);
  }
}
