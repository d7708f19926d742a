package dev.mig.schema;

import java.nio.charset.StandardCharsets;

/**
 * The name that PostgreSQL gives to the sequence behind a column, and what becomes of it in a
 * rename.
 */
public final class SequenceName {
  /** What NAMEDATALEN leaves for a name. */
  private static final int MOST_BYTES = 63;

  private SequenceName() {}

  /**
   * {@code table_column_seq}, the longer part cut off where it is too long (makeObjectName of the
   * server).
   */
  public static String of(String table, String column) {
    byte[] one = table.getBytes(StandardCharsets.UTF_8);
    byte[] two = column.getBytes(StandardCharsets.UTF_8);
    int first = one.length;
    int second = two.length;
    int room = MOST_BYTES - "__seq".length();
    while (first + second > room) {
      if (first > second) {
        first--;
      } else {
        second--;
      }
    }
    return cut(one, first) + "_" + cut(two, second) + "_seq";
  }

  /** Never within a character. */
  private static String cut(byte[] text, int length) {
    int end = length;
    while (end < text.length && end > 0 && (text[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  /** The column under its new name; its sequence follows if it bears the usual name. */
  public static Column renamed(Column column, String newName, QName oldTable, QName newTable) {
    String sequence = column.sequence();
    Column named = column.withName(newName);
    return sequence != null && sequence.equals(of(oldTable.name(), column.name()))
        ? named.withSequence(of(newTable.name(), newName))
        : named;
  }
}
