package dev.mig.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing said to the user: the same object becomes terminal text, JSON and an editor's squiggle.
 *
 * @param source the text it is about, or null when it is about none (a server that cannot be
 *     reached)
 * @param summary one line without a final stop that says what is
 * @param span the smallest wrong place; {@link Span#NONE} without a source
 * @param label what stands under the place, may be empty
 * @param labels further places, in this text or others
 * @param notes further lines
 * @param samples rows that show it, or null
 */
public record Diagnostic(
    Code code,
    Severity severity,
    String summary,
    @Nullable Source source,
    Span span,
    String label,
    List<Label> labels,
    List<String> notes,
    @Nullable Samples samples,
    List<Suggestion> suggestions) {
  public Diagnostic {
    labels = List.copyOf(labels);
    notes = List.copyOf(notes);
    suggestions = List.copyOf(suggestions);
  }

  public static Builder error(Code code, String summary) {
    return new Builder(code, Severity.ERROR, summary);
  }

  public static Builder warning(Code code, String summary) {
    return new Builder(code, Severity.WARNING, summary);
  }

  public static Builder info(Code code, String summary) {
    return new Builder(code, Severity.INFO, summary);
  }

  /** A builder that starts from this one. */
  public Builder toBuilder() {
    Builder builder = new Builder(code, severity, summary);
    builder.source = source;
    builder.span = span;
    builder.label = label;
    builder.labels.addAll(labels);
    builder.notes.addAll(notes);
    builder.samples = samples;
    builder.suggestions.addAll(suggestions);
    return builder;
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The same thing said of a text: for diagnostics that are made where only spans are known. */
  public Diagnostic in(Source text) {
    return new Diagnostic(
        code, severity, summary, text, span, label, labels, notes, samples, suggestions);
  }

  public Diagnostic with(@Nullable Samples rows) {
    return new Diagnostic(
        code, severity, summary, source, span, label, labels, notes, rows, suggestions);
  }

  public Diagnostic saying(String newSummary) {
    return new Diagnostic(
        code, severity, newSummary, source, span, label, labels, notes, samples, suggestions);
  }

  public Diagnostic suggesting(List<Suggestion> newSuggestions) {
    return new Diagnostic(
        code, severity, summary, source, span, label, labels, notes, samples, newSuggestions);
  }

  /** Collects the parts of a diagnostic. */
  public static final class Builder {
    private final Code code;
    private final Severity severity;
    private final String summary;
    private @Nullable Source source;
    private Span span = Span.NONE;
    private String label = "";
    private final List<Label> labels = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Samples samples;
    private final List<Suggestion> suggestions = new ArrayList<>();

    private Builder(Code code, Severity severity, String summary) {
      this.code = code;
      this.severity = severity;
      this.summary = summary;
    }

    public Builder in(Source text) {
      this.source = text;
      return this;
    }

    public Builder at(Span place) {
      this.span = place;
      return this;
    }

    public Builder at(Span place, String text) {
      this.span = place;
      this.label = text;
      return this;
    }

    public Builder also(Span place, String text) {
      labels.add(new Label(place, text));
      return this;
    }

    /** A place in another text. */
    public Builder also(Source text, Span place, String remark) {
      labels.add(new Label(place, remark, text));
      return this;
    }

    public Builder note(String text) {
      notes.add(text);
      return this;
    }

    public Builder samples(@Nullable Samples rows) {
      this.samples = rows;
      return this;
    }

    public Builder suggest(String title, Suggestion.Safety safety, Edit... edits) {
      suggestions.add(new Suggestion(title, safety, List.of(edits)));
      return this;
    }

    public Diagnostic build() {
      return new Diagnostic(
          code, severity, summary, source, span, label, labels, notes, samples, suggestions);
    }
  }
}
