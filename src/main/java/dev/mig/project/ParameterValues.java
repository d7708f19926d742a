package dev.mig.project;

import dev.mig.compile.script.Parameters;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values for the parameters of scripts: the call goes before the environment, that before the
 * file.
 */
public final class ParameterValues {
  private static final String PREFIX = "MIG_PARAM_";

  private ParameterValues() {}

  /**
   * All of them.
   *
   * @param file what {@code mig.toml} says
   * @param set what the call says
   * @param declared the parameters that the scripts at hand have
   * @return none where the call names another
   */
  public static Loaded<Parameters> of(
      Map<String, String> environment,
      Map<String, String> file,
      Map<String, String> set,
      Set<String> declared) {
    Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, String> from = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    file.forEach((name, value) -> put(name, value, "mig.toml", values, from));
    for (String name : declared) {
      String variable = PREFIX + name.toUpperCase(Locale.ROOT);
      String value = environment.get(variable);
      if (value != null) {
        put(name, value, variable, values, from);
      }
    }
    for (Map.Entry<String, String> each : set.entrySet()) {
      if (!declared.contains(each.getKey())) {
        return Loaded.failed(unknown(each.getKey(), declared));
      }
      put(each.getKey(), each.getValue(), "--set", values, from);
    }
    return Loaded.of(new Parameters(values, from));
  }

  private static void put(
      String name, String value, String who, Map<String, String> values, Map<String, String> from) {
    values.put(name, value);
    from.put(name, who);
  }

  private static Diagnostic unknown(String name, Set<String> declared) {
    Diagnostic.Builder problem =
        Diagnostic.error(Code.UNKNOWN_PARAM, "no script has a parameter " + name);
    List<String> near = Nearest.to(name, declared);
    if (!near.isEmpty()) {
      problem.note("the nearest: " + String.join(", ", near));
    } else if (!declared.isEmpty()) {
      problem.note("there are: " + String.join(", ", declared));
    }
    return problem.build();
  }
}
