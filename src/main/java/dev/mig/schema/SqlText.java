package dev.mig.schema;

import java.util.Set;
import java.util.TreeSet;

/**
 * SQL as a database's catalog gives it.
 *
 * @param text the database's own text, without a closing semicolon
 * @param columns the columns of its table that it mentions
 * @param guessed whether the text was changed here (a rename), so that the catalog may spell it in
 *     another way
 */
public record SqlText(String text, Set<String> columns, boolean guessed) implements Formula {
  public SqlText {
    columns = Set.copyOf(columns);
  }

  /** As read from the catalog. */
  public SqlText(String text, Set<String> columns) {
    this(text, columns, false);
  }

  @Override
  public SqlText renamed(String from, String to) {
    if (!columns.contains(from)) {
      return this;
    }
    Set<String> names = new TreeSet<>(columns);
    names.remove(from);
    names.add(to);
    return new SqlText(SqlWords.rename(text, from, to), names, true);
  }

  /**
   * The same, said to be spelt in another way by the catalog after something it depends on changed.
   */
  public SqlText asGuess() {
    return new SqlText(text, columns, true);
  }

  @Override
  public String toString() {
    return text;
  }
}
