package dev.mig.lsp;

import dev.mig.compile.script.Hooks;
import dev.mig.compile.script.Library;
import dev.mig.project.MigrationFolder;
import dev.mig.project.ProjectSettings;
import dev.mig.source.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A project as it was last read: what lies on disk, and what is known of its database.
 *
 * @param home where {@code mig.toml} lies or would lie; absolute
 * @param files the scripts of the folder, in the order of their names
 * @param included what was found at the paths that scripts include
 * @param problems why the folder cannot be checked as a whole; empty where it can
 */
record Ground(
    Path home,
    ProjectSettings settings,
    List<MigrationFolder.Entry> files,
    Hooks hooks,
    Map<Path, Library.Found> included,
    List<Diagnostic> problems,
    Known known) {
  Ground {
    files = List.copyOf(files);
    included = Map.copyOf(included);
    problems = List.copyOf(problems);
  }

  /** Where the migrations lie; absolute. */
  Path folder() {
    return settings.dir().toAbsolutePath().normalize();
  }

  Ground with(Known newly) {
    return new Ground(home, settings, files, hooks, included, problems, newly);
  }
}
