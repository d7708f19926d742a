package dev.mig.project;

import dev.mig.source.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What was read, as far as it could be, and what was wrong with it. Without a value there is at
 * least one error.
 */
public record Loaded<T>(Optional<T> value, List<Diagnostic> problems) {
  public Loaded {
    problems = List.copyOf(problems);
  }

  public static <T> Loaded<T> of(T value) {
    return new Loaded<>(Optional.of(value), List.of());
  }

  public static <T> Loaded<T> failed(Diagnostic problem) {
    return new Loaded<>(Optional.empty(), List.of(problem));
  }
}
