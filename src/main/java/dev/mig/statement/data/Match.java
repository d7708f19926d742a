package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Query.From;
import dev.mig.expression.Query.Select;
import dev.mig.source.Span;
import dev.mig.statement.Lookup;
import java.util.List;

/**
 * A typed {@code from SOURCE matching …}.
 *
 * @param on when a row of the table and one of the source belong together, the source's own
 *     condition included
 * @param lookup as read
 * @param name what to call the source when speaking to people
 */
record Match(From source, Expr on, Lookup lookup, String name) {
  /** One that a statement makes itself: rows without a partner stay as they are. */
  static Match made(From source, Expr on, String name, Span at) {
    Lookup lookup =
        new Lookup(Select.of(List.of(), source, null), on, Lookup.Missing.KEEP, List.of(), at, at);
    return new Match(source, on, lookup, name);
  }
}
