package dev.mig.repl;

import dev.mig.language.Tint;
import dev.mig.language.Tints;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours what is being typed, and underlines what is wrong with it so far. */
final class Ink implements Highlighter {
  /** A longer text is not parsed at every key. */
  private static final int MOST_PARSED = 20_000;

  private static final int MOST_COLOURED = 200_000;

  private final boolean coloured;
  private String last = "";
  private List<Span> faults = List.of();

  Ink(boolean coloured) {
    this.coloured = coloured;
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
    List<Span> found = new ArrayList<>();
    if (buffer.length() <= MOST_PARSED) {
      int end = buffer.stripTrailing().length();
      for (Diagnostic fault : Syntax.parse(new Source("", buffer)).diagnostics()) {
        // The word that is being typed is not wrong yet.
        if (fault.isError() && fault.span().end() < end) {
          found.add(fault.span());
        }
      }
    }
    faults = found;
    return found;
  }
}
