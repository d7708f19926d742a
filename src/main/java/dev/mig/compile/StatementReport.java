package dev.mig.compile;

import dev.mig.operation.Operation;
import dev.mig.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one statement became.
 *
 * @param reverse how it is taken back
 * @param why why it has no reverse, or null
 */
public record StatementReport(
    Span span, List<Operation> operations, WayBack reverse, @Nullable String why) {
  public StatementReport {
    operations = List.copyOf(operations);
  }
}
