package dev.mig.statement.script;

import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.syntax.MigParser.CallStatementContext;
import dev.mig.syntax.Spans;
import java.util.List;

/** A definition's statements at this place: {@code audited(orders)}. */
public record Call(Span span, Word name, List<Template> arguments) implements Node {
  public Call {
    arguments = List.copyOf(arguments);
  }

  static Call read(Source source, CallStatementContext node) {
    List<Template> arguments =
        node.macroArgument().stream()
            .map(a -> Slots.template(source, a.typeRef() != null ? a.typeRef() : a.expression()))
            .toList();
    return new Call(Spans.of(node), Slots.word(node.macroRef()), arguments);
  }
}
