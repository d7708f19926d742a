package dev.mig.statement.script;

import dev.mig.source.Span;
import java.util.List;

/** {@code on a, b { … }} with decisions inside: the statements are said of each table. */
public record Within(Span span, List<Template> tables, List<Node> body) implements Node {
  public Within {
    tables = List.copyOf(tables);
    body = List.copyOf(body);
  }
}
