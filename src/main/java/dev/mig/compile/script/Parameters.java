package dev.mig.compile.script;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The values that were given to a script from outside.
 *
 * @param values text by name
 * @param from who gave it: {@code --set}, an environment variable, a file
 */
public record Parameters(Map<String, String> values, Map<String, String> from) {
  public static final Parameters NONE = new Parameters(Map.of(), Map.of());

  public Parameters {
    values = caseless(values);
    from = caseless(from);
  }

  private static Map<String, String> caseless(Map<String, String> map) {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(map);
    return copy;
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Who gave it. */
  String from(String name) {
    return from.getOrDefault(name, "outside");
  }
}
