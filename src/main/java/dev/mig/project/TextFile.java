package dev.mig.project;

import dev.mig.source.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Writes files that a command was told to make: wholly or not at all. */
public final class TextFile {
  private TextFile() {}

  /**
   * Writes one.
   *
   * @param name what the user calls it
   * @param over whether one that is there is replaced
   * @return why it could not be, or nothing
   */
  public static Optional<Diagnostic> write(Path file, String name, String text, boolean over) {
    if (Files.isDirectory(file)) {
      return Optional.of(SourceFiles.problem(name + " is a folder; a file was expected").build());
    }
    if (Files.exists(file) && !over) {
      return Optional.of(
          SourceFiles.problem("there is a file " + name + " already")
              .note("nothing was written; --force replaces it")
              .build());
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return Optional.of(SourceFiles.problem("there is no folder " + folder).build());
    }
    String own = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path part = folder.resolve(own);
    try {
      Files.write(part, text.getBytes(StandardCharsets.UTF_8));
      move(part, file);
      return Optional.empty();
    } catch (AccessDeniedException e) {
      return Optional.of(SourceFiles.problem(name + " may not be written by this user").build());
    } catch (IOException e) {
      remove(part);
      return Optional.of(
          SourceFiles.problem(name + " cannot be written").note(SourceFiles.reason(e)).build());
    }
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // What is left is a file of ours whose name begins with a dot.
    }
  }
}
