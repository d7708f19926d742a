package dev.mig.language;

import java.util.List;

/** What may stand at a place of a text that is being written. */
public final class Completion {
  private Completion() {}

  /**
   * Proposals for a place, the best first; none as yet, whatever the place.
   *
   * @param text a whole script, or as much of one as there is
   * @param offset UTF-16 offset of the caret in it
   * @param most how many at most
   */
  public static List<Candidate> at(String text, int offset, Knowledge knowledge, int most) {
    return List.of();
  }
}
