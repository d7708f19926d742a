package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.BinaryOp;
import dev.mig.expression.Exprs;
import dev.mig.expression.Typing;
import dev.mig.source.Span;
import dev.mig.statement.ColumnName;
import dev.mig.statement.Reader;
import dev.mig.syntax.MigParser.JsonPathContext;
import dev.mig.syntax.MigParser.JsonStepContext;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code column->'a'->'b'} or {@code column->>'a'}: a field inside a column of JSON, as read.
 *
 * @param steps literals: keys of objects, places of arrays
 * @param text whether it ends in {@code ->>}, which takes the field as text
 */
record JsonPath(ColumnName column, List<Expr.Literal> steps, boolean text, Span span) {
  JsonPath {
    steps = List.copyOf(steps);
  }

  static JsonPath read(JsonPathContext node, Reader reader) {
    List<Expr.Literal> steps = new ArrayList<>();
    for (JsonStepContext step : node.jsonStep()) {
      Span at = Reader.span(step);
      Expr.Literal plain =
          step.STRING() == null
              ? Exprs.number(Long.parseLong(step.getText()))
              : Exprs.text(Reader.string(step.STRING().getSymbol()));
      steps.add(new Expr.Literal(plain.value(), plain.typing(), at));
    }
    boolean text = node.jsonArrow().getLast().TEXT_ARROW() != null;
    return new JsonPath(reader.column(node.columnRef()), steps, text, Reader.span(node));
  }

  /** The name of the field itself. */
  String field() {
    return String.valueOf(steps.getLast().value());
  }

  /** What stands at the end of the first so many steps, as JSON. */
  static Expr at(Expr document, List<Expr.Literal> steps) {
    Expr all = document;
    for (Expr.Literal step : steps) {
      all = new Expr.Binary(BinaryOp.AT_JSON, all, step, Typing.UNKNOWN, step.span());
    }
    return all;
  }

  /** The field as it was asked for. */
  Expr value(Expr document) {
    Expr.Literal last = steps.getLast();
    Expr before = at(document, steps.subList(0, steps.size() - 1));
    BinaryOp op = text ? BinaryOp.AT_TEXT : BinaryOp.AT_JSON;
    return new Expr.Binary(op, before, last, Typing.UNKNOWN, span);
  }

  static Expr call(String name, Expr... arguments) {
    return new Expr.Call(name, List.of(arguments), null, Typing.UNKNOWN, Span.NONE);
  }
}
