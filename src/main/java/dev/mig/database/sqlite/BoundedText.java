package dev.mig.database.sqlite;

import dev.mig.database.Failure;

/**
 * A text that lets a pattern look at it only so often: the way of matching that Java has can take
 * time that doubles with each character.
 */
final class BoundedText implements CharSequence {
  private static final int MOST_LOOKS = 20_000_000;
  private final String text;
  private int looks;

  BoundedText(String text) {
    this.text = text;
  }

  @Override
  public char charAt(int index) {
    if (++looks > MOST_LOOKS) {
      throw new SqliteValues.Refused(Failure.TOO_COSTLY + " " + text.length() + " characters");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
