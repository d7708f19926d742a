package dev.mig.lsp;

import dev.mig.source.Edit;
import dev.mig.source.Span;
import dev.mig.syntax.LayoutEdits;
import dev.mig.syntax.MigParser.StatementContext;
import dev.mig.syntax.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/** The one layout of {@code mig fmt}, as edits; none for a text that does not parse. */
final class Formatting {
  private Formatting() {}

  /** Of the whole text. */
  static List<TextEdit> all(Analysis analysis) {
    return edits(analysis, LayoutEdits.of(analysis.parsed()));
  }

  /** Of the lines of a range. */
  static List<TextEdit> range(Analysis analysis, Range range) {
    Span span = analysis.positions().span(range);
    return lines(analysis, span.start(), Math.max(span.start(), span.end() - 1));
  }

  /** Of the statement that was just ended: by a closing brace, or by going to the next line. */
  static List<TextEdit> typed(Analysis analysis, Position place) {
    int end = analysis.positions().offset(place);
    while (end > 0 && Character.isWhitespace(analysis.text().charAt(end - 1))) {
      end--;
    }
    for (StatementContext statement : analysis.parsed().statements()) {
      Span span = Spans.of(statement);
      if (span.end() == end) {
        List<TextEdit> edits = new ArrayList<>(lines(analysis, span.start(), end));
        // Where the cursor is now, somebody is about to write.
        Position stop = analysis.positions().position(end);
        edits.removeIf(e -> !isBefore(e.getRange().getStart(), stop));
        return edits;
      }
    }
    return List.of();
  }

  private static boolean isBefore(Position one, Position other) {
    return one.getLine() < other.getLine()
        || (one.getLine() == other.getLine() && one.getCharacter() < other.getCharacter());
  }

  private static List<TextEdit> lines(Analysis analysis, int start, int end) {
    int first = analysis.document().source().line(start);
    int last = analysis.document().source().line(end);
    return edits(analysis, LayoutEdits.of(analysis.parsed(), first, last));
  }

  /** In a text whose lines end as on Windows they do so afterwards. */
  private static List<TextEdit> edits(Analysis analysis, Optional<List<Edit>> found) {
    if (analysis.document().isTooLarge()) {
      return List.of();
    }
    boolean windows = analysis.text().contains("\r\n");
    List<TextEdit> edits = new ArrayList<>();
    for (Edit edit : found.orElse(List.of())) {
      String text = windows ? edit.text().replace("\n", "\r\n") : edit.text();
      if (!analysis.document().source().text(edit.span()).equals(text)) {
        edits.add(new TextEdit(analysis.positions().range(edit.span()), text));
      }
    }
    return edits;
  }
}
