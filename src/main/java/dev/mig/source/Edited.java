package dev.mig.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A source with edits applied.
 *
 * @param inserted where the new texts stand in it, in order
 */
public record Edited(Source source, List<Span> inserted) {
  public Edited {
    inserted = List.copyOf(inserted);
  }

  /** Applies edits that do not overlap, in whatever order they are given. */
  public static Edited of(Source source, List<Edit> edits) {
    List<Edit> ordered =
        edits.stream().sorted(Comparator.comparingInt(edit -> edit.span().start())).toList();
    StringBuilder text = new StringBuilder();
    List<Span> inserted = new ArrayList<>();
    int from = 0;
    for (Edit edit : ordered) {
      text.append(source.text(), from, edit.span().start());
      inserted.add(new Span(text.length(), text.length() + edit.text().length()));
      text.append(edit.text());
      from = edit.span().end();
    }
    text.append(source.text(), from, source.text().length());
    return new Edited(new Source(source.name(), text.toString()), inserted);
  }

  /** The new texts line by line, without the blanks around them. */
  List<Span> lines() {
    List<Span> lines = new ArrayList<>();
    for (Span span : inserted) {
      int line = source.line(span.start());
      for (int l = line; l <= source.line(span.end()); l++) {
        int start = Math.max(span.start(), source.lineStart(l));
        int end = Math.min(span.end(), source.lineStart(l) + source.lineText(l).length());
        while (start < end && Character.isWhitespace(source.text().charAt(start))) {
          start++;
        }
        while (end > start && Character.isWhitespace(source.text().charAt(end - 1))) {
          end--;
        }
        if (start < end) {
          lines.add(new Span(start, end));
        }
      }
    }
    return lines;
  }
}
