package dev.mig.lsp;

import dev.mig.source.LineDiff;
import dev.mig.source.Span;
import dev.mig.syntax.Layout;
import dev.mig.syntax.MigParser.StatementContext;
import dev.mig.syntax.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/** The one layout of {@code mig fmt}, as edits of the lines that change. */
final class Formatting {
  private Formatting() {}

  /** Of the whole text; none where it does not parse. */
  static List<TextEdit> all(Analysis analysis) {
    return edits(analysis, 0, Integer.MAX_VALUE);
  }

  /** Of the lines of a range. */
  static List<TextEdit> range(Analysis analysis, Range range) {
    int last = range.getEnd().getLine() - (range.getEnd().getCharacter() == 0 ? 1 : 0);
    return edits(analysis, range.getStart().getLine(), Math.max(last, range.getStart().getLine()));
  }

  /** Of the statement that was just ended: by a closing brace, or by going to the next line. */
  static List<TextEdit> typed(Analysis analysis, Position place) {
    int offset = analysis.positions().offset(place);
    String text = analysis.text();
    int end = offset;
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    for (StatementContext statement : analysis.parsed().statements()) {
      Span span = Spans.of(statement);
      if (span.end() == end) {
        int first = analysis.positions().line(span.start());
        int last = analysis.positions().line(end);
        return edits(analysis, first, last);
      }
    }
    return List.of();
  }

  /** The differences between the text and its layout that lie within two lines. */
  private static List<TextEdit> edits(Analysis analysis, int from, int to) {
    if (analysis.document().isTooLarge()) {
      return List.of();
    }
    Optional<String> laidOut = Layout.format(analysis.parsed());
    if (laidOut.isEmpty()) {
      return List.of();
    }
    String end = analysis.text().contains("\r\n") ? "\r\n" : "\n";
    List<TextEdit> edits = new ArrayList<>();
    for (LineDiff.Hunk hunk : LineDiff.hunks(analysis.text(), laidOut.get())) {
      int last = Math.max(hunk.from(), hunk.to() - 1);
      if (hunk.from() <= to && last >= from) {
        edits.add(edit(analysis, hunk, end));
      }
    }
    if (to == Integer.MAX_VALUE) {
      lastLine(analysis, edits, end).ifPresent(edits::add);
    }
    return edits;
  }

  private static TextEdit edit(Analysis analysis, LineDiff.Hunk hunk, String end) {
    Positions places = analysis.positions();
    int count = places.line(analysis.text().length()) + 1;
    StringBuilder lines = new StringBuilder();
    hunk.lines().forEach(line -> lines.append(line).append(end));
    if (hunk.from() >= count) {
      Position behind = places.position(analysis.text().length());
      return new TextEdit(new Range(behind, behind), end + lines);
    }
    boolean atEnd = hunk.to() >= count;
    Position start = new Position(hunk.from(), 0);
    Position stop = atEnd ? places.position(analysis.text().length()) : new Position(hunk.to(), 0);
    return new TextEdit(new Range(start, stop), lines.toString());
  }

  /** The end of a last line that is right but for its end. */
  private static Optional<TextEdit> lastLine(Analysis analysis, List<TextEdit> edits, String end) {
    Position behind = analysis.positions().position(analysis.text().length());
    boolean ended = behind.getCharacter() == 0;
    boolean written = !edits.isEmpty() && edits.getLast().getRange().getEnd().equals(behind);
    return ended || written
        ? Optional.empty()
        : Optional.of(new TextEdit(new Range(behind, behind), end));
  }
}
