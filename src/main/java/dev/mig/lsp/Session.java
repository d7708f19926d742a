package dev.mig.lsp;

import dev.mig.project.ProjectSettings;
import java.nio.file.Path;
import java.util.Map;

/**
 * How the server was started.
 *
 * @param flags what its call says of the settings of every project
 * @param set what its call says of the parameters of scripts
 * @param folder where it was started; absolute
 * @param version of the program, for people
 */
public record Session(
    ProjectSettings.Flags flags,
    Map<String, String> set,
    Map<String, String> environment,
    Path folder,
    String version) {
  public Session {
    set = Map.copyOf(set);
    environment = Map.copyOf(environment);
  }
}
