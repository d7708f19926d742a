package dev.mig.schema;

import java.util.Set;

/**
 * An expression that lives in a schema: a default, a check, a generated column, an index key.
 * Either the catalog's own text ({@link SqlText}) or an expression of the language (in the room
 * above).
 */
public interface Formula {
  /**
   * The names of the columns of its own table that it mentions; never too few, at worst too many.
   */
  Set<String> columns();

  /** The same formula after a column of its table was renamed. */
  Formula renamed(String from, String to);
}
