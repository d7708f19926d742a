package dev.mig.compile.script;

import dev.mig.expression.Query;
import dev.mig.schema.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an interpreter stands on: the schema as the statements so far leave it, and the data. */
public interface Ground {
  /** {@code postgres} or {@code sqlite}. */
  String dialect();

  /** The database's version as a number: 16, or 3.45. */
  String version();

  Schema schema();

  /**
   * The rows of a typed query as they are at this place; empty where that cannot be told before the
   * run.
   *
   * @param most how many at most
   */
  Optional<List<List<@Nullable String>>> rows(Query query, int most);

  /** The values of a typed query of one row without any table. */
  List<@Nullable String> constants(Query query);

  /**
   * Takes plain statements.
   *
   * @param base where they begin in the whole of the plain script
   * @return whether they fit the grammar
   */
  boolean take(String text, int base);
}
