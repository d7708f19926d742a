package dev.mig.compile.script;

import dev.mig.source.Code;
import dev.mig.source.Source;
import dev.mig.source.Span;
import org.jspecify.annotations.Nullable;

/** How much a script may become, so that none fills the memory. */
final class Budget {
  /** Statements of one script. */
  static final int MOST_STATEMENTS = 20_000;

  /** Rounds of one loop. */
  static final int MOST_ROUNDS = 10_000;

  /** Rows of a query that a loop goes through. */
  static final int MOST_ROWS = 1_000;

  /** Definitions, loops and files in each other. */
  static final int DEEPEST = 50;

  private static final int MOST_CHARACTERS = 8_000_000;

  private int statements;
  private long characters;

  /** Takes note of a text that was made. */
  void spend(int length, Source source, Span at, @Nullable Frame frame) throws Misfit {
    characters += length;
    if (characters > MOST_CHARACTERS) {
      throw misfit("this script becomes more than 8 million characters", source, at, frame);
    }
  }

  /** Takes note of a statement that was made. */
  void statement(Source source, Span at, @Nullable Frame frame) throws Misfit {
    if (++statements > MOST_STATEMENTS) {
      throw misfit("this script becomes more than 20000 statements", source, at, frame);
    }
  }

  /** Whether nothing more is made. */
  boolean spent() {
    return statements > MOST_STATEMENTS || characters > MOST_CHARACTERS;
  }

  /** Refuses what is too deep. */
  static void depth(@Nullable Frame frame, Source source, Span at) throws Misfit {
    if (frame != null && frame.depth() > DEEPEST) {
      throw misfit("definitions, loops and files are more than 50 deep here", source, at, frame);
    }
  }

  private static Misfit misfit(String what, Source source, Span at, @Nullable Frame frame) {
    return Misfit.of(Code.TOO_MUCH, what, source, at, "", frame);
  }
}
