package dev.mig.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Diagnostics for people, on a terminal or in a file. The layout may change; programs read the JSON
 * form.
 */
public final class TextRenderer {
  private static final int NARROWEST = 40;
  private static final int MOST_HELP_LINES = 6;

  private final int width;
  private final boolean colour;
  private final Display display;

  /**
   * @param width columns of the terminal
   * @param unicode whether it shows more than ASCII
   * @param colour whether to colour
   */
  public TextRenderer(int width, boolean unicode, boolean colour) {
    this.width = Math.max(NARROWEST, width);
    this.colour = colour;
    this.display = new Display(unicode);
  }

  /** All of them, blank lines between, a line end after the last. */
  public String render(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(this::render).collect(Collectors.joining("\n"));
  }

  /** One diagnostic, ending in a line end. */
  public String render(Diagnostic diagnostic) {
    List<String> out = new ArrayList<>();
    head(diagnostic, out);
    Source source = diagnostic.source();
    Optional<Snippet> place = Optional.empty();
    if (source != null && !diagnostic.span().equals(Span.NONE)) {
      place = Optional.of(snippet(diagnostic, source));
    }
    List<Help> helps = helps(diagnostic, source);
    int last = place.map(Snippet::lastLine).orElse(1);
    for (Help help : helps) {
      last = Math.max(last, help.lastLine());
    }
    Map<Source, Snippet> others = elsewhere(diagnostic);
    for (Snippet other : others.values()) {
      last = Math.max(last, other.lastLine());
    }
    Snippet.Margin margin = new Snippet.Margin(String.valueOf(last).length(), colour);
    if (source != null) {
      String at =
          place.isEmpty()
              ? ""
              : ":"
                  + source.line(diagnostic.span().start())
                  + ":"
                  + source.column(diagnostic.span().start());
      out.add(margin.arrow() + " " + display.safe(source.name()) + at);
    }
    place.ifPresent(
        snippet -> {
          out.add(margin.mark(""));
          out.addAll(snippet.render(margin));
          out.add(margin.mark(""));
        });
    others.forEach(
        (other, snippet) -> {
          out.add(
              margin.elsewhere() + " " + display.safe(other.name()) + ":" + snippet.firstLine());
          out.add(margin.mark(""));
          out.addAll(snippet.render(margin));
          out.add(margin.mark(""));
        });
    Samples samples = diagnostic.samples();
    if (samples != null && !samples.rows().isEmpty()) {
      remark("rows", samples.shown(display.dot(), display.ellipsis()), margin, out);
    }
    diagnostic.notes().forEach(note -> remark("note", note, margin, out));
    helps.forEach(help -> help(help, margin, out));
    out.add(margin.remark("more") + "  mig explain " + diagnostic.code().id());
    return String.join("\n", out) + "\n";
  }

  /**
   * The last line of a run, such as {@code 2 errors, 1 warning in 014_split.mig; nothing was
   * written}.
   *
   * @param where a file, or how many files; may be empty
   * @param outcome what came of it; may be empty
   */
  public static String summary(int errors, int warnings, String where, String outcome) {
    List<String> counts = new ArrayList<>();
    if (errors > 0) {
      counts.add(count(errors, "error"));
    }
    if (warnings > 0) {
      counts.add(count(warnings, "warning"));
    }
    return (counts.isEmpty() ? "no problems" : String.join(", ", counts))
        + (where.isEmpty() ? "" : " in " + where)
        + (outcome.isEmpty() ? "" : "; " + outcome);
  }

  private static String count(int n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  private void head(Diagnostic diagnostic, List<String> out) {
    String tag = diagnostic.severity().word() + "[" + diagnostic.code().id() + "]";
    List<String> lines = display.wrap(diagnostic.summary(), width - tag.length() - 1, width - 2);
    out.add(
        Paint.of(diagnostic.severity()).on(tag, colour)
            + " "
            + Paint.BOLD.on(lines.getFirst(), colour));
    lines.stream().skip(1).forEach(line -> out.add("  " + Paint.BOLD.on(line, colour)));
  }

  private Snippet snippet(Diagnostic diagnostic, Source source) {
    Snippet snippet = new Snippet(source, display, room(source.lineCount()), colour);
    snippet.add(
        new Snippet.Mark(
            diagnostic.span(), diagnostic.label(), '^', Paint.of(diagnostic.severity())));
    for (Label label : diagnostic.labels()) {
      if (label.source() == null) {
        snippet.add(new Snippet.Mark(label.span(), label.text(), '~', Paint.BLUE));
      }
    }
    return snippet;
  }

  /** Places in other texts, each text once, in the order in which they are named. */
  private Map<Source, Snippet> elsewhere(Diagnostic diagnostic) {
    Map<Source, Snippet> others = new LinkedHashMap<>();
    for (Label label : diagnostic.labels()) {
      Source other = label.source();
      if (other != null) {
        others
            .computeIfAbsent(other, s -> new Snippet(s, display, room(s.lineCount()), colour))
            .add(new Snippet.Mark(label.span(), label.text(), '~', Paint.BLUE));
      }
    }
    return others;
  }

  private int room(int lines) {
    return width - String.valueOf(lines).length() - 4;
  }

  private void remark(String kind, String text, Snippet.Margin margin, List<String> out) {
    int indent = margin.columns() + kind.length() + 2;
    List<String> lines = display.wrap(text, width - indent, width - indent);
    out.add(margin.remark(kind) + "  " + lines.getFirst());
    lines.stream().skip(1).forEach(line -> out.add(" ".repeat(indent) + line));
  }

  /** A suggestion and the text as it would be. */
  private record Help(String title, @Nullable Snippet edited) {
    int lastLine() {
      return edited == null ? 1 : edited.lastLine();
    }
  }

  private List<Help> helps(Diagnostic diagnostic, @Nullable Source source) {
    List<Help> helps = new ArrayList<>();
    for (Suggestion suggestion : diagnostic.suggestions()) {
      helps.add(
          source == null || suggestion.edits().isEmpty()
              ? new Help(suggestion.title(), null)
              : new Help(suggestion.title(), edited(suggestion, source)));
    }
    return helps;
  }

  private @Nullable Snippet edited(Suggestion suggestion, Source source) {
    Edited edited = Edited.of(source, suggestion.edits());
    Snippet snippet =
        new Snippet(edited.source(), display, room(edited.source().lineCount()), colour);
    List<Span> lines = edited.lines();
    lines.stream()
        .limit(MOST_HELP_LINES)
        .forEach(span -> snippet.add(new Snippet.Mark(span, "", '+', Paint.GREEN)));
    return lines.isEmpty() ? null : snippet;
  }

  private void help(Help help, Snippet.Margin margin, List<String> out) {
    Snippet edited = help.edited();
    remark("help", help.title() + (edited == null ? "" : ":"), margin, out);
    if (edited != null) {
      out.addAll(edited.render(margin));
    }
  }
}
