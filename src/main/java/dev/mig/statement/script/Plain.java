package dev.mig.statement.script;

import dev.mig.source.Span;

/**
 * A statement without decisions in it; variables may act in it all the same.
 *
 * @param block whether it is a block about a table
 */
public record Plain(Template text, boolean block) implements Node {
  @Override
  public Span span() {
    return text.span();
  }
}
