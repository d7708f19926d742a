package dev.mig.editors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are generated; {@code -Dgolden=update} writes them again. */
final class Golden {
  private static final boolean UPDATE = System.getProperty("golden", "").equals("update");

  private Golden() {}

  /** Holds a file to a text. */
  static void hold(Path file, String text) throws IOException {
    if (UPDATE) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    }
    String found = Files.exists(file) ? Files.readString(file) : "(no file)";
    assertThat(found)
        .as("%s: run with -Dgolden=update and read the difference", file)
        .isEqualTo(text);
  }
}
