package dev.mig.statement.script;

import dev.mig.source.Span;
import dev.mig.statement.Reader;
import dev.mig.syntax.MigParser.IncludeStatementContext;
import dev.mig.syntax.Spans;

/**
 * {@code include 'path'}: the statements and definitions of another file.
 *
 * @param path as written, relative to the file it stands in
 */
public record Include(Span span, String path) implements Node {
  static Include read(IncludeStatementContext node) {
    return new Include(Spans.of(node), Reader.string(node.STRING().getSymbol()));
  }
}
