package dev.mig.cli;

import dev.mig.compile.Compiler;
import dev.mig.database.DataCheck;
import dev.mig.database.Database;
import dev.mig.project.Checked;
import dev.mig.project.Connected;
import dev.mig.project.MigrationScript;
import dev.mig.project.Waiting;
import java.util.List;

/** Checks against the live database. */
final class Checks {
  private Checks() {}

  /** Checks them all, up to the first that is refused. */
  static Checked of(Project project, List<MigrationScript> scripts) {
    return of(project, scripts, Waiting.forNothing());
  }

  /** The same, leaving out what has to wait for migrations that are half done. */
  static Checked of(Project project, List<MigrationScript> scripts, Waiting waiting) {
    if (scripts.isEmpty()) {
      return Checked.NOTHING;
    }
    boolean strict = project.settings().strict();
    try (Connected connected = Connected.to(project.database(), project.dataCheck())) {
      Compiler compiler = new Compiler(connected.probe(), strict, project.parameters());
      return of(compiler, connected, strict, scripts, waiting);
    }
  }

  static Checked of(
      Database database, boolean strict, DataCheck data, List<MigrationScript> scripts) {
    if (scripts.isEmpty()) {
      return Checked.NOTHING;
    }
    try (Connected connected = Connected.to(database, data)) {
      Compiler compiler = new Compiler(connected.probe(), strict);
      return of(compiler, connected, strict, scripts, Waiting.forNothing());
    }
  }

  private static Checked of(
      Compiler compiler,
      Connected connected,
      boolean strict,
      List<MigrationScript> scripts,
      Waiting waiting) {
    return Checked.of(
        (script, world) -> compiler.compile(script.read(), script.name(), world),
        connected.world(),
        strict,
        scripts,
        waiting);
  }
}
