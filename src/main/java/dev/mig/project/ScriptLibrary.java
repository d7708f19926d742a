package dev.mig.project;

import dev.mig.compile.script.Library;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The files that scripts include, each relative to the script that names it; each read once. */
public final class ScriptLibrary implements Library {
  private final Path home;
  private final Function<Path, Found> files;
  private final Map<Path, Found> read = new HashMap<>();

  /**
   * @param home where scripts without a file, such as those of standard input, look
   */
  public ScriptLibrary(Path home) {
    this(home, ScriptLibrary::onDisk);
  }

  /**
   * @param home where scripts without a file look
   * @param files what is found at a path; asked once for each
   */
  public ScriptLibrary(Path home, Function<Path, Found> files) {
    this.home = home;
    this.files = files;
  }

  @Override
  public Found find(Source from, String path) {
    Path relative;
    try {
      relative = Path.of(path);
    } catch (InvalidPathException e) {
      return Found.not("this is no path");
    }
    if (path.isBlank() || relative.isAbsolute()) {
      return Found.not("a path relative to this script is wanted");
    }
    return read.computeIfAbsent(near(from).resolve(relative).normalize(), files);
  }

  /** The file as it lies on disk. */
  public static Found onDisk(Path file) {
    if (!Files.exists(file)) {
      return Found.not("there is no file " + file);
    }
    if (Files.isDirectory(file)) {
      return Found.not(file + " is a folder");
    }
    Loaded<Source> loaded = SourceFiles.read(file, file.toString());
    return loaded
        .value()
        .map(Found::of)
        .orElseGet(() -> Found.not(why(loaded.problems().getFirst())));
  }

  private Path near(Source from) {
    if (from.name().startsWith("<")) {
      return home;
    }
    Path folder = Path.of(from.name()).getParent();
    return folder == null ? home : folder;
  }

  private static String why(Diagnostic problem) {
    return problem.summary();
  }
}
