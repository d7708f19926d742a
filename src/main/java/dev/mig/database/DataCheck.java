package dev.mig.database;

import java.util.function.Consumer;

/**
 * How far a check asks the rows. Whatever it leaves out, the run asks.
 *
 * @param large from how many rows on a table is large; a guess from the statistics is enough
 * @param remark is told once of each large table, and what is done about it
 */
public record DataCheck(Extent extent, long large, Consumer<String> remark) {
  /** From here on reading a whole table takes longer than somebody wants to wait for a check. */
  public static final long LARGE = 1_000_000;

  /** What is asked. */
  public enum Extent {
    /** Every row. */
    FULL,
    /** Of large tables only the first rows that the database gives. */
    SAMPLE,
    /** Nothing. */
    SKIP
  }

  /** Every row, without a word. */
  public static final DataCheck FULL = new DataCheck(Extent.FULL, Long.MAX_VALUE, text -> {});
}
