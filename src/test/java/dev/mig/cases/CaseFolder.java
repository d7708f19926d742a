package dev.mig.cases;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.mig.compile.script.Library;
import dev.mig.compile.script.Parameters;
import dev.mig.project.ScriptLibrary;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a starting database, a script, and what is expected of them. What the script
 * includes lies in {@code lib}, its parameters in {@code params.properties}.
 */
record CaseFolder(Path folder) {
  /** Scripts that are expected, not run. */
  private static final List<String> MADE = List.of("formatted.mig", "expanded.mig");

  private static final boolean REWRITE = "update".equals(System.getProperty("golden"));

  /** Every folder below that holds a script. */
  static List<CaseFolder> below(Path root) {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(p -> p.getFileName().toString().endsWith(".mig"))
          .filter(p -> !MADE.contains(p.getFileName().toString()))
          .filter(p -> !requireNonNull(p.getParent()).getFileName().toString().equals("lib"))
          .map(p -> new CaseFolder(requireNonNull(p.getParent())))
          .distinct()
          .sorted((a, b) -> a.folder.compareTo(b.folder))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return requireNonNull(folder.getParent()).getFileName() + "/" + folder.getFileName();
  }

  /** The one script of the folder. */
  Path script() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(p -> p.getFileName().toString().endsWith(".mig"))
          .filter(p -> !MADE.contains(p.getFileName().toString()))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SQL that makes the starting database, or "" for an empty one. */
  String before(String dialect) {
    String own = text("before." + dialect + ".sql");
    return own != null ? own : requireNonNullElse(text("before.sql"), "");
  }

  /** Whether the folder says that the script is refused. */
  boolean refused() {
    return Files.exists(folder.resolve("problems.txt"))
        || Files.exists(folder.resolve("problems.postgres.txt"));
  }

  /**
   * Whether the script stands for one database alone: there is a starting database for that one
   * only.
   */
  boolean isFor(String dialect) {
    String other = dialect.equals("postgres") ? "sqlite" : "postgres";
    return Files.exists(folder.resolve("before.sql"))
        || Files.exists(folder.resolve("before." + dialect + ".sql"))
        || !Files.exists(folder.resolve("before." + other + ".sql"));
  }

  Library library() {
    return new ScriptLibrary(folder);
  }

  Parameters parameters() throws IOException {
    String text = text("params.properties");
    if (text == null) {
      return Parameters.NONE;
    }
    Properties properties = new Properties();
    properties.load(new StringReader(text));
    Map<String, String> values = new TreeMap<>();
    properties.stringPropertyNames().forEach(n -> values.put(n, properties.getProperty(n)));
    Map<String, String> from = new TreeMap<>(values);
    from.replaceAll((name, value) -> "--set");
    return new Parameters(values, from);
  }

  @Nullable String text(String file) {
    Path path = folder.resolve(file);
    try {
      return Files.exists(path) ? Files.readString(path) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a file is expected to hold; with {@code -Dgolden=update} it is written instead. A file of
   * this name for one database ({@code problems.sqlite.txt}) goes before the common one.
   */
  String expected(String file, String dialect, String actual) {
    int dot = file.lastIndexOf('.');
    String own = file.substring(0, dot) + "." + dialect + file.substring(dot);
    String name = Files.exists(folder.resolve(own)) ? own : file;
    if (REWRITE) {
      try {
        Files.writeString(folder.resolve(name), actual);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return actual;
    }
    String text = text(name);
    return text == null
        ? "(no file " + name + ": run with -Dgolden=update and read the difference)"
        : text;
  }
}
