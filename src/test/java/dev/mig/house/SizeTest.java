package dev.mig.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A file that a reader must scroll through for long has two thoughts in it. */
class SizeTest {
  private static final int MOST_LINES = 400;

  /** Files that may be longer, each with the reason. */
  private static final Map<String, String> LONGER = Map.of();

  @Test
  void filesOfTheProgramStaySmall() throws IOException {
    Path root = Path.of("src/main/java");
    try (Stream<Path> files = Files.walk(root)) {
      List<String> tooLong =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !LONGER.containsKey(root.relativize(file).toString()))
              .filter(file -> lines(file) > MOST_LINES)
              .map(file -> file + " has " + lines(file) + " lines")
              .toList();
      assertThat(tooLong).as("at most %d lines a file", MOST_LINES).isEmpty();
    }
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
