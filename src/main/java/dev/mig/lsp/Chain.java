package dev.mig.lsp;

import dev.mig.compile.Compiled;
import dev.mig.compile.Compiler;
import dev.mig.compile.World;
import dev.mig.project.Checked;
import dev.mig.project.MigrationScript;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks scripts one behind the other and remembers each: one that did not change, and finds what
 * it found before, is not checked again. For one thread.
 */
final class Chain implements Checked.Check {
  private final Map<String, Link> links = new HashMap<>();
  private Compiler compiler;

  private record Link(Compiler compiler, MigrationScript script, World before, Compiled result) {}

  Chain(Compiler compiler) {
    this.compiler = compiler;
  }

  /** Checks with another one from here on; what it replaces is forgotten. */
  void use(Compiler other) {
    compiler = other;
  }

  /** What did not change is the very same; to compare texts and trees would cost more. */
  @SuppressWarnings("ReferenceEquality")
  @Override
  public Compiled of(MigrationScript script, World world) {
    Link known = links.get(key(script));
    if (known == null
        || known.compiler() != compiler
        || known.script().read() != script.read()
        || known.before() != world) {
      Compiled result = compiler.compile(script.read(), script.name(), world);
      known = new Link(compiler, script, world, result);
      links.put(key(script), known);
    }
    return known.result();
  }

  private static String key(MigrationScript script) {
    return script.read().source().name() + ":" + script.name();
  }
}
