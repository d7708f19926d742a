package dev.mig.run;

import dev.mig.plan.Plan;
import org.jspecify.annotations.Nullable;

/**
 * How a migration is taken back.
 *
 * @param plan null when it cannot be
 * @param note why not, or what a reader should know; may be empty
 */
public record WayBack(Kind kind, @Nullable Plan plan, String note) {
  /** How exact it is. The words stand in the ledger. */
  public enum Kind {
    /** Derived; restores schema and rows by themselves. */
    EXACT("exact"),
    /** Derived; restores them with rows that were saved beside the ledger. */
    SAVED("exact with saved data"),
    /** Said by the author. */
    BY_HAND("by hand"),
    NONE("none");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public WayBack {
    if ((plan == null) != (kind == Kind.NONE)) {
      throw new IllegalArgumentException("a way back of kind " + kind + (plan == null ? " without" : " with") + " a plan");
    }
  }

  public static WayBack none(String why) {
    return new WayBack(Kind.NONE, null, why);
  }
}
