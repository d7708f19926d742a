package dev.mig.compile.script;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import org.jspecify.annotations.Nullable;

/** Thrown where a statement cannot be expanded; the others go on. */
final class Misfit extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Diagnostic problem;
  private final transient @Nullable Frame frame;

  Misfit(Diagnostic problem, @Nullable Frame frame) {
    super(problem.summary());
    this.problem = problem;
    this.frame = frame;
  }

  static Misfit of(
      Code code, String summary, Source source, Span at, String label, @Nullable Frame frame) {
    return new Misfit(Diagnostic.error(code, summary).in(source).at(at, label).build(), frame);
  }

  Diagnostic problem() {
    return problem;
  }

  @Nullable Frame frame() {
    return frame;
  }
}
