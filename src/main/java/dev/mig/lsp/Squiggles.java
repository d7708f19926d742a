package dev.mig.lsp;

import com.google.gson.JsonObject;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Label;
import dev.mig.source.Samples;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.DiagnosticCodeDescription;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DiagnosticTag;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Diagnostics as the protocol has them. */
final class Squiggles {
  /** Who says it. */
  static final String SOURCE = "mig";

  private static final int MOST_NOTES = 4;

  private final Analysis analysis;
  private final CodePages pages;

  /** Those of one text. */
  Squiggles(Analysis analysis, CodePages pages) {
    this.analysis = analysis;
    this.pages = pages;
  }

  /** All of them, in their order. */
  List<org.eclipse.lsp4j.Diagnostic> all() {
    List<org.eclipse.lsp4j.Diagnostic> all = new ArrayList<>();
    for (int i = 0; i < analysis.diagnostics().size(); i++) {
      all.add(squiggle(analysis.diagnostics().get(i), i));
    }
    if (analysis.unchecked() != null) {
      org.eclipse.lsp4j.Diagnostic told =
          new org.eclipse.lsp4j.Diagnostic(
              firstLine(),
              "not checked: " + analysis.unchecked(),
              DiagnosticSeverity.Information,
              SOURCE);
      all.add(told);
    }
    return all;
  }

  private Range firstLine() {
    return analysis.positions().line(new Position(0, 0));
  }

  /** The place of a diagnostic; of one that is about the text as a whole, the first line. */
  Range range(Diagnostic diagnostic) {
    return diagnostic.span().equals(Span.NONE)
        ? firstLine()
        : analysis.positions().range(diagnostic.span());
  }

  private org.eclipse.lsp4j.Diagnostic squiggle(Diagnostic diagnostic, int number) {
    org.eclipse.lsp4j.Diagnostic squiggle =
        new org.eclipse.lsp4j.Diagnostic(
            range(diagnostic), message(diagnostic), severity(diagnostic), SOURCE);
    squiggle.setCode(diagnostic.code().id());
    pages
        .address(diagnostic.code())
        .ifPresent(page -> squiggle.setCodeDescription(new DiagnosticCodeDescription(page)));
    if (diagnostic.code() == Code.UNREACHABLE_LINE) {
      squiggle.setTags(List.of(DiagnosticTag.Unnecessary));
    }
    List<DiagnosticRelatedInformation> related = new ArrayList<>();
    for (Label label : diagnostic.labels()) {
      related.add(related(label));
    }
    if (!related.isEmpty()) {
      squiggle.setRelatedInformation(related);
    }
    JsonObject data = new JsonObject();
    data.addProperty("version", analysis.document().version());
    data.addProperty("number", number);
    squiggle.setData(data);
    return squiggle;
  }

  private DiagnosticRelatedInformation related(Label label) {
    Source source = label.source();
    String own = analysis.document().source().name();
    Location at =
        source == null || source.name().equals(own)
            ? new Location(analysis.document().uri(), analysis.positions().range(label.span()))
            : new Location(Client.uri(source), new Positions(source.text()).range(label.span()));
    return new DiagnosticRelatedInformation(at, label.text());
  }

  private static DiagnosticSeverity severity(Diagnostic diagnostic) {
    return switch (diagnostic.severity()) {
      case ERROR -> DiagnosticSeverity.Error;
      case WARNING -> DiagnosticSeverity.Warning;
      case INFO -> DiagnosticSeverity.Information;
    };
  }

  /** What is said, in a few lines: what is, what stands under the place, rows, notes. */
  private String message(Diagnostic diagnostic) {
    List<String> lines = new ArrayList<>();
    lines.add(diagnostic.summary());
    if (!diagnostic.label().isEmpty()) {
      lines.add(diagnostic.label());
    }
    Samples samples = diagnostic.samples();
    if (samples != null && !samples.rows().isEmpty()) {
      lines.add("rows: " + samples.shown(" · ", "…"));
    }
    diagnostic.notes().stream().limit(MOST_NOTES).forEach(lines::add);
    String message = String.join("\n", lines);
    Ground ground = analysis.ground();
    // Names of files are told as in the project's own folder.
    return ground == null ? message : message.replace(ground.home() + "/", "");
  }
}
