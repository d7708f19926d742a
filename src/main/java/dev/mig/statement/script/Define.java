package dev.mig.statement.script;

import dev.mig.schema.SqlType;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.Types;
import dev.mig.syntax.MigParser.DefineStatementContext;
import dev.mig.syntax.MigParser.MacroParameterContext;
import dev.mig.syntax.Spans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code define name(kind parameter, …) { … }}, or {@code = e} for an expression.
 *
 * @param source the text it stands in
 * @param whole from its first to its last word
 * @param body its statements; empty for an expression
 * @param expression null for statements
 */
public record Define(
    Source source,
    Span span,
    Span whole,
    Word name,
    List<Parameter> parameters,
    List<Node> body,
    @Nullable Template expression)
    implements Node {
  /** What an argument must be. */
  public enum Kind {
    TABLE,
    COLUMN,
    TYPE,
    EXPRESSION,
    VALUE
  }

  /**
   * A parameter.
   *
   * @param type of a value; null for the other kinds
   */
  public record Parameter(Word name, Kind kind, @Nullable SqlType type) {}

  public Define {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  static Define read(Source source, DefineStatementContext node, List<Node> body) {
    Span span = Spans.of(node.getStart()).to(Spans.of(node.macroName()));
    return new Define(
        source,
        span,
        Spans.of(node),
        Slots.word(node.macroName()),
        node.macroParameter().stream().map(Define::parameter).toList(),
        body,
        node.expression() == null ? null : Slots.template(source, node.expression()));
  }

  private static Parameter parameter(MacroParameterContext node) {
    Word name = Slots.word(node.newName());
    if (node.typeRef() != null) {
      return new Parameter(name, Kind.VALUE, Types.read(node.typeRef()));
    }
    Kind kind =
        node.TABLE() != null
            ? Kind.TABLE
            : node.COLUMN() != null
                ? Kind.COLUMN
                : node.TYPE() != null ? Kind.TYPE : Kind.EXPRESSION;
    return new Parameter(name, kind, null);
  }
}
