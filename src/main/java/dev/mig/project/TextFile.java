package dev.mig.project;

import dev.mig.source.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes files that a command was told to make: wholly or not at all. */
public final class TextFile {
  private static final Set<PosixFilePermission> WRITE =
      Set.of(
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_WRITE);

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
    return put(file, name, text, part -> {});
  }

  /**
   * Writes another text into a file that is there: through a link, with the permissions and the
   * owner that it has.
   *
   * @param name what the user calls it
   * @return why it could not be, or nothing; the file is then as it was
   */
  public static Optional<Diagnostic> replace(Path file, String name, String text) {
    try {
      Path real = file.toRealPath();
      @Nullable PosixFileAttributeView view = posix(real);
      if (view == null) {
        return Files.isWritable(real) ? put(real, name, text, part -> {}) : readOnly(name);
      }
      PosixFileAttributes old = view.readAttributes();
      // root may write whatever it likes, but a file that nobody may write was protected on purpose
      if (!Files.isWritable(real) || Collections.disjoint(old.permissions(), WRITE)) {
        return readOnly(name);
      }
      return put(real, name, text, part -> keep(old, part));
    } catch (IOException e) {
      return Optional.of(cannot(name, e));
    }
  }

  private static @Nullable PosixFileAttributeView posix(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class);
  }

  private static void keep(PosixFileAttributes old, Path part) throws IOException {
    PosixFileAttributeView view = posix(part);
    if (view == null) {
      return;
    }
    PosixFileAttributes own = view.readAttributes();
    if (!own.owner().equals(old.owner())) {
      view.setOwner(old.owner());
    }
    if (!own.group().equals(old.group())) {
      view.setGroup(old.group());
    }
    view.setPermissions(old.permissions());
  }

  private static Optional<Diagnostic> readOnly(String name) {
    return Optional.of(SourceFiles.problem(name + " may not be written by this user").build());
  }

  private static Diagnostic cannot(String name, IOException e) {
    return SourceFiles.problem(name + " cannot be written").note(SourceFiles.reason(e)).build();
  }

  /** What is done to a file before it stands in its place. */
  private interface Finish {
    void finish(Path part) throws IOException;
  }

  /** Writes beside the file, then puts what is written in its place. */
  private static Optional<Diagnostic> put(Path file, String name, String text, Finish finish) {
    String own = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part";
    Path part = file.resolveSibling(own);
    try {
      Files.write(part, text.getBytes(StandardCharsets.UTF_8));
      finish.finish(part);
      move(part, file);
      return Optional.empty();
    } catch (AccessDeniedException e) {
      remove(part);
      return readOnly(name);
    } catch (IOException e) {
      remove(part);
      return Optional.of(cannot(name, e));
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
