package dev.mig.cli;

import dev.mig.project.ProjectSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command. */
final class GlobalOptions {
  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "The database: postgres://user@host/db, sqlite:file.db, or a JDBC URL. Else MIG_URL,"
              + " DATABASE_URL, mig.toml.")
  @Nullable String url;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The folder of migrations. Else mig.toml; else ./migrations.")
  @Nullable Path dir;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "One JSON object on standard output instead of text.")
  boolean json;

  @Option(names = "--strict", scope = ScopeType.INHERIT, description = "Warnings refuse, too.")
  @Nullable Boolean strict;

  @Option(
      names = "--no-samples",
      scope = ScopeType.INHERIT,
      description = "Show no values of rows in messages; counts stay.")
  boolean noSamples;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      scope = ScopeType.INHERIT,
      description = "auto, always or never. Else NO_COLOR, CLICOLOR_FORCE, the terminal.")
  Colour.When color = Colour.When.AUTO;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "30",
      scope = ScopeType.INHERIT,
      description = "How long to wait for another runner. Default: 30.")
  int wait = 30;

  ProjectSettings.Flags flags() {
    return new ProjectSettings.Flags(url, dir, strict, null);
  }

  Duration patience() {
    return Duration.ofSeconds(Math.max(0, wait));
  }
}
