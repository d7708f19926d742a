package dev.mig.lsp;

import dev.mig.source.Span;
import java.util.Arrays;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/**
 * The one place where positions of the protocol (lines and UTF-16 units from 0) and offsets of a
 * text meet. As in the protocol, a line ends with {@code \n}, {@code \r\n} or {@code \r}.
 */
final class Positions {
  private final String text;
  private final int[] starts;

  Positions(String text) {
    this.text = text;
    int[] found = new int[64];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    this.starts = Arrays.copyOf(found, count);
  }

  /** The offset of a place; one behind the end of its line, or of the text, is that end. */
  int offset(Position place) {
    if (place.getLine() >= starts.length) {
      return text.length();
    }
    int line = Math.max(0, place.getLine());
    int offset = starts[line] + Math.clamp(place.getCharacter(), 0, length(line));
    boolean inside =
        offset > starts[line]
            && offset < text.length()
            && Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset));
    return inside ? offset - 1 : offset;
  }

  /** How many units a line has without its end. */
  private int length(int line) {
    int end = line + 1 < starts.length ? starts[line + 1] : text.length();
    while (end > starts[line] && isEnd(text.charAt(end - 1))) {
      end--;
    }
    return end - starts[line];
  }

  private static boolean isEnd(char c) {
    return c == '\n' || c == '\r';
  }

  Span span(Range range) {
    int start = offset(range.getStart());
    return new Span(start, Math.max(start, offset(range.getEnd())));
  }

  Position position(int offset) {
    int inside = Math.clamp(offset, 0, text.length());
    int line = line(inside);
    return new Position(line, inside - starts[line]);
  }

  Range range(Span span) {
    return new Range(position(span.start()), position(span.end()));
  }

  /** The line, from 0, in which an offset is. */
  int line(int offset) {
    int found = Arrays.binarySearch(starts, Math.clamp(offset, 0, text.length()));
    return found >= 0 ? found : -found - 2;
  }

  /** A whole line without its end. */
  Range line(Position in) {
    int line = Math.clamp(in.getLine(), 0, starts.length - 1);
    return new Range(new Position(line, 0), new Position(line, length(line)));
  }

  /** Everything. */
  Range all() {
    return new Range(new Position(0, 0), position(text.length()));
  }
}
