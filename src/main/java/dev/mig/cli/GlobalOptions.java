package dev.mig.cli;

import dev.mig.database.DataCheck;
import dev.mig.project.ProjectSettings;
import dev.mig.terminal.Colour;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
      names = "--data",
      paramLabel = "EXTENT",
      scope = ScopeType.INHERIT,
      description =
          "How far a check asks the rows: full, sample (of large tables some rows only) or skip."
              + " The run asks whatever is left. Else mig.toml; else full.")
  DataCheck.@Nullable Extent data;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      scope = ScopeType.INHERIT,
      description =
          "A value for a parameter of scripts; repeatable. Else MIG_PARAM_NAME, [params] of"
              + " mig.toml.")
  Map<String, String> set = new LinkedHashMap<>();

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
    return new ProjectSettings.Flags(
        url, dir, strict, data == null ? null : data.name().toLowerCase(Locale.ROOT));
  }

  Duration patience() {
    return Duration.ofSeconds(Math.max(0, wait));
  }
}
