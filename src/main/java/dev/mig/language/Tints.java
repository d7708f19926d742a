package dev.mig.language;

import java.util.List;

/** Stub. */
public final class Tints {
  private Tints() {}

  public static List<Tint> of(String text) {
    return List.of();
  }
}
