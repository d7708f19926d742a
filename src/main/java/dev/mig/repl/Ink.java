package dev.mig.repl;

import dev.mig.language.Tint;
import dev.mig.language.Tints;
import dev.mig.source.Span;
import java.util.List;
import java.util.function.Function;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours what is being typed, and underlines what is wrong with it so far. */
final class Ink implements Highlighter {
  /** A longer text is not checked at every key. */
  private static final int MOST_CHECKED = 5_000;

  private static final int MOST_COLOURED = 200_000;

  private final boolean coloured;
  private final Function<String, List<Span>> checker;
  private String last = "";
  private List<Span> faults = List.of();

  /**
   * @param checker finds what is wrong with a text
   */
  Ink(boolean coloured, Function<String, List<Span>> checker) {
    this.coloured = coloured;
    this.checker = checker;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    if (!coloured || buffer.length() > MOST_COLOURED) {
      return new AttributedString(buffer);
    }
    AttributedStyle[] styles = new AttributedStyle[buffer.length()];
    if (!buffer.startsWith("\\")) {
      for (Tint tint : Tints.of(buffer)) {
        fill(styles, tint.from(), tint.to(), style(tint.kind()));
      }
      if (!Shell.isQuery(buffer)) {
        for (Span fault : faults(buffer)) {
          for (int i = fault.start(); i < Math.min(fault.end(), buffer.length()); i++) {
            AttributedStyle style = styles[i] == null ? AttributedStyle.DEFAULT : styles[i];
            styles[i] = style.underline();
          }
        }
      }
    } else {
      fill(styles, 0, buffer.length(), AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN));
    }
    AttributedStringBuilder out = new AttributedStringBuilder(buffer.length());
    for (int i = 0; i < buffer.length(); i++) {
      AttributedStyle style = styles[i] == null ? AttributedStyle.DEFAULT : styles[i];
      out.style(style).append(buffer.charAt(i));
    }
    return out.toAttributedString();
  }

  private static void fill(AttributedStyle[] styles, int from, int to, AttributedStyle style) {
    for (int i = Math.max(0, from); i < Math.min(to, styles.length); i++) {
      styles[i] = style;
    }
  }

  private static AttributedStyle style(Tint.Kind kind) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    return switch (kind) {
      case KEYWORD -> plain.foreground(AttributedStyle.BLUE);
      case STATEMENT -> plain.foreground(AttributedStyle.BLUE).bold();
      case FUNCTION, TYPE -> plain.foreground(AttributedStyle.CYAN);
      case TEXT -> plain.foreground(AttributedStyle.GREEN);
      case NUMBER -> plain.foreground(AttributedStyle.YELLOW);
      case COMMENT -> plain.faint();
      case SQL -> plain.foreground(AttributedStyle.MAGENTA);
      case WRONG -> plain.foreground(AttributedStyle.RED);
      case NAME, OPERATOR -> plain;
    };
  }

  /** What cannot become right by typing on: a fault at the end may. */
  private List<Span> faults(String buffer) {
    if (buffer.equals(last)) {
      return faults;
    }
    last = buffer;
    List<Span> found = List.of();
    if (buffer.length() <= MOST_CHECKED) {
      int end = buffer.stripTrailing().length();
      // The word that is being typed is not wrong yet.
      found = checker.apply(buffer).stream().filter(s -> s.end() < end).toList();
    }
    faults = found;
    return found;
  }
}
