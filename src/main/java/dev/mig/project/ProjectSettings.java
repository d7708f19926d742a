package dev.mig.project;

import dev.mig.database.StrainLimits;
import dev.mig.source.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one run. What the command line says goes before the environment, that before
 * {@code mig.toml}, that before what holds when nobody says anything.
 *
 * @param file the {@code mig.toml} that was read, or null when there is none
 * @param url the database, or null when nobody names one; may hold a password, so it is never shown
 * @param urlFrom who named it, for people: {@code --url}, {@code MIG_URL}, {@code DATABASE_URL} or
 *     {@code mig.toml}; "" if nobody
 * @param dir the folder of migrations; one of {@code mig.toml} is relative to that file
 * @param strict whether warnings refuse a script
 * @param data how far a check asks the rows: {@code full}, {@code sample} or {@code skip}
 * @param params values for the parameters of scripts, by name
 * @param before scripts whose statements go before those of every migration
 * @param after scripts whose statements go behind those of every migration
 * @param throttle how much strain a job in batches bears with
 */
public record ProjectSettings(
    @Nullable Path file,
    @Nullable String url,
    String urlFrom,
    Path dir,
    boolean strict,
    String data,
    StrainLimits throttle,
    Map<String, String> params,
    List<Path> before,
    List<Path> after) {
  public static final String FILE = "mig.toml";

  static final String DEFAULT_DIR = "migrations";

  /** What the command line says; null for what it leaves open. */
  public record Flags(
      @Nullable String url, @Nullable Path dir, @Nullable Boolean strict, @Nullable String data) {
    public static final Flags NONE = new Flags(null, null, null, null);
  }

  /**
   * The settings for a command started in a folder: {@code mig.toml} is looked for there and in the
   * folders above.
   */
  public static Loaded<ProjectSettings> load(
      Path start, Flags flags, Map<String, String> environment) {
    Path file = find(start);
    SettingsFile.Contents said = SettingsFile.Contents.NOTHING;
    List<Diagnostic> problems = new ArrayList<>();
    if (file != null) {
      Loaded<SettingsFile.Contents> contents =
          SettingsFile.read(file, environment, saidUrl(flags, environment));
      problems.addAll(contents.problems());
      if (contents.value().isEmpty()) {
        return new Loaded<>(Optional.empty(), problems);
      }
      said = contents.value().get();
    }
    return new Loaded<>(Optional.of(merge(start, file, flags, environment, said)), problems);
  }

  private static ProjectSettings merge(
      Path start,
      @Nullable Path file,
      Flags flags,
      Map<String, String> environment,
      SettingsFile.Contents said) {
    String url = flags.url();
    String urlFrom = "--url";
    for (String name : List.of("MIG_URL", "DATABASE_URL")) {
      if (url == null && !environment.getOrDefault(name, "").isBlank()) {
        url = environment.get(name);
        urlFrom = name;
      }
    }
    if (url == null) {
      url = said.url();
      urlFrom = url == null ? "" : FILE;
    }
    Path home = file == null ? start : Optional.ofNullable(file.getParent()).orElse(start);
    Path dir = flags.dir();
    if (dir == null) {
      dir = home.resolve(said.dir() == null ? DEFAULT_DIR : said.dir());
    }
    return new ProjectSettings(
        file,
        url,
        urlFrom,
        dir,
        first(flags.strict(), said.strict(), false),
        flags.data() != null ? flags.data() : said.data() != null ? said.data() : "full",
        said.throttle() != null ? said.throttle() : StrainLimits.DEFAULTS,
        said.params(),
        said.before().stream().map(home::resolve).toList(),
        said.after().stream().map(home::resolve).toList());
  }

  private static boolean saidUrl(Flags flags, Map<String, String> environment) {
    return flags.url() != null
        || !environment.getOrDefault("MIG_URL", "").isBlank()
        || !environment.getOrDefault("DATABASE_URL", "").isBlank();
  }

  private static boolean first(@Nullable Boolean flag, @Nullable Boolean said, boolean otherwise) {
    return flag != null ? flag : said != null ? said : otherwise;
  }

  private static @Nullable Path find(Path start) {
    for (Path folder = start.toAbsolutePath().normalize();
        folder != null;
        folder = folder.getParent()) {
      Path file = folder.resolve(FILE);
      if (Files.exists(file)) {
        // Near by, a relative path is what the user would write; further up, the whole one tells
        // more.
        return start.toAbsolutePath().normalize().equals(folder) ? start.resolve(FILE) : file;
      }
    }
    return null;
  }
}
