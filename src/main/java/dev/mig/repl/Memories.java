package dev.mig.repl;

import dev.mig.database.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.jline.reader.impl.history.DefaultHistory;

/** The history of one project; what holds a credential, or begins with a blank, is not kept. */
final class Memories extends DefaultHistory {
  private static final java.util.regex.Pattern NAMED =
      java.util.regex.Pattern.compile("(?i)(?:password|passwd|pwd|secret|token)\\w*\\s*[=:]");

  @Override
  public void add(Instant time, String line) {
    String text = line.stripTrailing();
    if (!text.isBlank()
        && !text.startsWith(" ")
        && !NAMED.matcher(text).find()
        && Secrets.scrub(text).equals(text)) {
      super.add(time, text);
    }
  }

  /** The file of a project's history, in the user's state folder; null where that has no home. */
  @org.jspecify.annotations.Nullable
  static Path file(Map<String, String> environment, Path project) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    if (state.isEmpty() && home.isEmpty()) {
      return null;
    }
    Path folder = state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state);
    Path whole = project.toAbsolutePath().normalize();
    String name = String.valueOf(whole.getFileName()).replaceAll("[^A-Za-z0-9_.-]", "_");
    String unique = Integer.toHexString(whole.toString().hashCode());
    return folder.resolve("mig").resolve("history").resolve(name + "-" + unique);
  }

  /** Makes the file for this user's eyes only; false where it cannot be kept. */
  static boolean prepare(Path file) {
    try {
      Files.createDirectories(file.getParent());
      if (!Files.exists(file)) {
        Files.createFile(file);
      }
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      return Files.isWritable(file);
    } catch (IOException e) {
      return false;
    }
  }
}
