package dev.mig.operation;

import dev.mig.source.Samples;
import org.jspecify.annotations.Nullable;

/**
 * What the database said to a {@link Question}.
 *
 * @param told whether it could be answered; false where evaluating a row failed (a cast that an
 *     earlier question is about)
 * @param holds whether the question is answered as wished
 * @param samples offending rows with their count, or null where none were asked for
 * @param left what was compared, as text, or null
 * @param right with what, or null
 */
public record Answer(
    boolean told,
    boolean holds,
    @Nullable Samples samples,
    @Nullable String left,
    @Nullable String right) {
  public static final Answer YES = new Answer(true, null, null, null);
  public static final Answer UNTOLD = new Answer(false, false, null, null, null);

  public Answer(
      boolean holds, @Nullable Samples samples, @Nullable String left, @Nullable String right) {
    this(true, holds, samples, left, right);
  }
}
