package dev.mig.cli;

import dev.mig.project.MigrationScript;
import dev.mig.run.RunListener;
import dev.mig.run.Runner;
import dev.mig.run.Status;
import dev.mig.run.Verification;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A project and its database, compared with the history.
 *
 * @param project the migrations of the folder; null without a folder
 */
record Examined(@Nullable List<Status.Known> project, Verification verification) {
  static Examined of(Project project, Runner.Settings settings) {
    List<Status.Known> known = null;
    if (Files.isDirectory(project.folder())) {
      // A ledger that cannot be read is told of below.
      List<String> applied =
          Status.read(project.database(), List.of()).lines().stream()
              .map(Status.Line::name)
              .toList();
      known = project.scripts(applied).stream().map(MigrationScript::known).toList();
    }
    return new Examined(known, Verification.of(project.database(), settings, known));
  }

  static Runner.Settings settings(GlobalOptions options) {
    return new Runner.Settings(
        "mig " + Main.Version.number(), options.patience(), RunListener.SILENT);
  }
}
