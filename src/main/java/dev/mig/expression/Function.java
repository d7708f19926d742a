package dev.mig.expression;

import dev.mig.schema.SqlType;
import java.util.List;

/**
 * One function of the library, with the same meaning on both databases.
 *
 * @param name lower case
 * @param parameters the types it takes; the last one repeats when {@code variadic}
 * @param optional how many of the last parameters may be left out
 * @param nulls how NULL passes through
 * @param stable whether equal arguments always give equal results (false for random and clock)
 * @param inSchema whether SQLite can hold it in a schema (a default, check, index): only what plain SQLite itself has
 * @param postgres its SQL there: {@code $1}, {@code $2} … stand for arguments, {@code $*} for all with commas
 * @param sqlite its SQL there, in the same form; may call a function that the connection registers
 * @param summary its meaning in one line, for help and hover
 */
public record Function(
    String name,
    List<SqlType> parameters,
    int optional,
    boolean variadic,
    SqlType result,
    Nulls nulls,
    boolean stable,
    boolean inSchema,
    String postgres,
    String sqlite,
    String summary) {
  /** How NULL passes through a function. */
  public enum Nulls {
    /** NULL as soon as one argument is. */
    STRICT,
    /** Never NULL. */
    NEVER,
    /** NULL only if all arguments are (coalesce, greatest). */
    ALL,
    /** May be NULL whatever the arguments are. */
    MAYBE
  }

  public Function {
    parameters = List.copyOf(parameters);
  }
}
