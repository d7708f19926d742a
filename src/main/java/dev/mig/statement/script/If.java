package dev.mig.statement.script;

import dev.mig.source.Span;
import java.util.List;

/** {@code if e { … } else if e { … } else { … }}. */
public record If(Span span, List<Branch> branches, List<Node> otherwise) implements Node {
  /** One condition with its statements. */
  public record Branch(Template condition, List<Node> body) {
    public Branch {
      body = List.copyOf(body);
    }
  }

  public If {
    branches = List.copyOf(branches);
    otherwise = List.copyOf(otherwise);
  }
}
