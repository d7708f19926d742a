package dev.mig.operation;

import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL of one database, given by the user. The schema is read again after it, so its effect is not
 * predicted.
 *
 * @param dialect {@code postgres} or {@code sqlite}
 * @param affects the tables it says it changes; null when it does not say
 * @param reverseSql how to take it back, or null
 */
public record NativeSql(
    String dialect,
    String sql,
    @Nullable List<QName> affects,
    @Nullable String reverseSql,
    Span span)
    implements Operation {
  @Override
  public Schema applyTo(Schema before) {
    return before;
  }

  @Override
  public Reverse reverse(Schema before) {
    return reverseSql == null
        ? new Reverse.None("this SQL does not say its reverse")
        : Reverse.exact(new NativeSql(dialect, reverseSql, affects, sql, span));
  }
}
