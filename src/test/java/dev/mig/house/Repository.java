package dev.mig.house;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The files of this repository that are text, as a clone would have them. */
final class Repository {
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", ".idea", ".vscode", "node_modules");

  private Repository() {}

  /** The text of each file under a folder, by its path. */
  static Map<Path, String> texts(Path root) throws IOException {
    Map<Path, String> texts = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            // A worktree's .git is a file.
            if (!NOT_OURS.contains(String.valueOf(file.getFileName()))
                && attributes.isRegularFile()) {
              try {
                texts.put(
                    file,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                        .toString());
              } catch (CharacterCodingException e) {
                return FileVisitResult.CONTINUE; // not text
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return texts;
  }
}
