package dev.mig.editors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Copies of folders. */
final class Trees {
  private Trees() {}

  /**
   * Copies the files right in a folder, and those folders in it that are named, as they are now.
   */
  static void copy(Path from, Path to, String... folders) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    for (String folder : folders) {
      copyAll(from.resolve(folder), to.resolve(folder));
    }
  }

  private static void copyAll(Path from, Path to) throws IOException {
    delete(to);
    Files.createDirectories(to.toAbsolutePath().getParent());
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        List<Path> deepestFirst = files.sorted((a, b) -> b.compareTo(a)).toList();
        for (Path file : deepestFirst) {
          Files.delete(file);
        }
      }
    }
  }
}
