package dev.mig.statement.script;

import dev.mig.source.Span;
import java.util.List;

/**
 * A place in a template where a variable, a definition or the schema may act.
 *
 * @param path the names that stand there: schema, table, column
 * @param arguments of a call
 * @param inside the places within it, for one that is left as it stands
 */
public record Slot(
    Kind kind, Span span, List<Word> path, List<Template> arguments, List<Slot> inside) {
  /** What can stand at the place. */
  public enum Kind {
    TABLE,
    COLUMN,
    /** A column of a list, which never has its table before it. */
    BARE_COLUMN,
    INDEX,
    CONSTRAINT,
    VALUE,
    TYPE,
    CALL,
    /** The name of a relation inside a query. */
    ALIAS,
    /** Any other name. */
    NAME,
    TABLE_EXISTS,
    COLUMN_EXISTS,
    INDEX_EXISTS,
    /** Of a constraint by its name. */
    CONSTRAINT_EXISTS,
    /** Of a constraint by its columns: those are the places inside. */
    KEY_EXISTS,
    /** Whether the name before it, {@code dialect}, is the database after it. */
    IS_DATABASE,
    IS_NOT_DATABASE
  }

  public Slot {
    path = List.copyOf(path);
    arguments = List.copyOf(arguments);
    inside = List.copyOf(inside);
  }

  static Slot of(Kind kind, Span span, List<Word> path) {
    return new Slot(kind, span, path, List.of(), List.of());
  }
}
