package dev.mig.operation;

import dev.mig.source.Diagnostic;

/** Turns the answer that does not hold into what the user is told. */
public interface Refusal {
  Diagnostic explain(Answer answer);

  /** The diagnostic with its holes unfilled: what is kept of it in a stored plan. */
  Diagnostic template();

  /**
   * A refusal from a template: {@code {n}} is the number of offending rows, {@code {of}} the number
   * looked at, {@code {left}} and {@code {right}} what was compared, {@code {n:row|rows}} picks a
   * word by number. The samples are put in.
   */
  static Refusal of(Diagnostic template) {
    return of(template, (filled, answer) -> filled);
  }

  /**
   * The same with a last touch that knows the answer, such as suggestions made from the sample
   * rows.
   */
  static Refusal of(Diagnostic template, Touch touch) {
    return new Refusal() {
      @Override
      public Diagnostic explain(Answer answer) {
        return touch.finish(Templates.fill(template, answer), answer);
      }

      @Override
      public Diagnostic template() {
        return template;
      }
    };
  }

  /** Finishes a filled diagnostic. */
  @FunctionalInterface
  interface Touch {
    Diagnostic finish(Diagnostic filled, Answer answer);
  }
}
