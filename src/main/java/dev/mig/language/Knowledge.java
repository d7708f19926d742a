package dev.mig.language;

import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import java.util.List;

/**
 * What completion may ask of the database and the project. Asked on the thread of completion, so
 * all but {@link #values} must answer at once.
 */
public interface Knowledge {
  /** The schema as changed so far. */
  Schema schema();

  /** {@code postgres} or {@code sqlite}. */
  String dialect();

  /**
   * Live distinct values of a column, for {@code map values}.
   *
   * @param table a table of {@link #schema()}, by its exact name
   * @param column a column of it, by its exact name
   * @param most how many at most
   * @return as text, numbers too; empty where they are not known
   */
  List<String> values(QName table, String column, int most);

  /** Names from {@code define}, {@code let} and {@code param} of the session or the project. */
  default List<Definition> definitions() {
    return List.of();
  }

  /** The names of the project's migrations, for {@code after}. */
  default List<String> migrations() {
    return List.of();
  }
}
