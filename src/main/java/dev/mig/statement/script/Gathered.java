package dev.mig.statement.script;

import dev.mig.source.Span;
import java.util.List;

/**
 * A block whose statements belong together ({@code in batches}, {@code reverse}): what is decided
 * inside is decided before it begins, or, in a reverse, where the migration ends.
 *
 * @param head what stands before the brace
 */
public record Gathered(Template head, List<Node> body, boolean reverse) implements Node {
  public Gathered {
    body = List.copyOf(body);
  }

  @Override
  public Span span() {
    return head.span();
  }
}
