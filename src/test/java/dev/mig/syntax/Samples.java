package dev.mig.syntax;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Every form of every statement, one after the other in a resource, blank lines between them. */
final class Samples {
  private Samples() {}

  static List<String> all() {
    try (var stream = Samples.class.getResourceAsStream("/syntax/samples.mig")) {
      String text =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      return List.of(Pattern.compile("\n\n+").split(text.strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
