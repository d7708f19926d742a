package dev.mig.language;

import java.util.List;

/** Stub. */
public final class Completion {
  private Completion() {}

  public static List<Candidate> at(String text, int offset, Knowledge knowledge, int most) {
    return List.of();
  }
}
