package dev.mig.statement;

import dev.mig.expression.Expr;
import dev.mig.expression.Query;
import dev.mig.operation.RowOperation;
import dev.mig.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code from SOURCE matching … missing …}.
 *
 * @param source a select without items
 * @param matching the condition; a {@link Expr.Row} of names means equal columns of these names
 * @param missing what becomes of a row without a partner
 * @param assignments what {@code missing C = e, …} sets, else empty; columns as written
 */
public record Lookup(
    Query.Select source,
    Expr matching,
    Missing missing,
    List<RowOperation.Assignment> assignments,
    @Nullable Span missingSpan,
    Span span) {
  public Lookup {
    assignments = List.copyOf(assignments);
  }

  /** The words after {@code missing}; REFUSE when nothing is said. */
  public enum Missing {
    REFUSE,
    KEEP,
    SKIP,
    DELETE,
    INSERT,
    ASSIGN
  }
}
