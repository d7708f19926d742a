package dev.mig.schema;

import java.util.Set;
import java.util.TreeSet;

/**
 * SQL as a database's catalog gives it.
 *
 * @param text the database's own text, without a closing semicolon
 * @param columns the columns of its table that it mentions
 */
public record SqlText(String text, Set<String> columns) implements Formula {
  public SqlText {
    columns = Set.copyOf(columns);
  }

  @Override
  public SqlText renamed(String from, String to) {
    if (!columns.contains(from)) {
      return this;
    }
    Set<String> names = new TreeSet<>(columns);
    names.remove(from);
    names.add(to);
    return new SqlText(SqlWords.rename(text, from, to), names);
  }

  @Override
  public String toString() {
    return text;
  }
}
