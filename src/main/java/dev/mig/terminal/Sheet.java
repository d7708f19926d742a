package dev.mig.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Lines that fit a terminal, as they are written one under the other. */
final class Sheet {
  private final List<String> lines = new ArrayList<>();
  private final Colour colour;
  private final int width;

  /**
   * @param width the columns of the terminal; fewer than twenty count as twenty
   */
  Sheet(Colour colour, int width) {
    this.colour = colour;
    this.width = Math.max(20, width);
  }

  int width() {
    return width;
  }

  /** What a mark leaves of it. */
  int room() {
    return width - Mark.SAME.before().length();
  }

  List<String> lines() {
    return lines;
  }

  void heading(String text) {
    painted(text, colour::bold);
  }

  void painted(String text, UnaryOperator<String> paint) {
    hanging(text).forEach(line -> lines.add(paint.apply(line)));
  }

  void dim(String text) {
    painted(text, colour::dim);
  }

  /**
   * A line of the language.
   *
   * @param plain how long its beginning is in which words are names, whatever they look like
   */
  void code(String text, int plain) {
    int from = plain;
    for (String line : hanging(text)) {
      int names = Math.min(from, line.length());
      lines.add(line.substring(0, names) + Highlight.line(line.substring(names), colour));
      from = 0;
    }
  }

  private List<String> hanging(String text) {
    int margin = text.length() - text.stripLeading().length();
    return Fit.wrapped(text, width, Math.min(margin + 4, width / 2));
  }
}
