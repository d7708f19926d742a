package dev.mig.operation;

import java.util.List;

/** How an operation is taken back. */
public sealed interface Reverse {
  /** It changes nothing, so nothing has to be done. */
  record Nothing() implements Reverse {}

  /**
   * These operations, in this order, restore schema and rows exactly.
   *
   * @param saved whether they need rows that were saved beside the ledger
   */
  record Exact(List<Operation> operations, boolean saved) implements Reverse {
    public Exact {
      operations = List.copyOf(operations);
    }
  }

  /** It cannot be taken back. */
  record None(String why) implements Reverse {}

  Reverse NOTHING = new Nothing();

  static Reverse exact(Operation... operations) {
    return new Exact(List.of(operations), false);
  }

  static Reverse withSaved(Operation... operations) {
    return new Exact(List.of(operations), true);
  }
}
