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
 * @param after the schema that a trial has shown it to leave, or null when it was not tried
 */
public record NativeSql(
    String dialect,
    String sql,
    @Nullable List<QName> affects,
    @Nullable String reverseSql,
    @Nullable Schema after,
    Span span)
    implements Operation {
  public NativeSql(
      String dialect,
      String sql,
      @Nullable List<QName> affects,
      @Nullable String reverseSql,
      Span span) {
    this(dialect, sql, affects, reverseSql, null, span);
  }

  /** The same with the schema that it leaves. */
  public NativeSql leaving(Schema schema) {
    return new NativeSql(dialect, sql, affects, reverseSql, schema, span);
  }

  @Override
  public Schema applyTo(Schema before) {
    return after == null ? before : after;
  }

  @Override
  public Reverse reverse(Schema before) {
    return reverseSql == null
        ? new Reverse.None("this SQL does not say its reverse")
        : Reverse.exact(
            new NativeSql(dialect, reverseSql, affects, sql, after == null ? null : before, span));
  }
}
