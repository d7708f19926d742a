package dev.mig.lsp;

import dev.mig.compile.Compiled;
import dev.mig.source.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one check of a project came to.
 *
 * @param diagnostics by the name of the text that they are about, each in the order of finding
 * @param compiled by the file that they stand in; also what was compiled only so that more is known
 *     of it, whatever was said of that
 * @param names of the project's migrations, in the order of going up
 * @param unchecked why nobody could check a file, by that file
 */
record Outcome(
    Map<String, List<Diagnostic>> diagnostics,
    Map<Path, List<Compiled>> compiled,
    List<String> names,
    Map<Path, String> unchecked) {
  Outcome {
    diagnostics = Map.copyOf(diagnostics);
    compiled = Map.copyOf(compiled);
    names = List.copyOf(names);
    unchecked = Map.copyOf(unchecked);
  }

  List<Diagnostic> of(Document document) {
    return diagnostics.getOrDefault(document.source().name(), List.of());
  }
}
