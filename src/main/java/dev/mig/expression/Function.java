package dev.mig.expression;

import dev.mig.schema.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One function of the library, with the same meaning on both databases.
 *
 * @param name lower case
 * @param parameters the types it takes; the last one repeats when {@code variadic}
 * @param optional how many of the last parameters may be left out
 * @param nulls how NULL passes through
 * @param stable whether equal arguments always give equal results (false for random and clock)
 * @param postgres its SQL there: {@code $1}, {@code $2} … stand for arguments, {@code $*} for all
 *     with commas
 * @param sqlite its SQL there, in the same form ({@code $(2)} is a pattern in a group); may call a
 *     function that the connection registers
 * @param plain its form where SQLite keeps it in a schema (a default, check, index), which every
 *     application's connection must understand; null when plain SQLite has nothing like it
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
    String postgres,
    String sqlite,
    @Nullable String plain,
    String summary) {
  /**
   * A parameter of any type; all of them in one call come to one type, which as a result is the
   * type of the call.
   */
  public static final SqlType ANY = SqlType.other("any");

  /** As {@link #ANY}, but a number. */
  public static final SqlType NUMBER = SqlType.other("number");

  /** A parameter of any type that is cast to text. */
  public static final SqlType AS_TEXT = SqlType.other("any, as text");

  /** A parameter of any type that becomes JSON. */
  public static final SqlType AS_JSON = SqlType.other("any, as json");

  /**
   * A text parameter that must be a literal, because its meaning is looked at when the script is
   * checked.
   */
  public static final SqlType WORD = SqlType.other("literal text");

  /** As {@link #WORD}, and a regular expression of {@link Regex}. */
  public static final SqlType PATTERN = SqlType.other("pattern");

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

  /** Whether SQLite can hold it in a schema. */
  public boolean inSchema() {
    return plain != null;
  }

  /** How it is called: {@code left(text, integer)}; optional parameters stand in brackets. */
  public String signature() {
    StringBuilder out = new StringBuilder(name).append('(');
    int required = parameters.size() - optional;
    for (int i = 0; i < parameters.size(); i++) {
      out.append(i == required ? (i == 0 ? "[" : " [") : "")
          .append(i > 0 ? ", " : "")
          .append(parameters.get(i));
    }
    return out.append(variadic ? ", …" : "").append(optional > 0 ? "]" : "").append(')').toString();
  }

  /** Whether it can be called with so many arguments. */
  public boolean takes(int arguments) {
    return arguments >= parameters.size() - optional
        && (variadic || arguments <= parameters.size());
  }

  /** The type of the argument at this place, counted from 0. */
  public SqlType parameter(int place) {
    return parameters.get(Math.min(place, parameters.size() - 1));
  }
}
