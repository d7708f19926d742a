package dev.mig.compile;

import dev.mig.operation.Reverse;

/** How a statement or migration is taken back, from best to worst. */
public enum WayBack {
  /** It changes nothing. */
  NOTHING("nothing to take back"),
  EXACT("exact"),
  EXACT_WITH_SAVED("exact with saved data"),
  BY_HAND("by hand"),
  NONE("none");

  private final String words;

  WayBack(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }

  public WayBack worse(WayBack other) {
    return compareTo(other) >= 0 ? this : other;
  }

  static WayBack of(Reverse reverse) {
    return switch (reverse) {
      case Reverse.Nothing n -> WayBack.NOTHING;
      case Reverse.Exact e -> e.saved() ? WayBack.EXACT_WITH_SAVED : WayBack.EXACT;
      case Reverse.None n -> WayBack.NONE;
    };
  }
}
