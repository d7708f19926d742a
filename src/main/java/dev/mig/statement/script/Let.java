package dev.mig.statement.script;

import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.syntax.MigParser.LetStatementContext;
import dev.mig.syntax.Spans;

/** {@code let x = e}: a name for a value. */
public record Let(Span span, Word name, Template value) implements Node {
  static Let read(Source source, LetStatementContext node) {
    return new Let(
        Spans.of(node), Slots.word(node.newName()), Slots.template(source, node.expression()));
  }
}
