package dev.mig.statement.script;

import dev.mig.schema.SqlType;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.Types;
import dev.mig.syntax.MigParser.ParamStatementContext;
import dev.mig.syntax.Spans;
import org.jspecify.annotations.Nullable;

/**
 * {@code param x type [= e]}: a value that comes from outside.
 *
 * @param source the text it stands in
 * @param written the type as it is written
 * @param otherwise what holds where none is given, or null where one must be
 */
public record Param(
    Source source, Span span, Word name, SqlType type, Span written, @Nullable Template otherwise)
    implements Node {
  static Param read(Source source, ParamStatementContext node) {
    return new Param(
        source,
        Spans.of(node),
        Slots.word(node.newName()),
        Types.read(node.typeRef()),
        Spans.of(node.typeRef()),
        node.expression() == null ? null : Slots.template(source, node.expression()));
  }
}
