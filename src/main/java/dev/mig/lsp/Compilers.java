package dev.mig.lsp;

import dev.mig.compile.Compiler;
import dev.mig.compile.Probe;
import dev.mig.compile.script.Parameters;
import dev.mig.project.MigrationScript;
import dev.mig.project.ParameterValues;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compilers with the values that a project's scripts are given. */
final class Compilers {
  private Compilers() {}

  /**
   * The values for what scripts declare.
   *
   * @param set what the call of the server says
   */
  static Parameters parameters(
      Ground ground, Texts.Read texts, Map<String, String> environment, Map<String, String> set) {
    Set<String> declared = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    texts.folder().forEach(t -> t.parts().forEach(p -> declare(p, declared)));
    texts.others().forEach(t -> t.parts().forEach(p -> declare(p, declared)));
    Map<String, String> wanted = new HashMap<>(set);
    // Another script than these may have it: a project is not read as a whole yet.
    wanted.keySet().retainAll(declared);
    return ParameterValues.of(environment, ground.settings().params(), wanted, declared)
        .value()
        .orElse(Parameters.NONE);
  }

  private static void declare(MigrationScript script, Set<String> declared) {
    declared.addAll(script.parameters());
  }

  static Compiler of(Ground ground, Probe probe, Parameters parameters) {
    return new Compiler(probe, ground.settings().strict(), parameters);
  }
}
