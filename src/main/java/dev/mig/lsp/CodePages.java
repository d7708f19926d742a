package dev.mig.lsp;

import dev.mig.language.Pages;
import dev.mig.source.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The pages of {@code mig explain} as files, so that a diagnostic can link to the page of its code
 * also where there is no network.
 */
final class CodePages {
  private final Optional<Path> folder;
  private volatile boolean written;

  /**
   * @param environment says where caches are
   */
  CodePages(Map<String, String> environment, String version) {
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", "");
    this.folder =
        caches.isEmpty() && home.isEmpty()
            ? Optional.empty()
            : Optional.of(
                (caches.isEmpty() ? Path.of(home, ".cache") : Path.of(caches))
                    .resolve("mig")
                    .resolve("explain-" + version));
  }

  /** Writes those that are not there yet; where that cannot be, there are no links. */
  void write() {
    if (folder.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(folder.get());
      for (Code code : Code.values()) {
        String page = Pages.code(code);
        Path file = file(folder.get(), code);
        if (page != null && !(Files.exists(file) && Files.readString(file).equals(page))) {
          Files.writeString(file, page);
        }
      }
      written = true;
    } catch (IOException noCache) {
      written = false;
    }
  }

  /** The address of a page; empty as long as they are not written. */
  Optional<String> address(Code code) {
    return written ? folder.map(f -> file(f, code).toUri().toString()) : Optional.empty();
  }

  private static Path file(Path folder, Code code) {
    return folder.resolve(code.id() + ".md");
  }
}
