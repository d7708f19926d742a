package dev.mig.expression;

import dev.mig.schema.QName;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import java.util.function.Consumer;

/** Hears of what a typer finds: what is wrong, and which table or column each name means. */
@FunctionalInterface
public interface Hearing extends Consumer<Diagnostic> {
  /** The name of a table or view. */
  default void means(QName table, Span at) {}

  /**
   * The name of a table's column.
   *
   * @param at the name as written, with its qualifier if it has one
   */
  default void means(QName table, String column, Span at) {}

  /** The same for meanings, while problems go elsewhere. */
  default Hearing telling(Consumer<Diagnostic> problems) {
    Hearing self = this;
    return new Hearing() {
      @Override
      public void accept(Diagnostic problem) {
        problems.accept(problem);
      }

      @Override
      public void means(QName table, Span at) {
        self.means(table, at);
      }

      @Override
      public void means(QName table, String column, Span at) {
        self.means(table, column, at);
      }
    };
  }
}
