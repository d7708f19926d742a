package dev.mig.project;

import dev.mig.database.Database;
import dev.mig.database.DatabaseUrl;
import dev.mig.database.Databases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The database that settings name. */
public final class ProjectDatabase {
  private ProjectDatabase() {}

  /**
   * The database; nothing is connected yet.
   *
   * @param settings with a URL
   * @param start the folder from which the paths of a URL count that is not of {@code mig.toml}
   * @throws dev.mig.database.BadUrl if the URL cannot be understood
   */
  public static Database open(
      ProjectSettings settings, Path start, Map<String, String> environment) {
    return Databases.open(place(settings, start, environment, null), environment);
  }

  /**
   * The same for somebody who writes nothing, not even the file of a new SQLite database.
   *
   * @param remark is told where there is no such file, and an empty database stands for it
   * @throws dev.mig.database.BadUrl if the URL cannot be understood
   */
  public static Database look(
      ProjectSettings settings,
      Path start,
      Map<String, String> environment,
      Consumer<String> remark) {
    return Databases.open(place(settings, start, environment, remark), environment);
  }

  /** A SQLite file of mig.toml lies beside that file, whatever folder the program is started in. */
  private static String place(
      ProjectSettings settings,
      Path start,
      Map<String, String> environment,
      @Nullable Consumer<String> looks) {
    String url = Objects.requireNonNull(settings.url(), "no database is named");
    DatabaseUrl parsed = DatabaseUrl.parse(url, environment);
    if (!(parsed instanceof DatabaseUrl.Sqlite sqlite)
        || sqlite.path().startsWith(":")
        || sqlite.path().startsWith("file:")) {
      return url;
    }
    Path toml = settings.file();
    boolean fromToml = settings.urlFrom().equals(ProjectSettings.FILE);
    Path home = toml != null && fromToml ? toml.resolveSibling("") : start;
    Path file = home.resolve(sqlite.path());
    if (looks != null && !Files.exists(file) && !Files.isSymbolicLink(file) && hasFolder(file)) {
      looks.accept("there is no file " + file + " yet; mig up makes it");
      return "sqlite::memory:";
    }
    String path = "sqlite:" + file;
    String parameters =
        sqlite.parameters().entrySet().stream()
            .map(p -> p.getKey() + "=" + p.getValue())
            .collect(Collectors.joining("&"));
    return parameters.isEmpty() ? path : path + "?" + parameters;
  }

  private static boolean hasFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && Files.isDirectory(folder);
  }
}
