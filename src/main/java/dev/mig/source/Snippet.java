package dev.mig.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lines of a source with marks under them. */
final class Snippet {
  /** A mark under a part of one line. */
  record Mark(Span span, String text, char sign, Paint paint) {}

  private final Source source;
  private final Display display;
  private final int width;
  private final boolean colour;
  private final Map<Integer, List<Mark>> marks = new TreeMap<>();

  /**
   * @param width columns for the lines, without the margin
   */
  Snippet(Source source, Display display, int width, boolean colour) {
    this.source = source;
    this.display = display;
    this.width = width;
    this.colour = colour;
  }

  Snippet add(Mark mark) {
    int line = source.line(mark.span().start());
    marks.computeIfAbsent(line, l -> new ArrayList<>()).add(mark);
    return this;
  }

  int firstLine() {
    return marks.keySet().stream().min(Comparator.naturalOrder()).orElse(1);
  }

  int lastLine() {
    return marks.keySet().stream().max(Comparator.naturalOrder()).orElse(1);
  }

  /** The lines, each with the margin before it. */
  List<String> render(Margin margin) {
    List<String> out = new ArrayList<>();
    int before = 0;
    for (Map.Entry<Integer, List<Mark>> entry : marks.entrySet()) {
      int line = entry.getKey();
      if (before > 0 && line > before + 2) {
        out.add(margin.gap());
      } else if (before > 0 && line == before + 2) {
        out.add(margin.line(before + 1, clipped(before + 1)));
      }
      renderLine(line, entry.getValue(), margin, out);
      before = line;
    }
    return out;
  }

  private String clipped(int line) {
    return display.line(source.lineText(line)).part(0, width).stripTrailing();
  }

  private void renderLine(int number, List<Mark> on, Margin margin, List<String> out) {
    Display.Line line = display.line(source.lineText(number));
    int start = source.lineStart(number);
    List<Placed> placed = on.stream().map(mark -> place(mark, line, start)).sorted().toList();
    int first = placed.getFirst().from();
    int shift =
        line.width() <= width ? 0 : Math.max(0, Math.min(first - width / 3, line.width() - width));
    out.add(margin.line(number, window(line, shift)));
    StringBuilder row = new StringBuilder();
    int column = 0;
    for (Placed mark : placed) {
      int from = Math.max(mark.from() - shift, column);
      int to = Math.min(mark.to() - shift, width);
      if (to > from) {
        row.append(" ".repeat(from - column));
        row.append(mark.paint(String.valueOf(mark.mark().sign()).repeat(to - from), colour));
        column = to;
      }
    }
    List<Placed> labelled =
        new ArrayList<>(placed.stream().filter(p -> !p.text().isEmpty()).toList());
    if (!labelled.isEmpty() && labelled.getLast().equals(placed.getLast())) {
      Placed last = labelled.getLast();
      String text = display.safe(last.text());
      if (column + 1 + Display.width(text) <= width) {
        row.append(' ').append(last.paint(text, colour));
        labelled.removeLast();
      }
    }
    out.add(margin.mark(row.toString()));
    for (Placed mark : labelled.reversed()) {
      int longest = Math.min(Display.width(display.safe(mark.text())), width);
      int indent = Math.max(0, Math.min(mark.from() - shift, width - longest));
      for (String part : display.wrap(mark.text(), width - indent, width - indent)) {
        out.add(margin.mark(" ".repeat(indent) + mark.paint(part, colour)));
      }
    }
  }

  /** The visible part of a line; what is cut off is shown as cut off. */
  private String window(Display.Line line, int shift) {
    String cut = display.ellipsis();
    int from = shift == 0 ? 0 : shift + cut.length();
    boolean tail = line.width() > shift + width;
    int to = tail ? shift + width - cut.length() : line.width();
    return (shift == 0 ? "" : cut) + line.part(from, to).stripTrailing() + (tail ? cut : "");
  }

  private static Placed place(Mark mark, Display.Line line, int start) {
    int from = line.column(mark.span().start() - start);
    int to = line.column(mark.span().end() - start);
    return new Placed(mark, from, Math.max(to, from + 1));
  }

  /** A mark and the columns it covers. */
  private record Placed(Mark mark, int from, int to) implements Comparable<Placed> {
    String text() {
      return mark.text();
    }

    String paint(String text, boolean colour) {
      return mark.paint().on(text, colour);
    }

    @Override
    public int compareTo(Placed other) {
      return Comparator.comparingInt(Placed::from)
          .thenComparingInt(Placed::to)
          .compare(this, other);
    }
  }

  /** What stands left of the lines: their number, or the room for it. */
  record Margin(int digits, boolean colour) {
    String line(int number, String text) {
      String padded = String.valueOf(number);
      String room = " ".repeat(1 + digits - padded.length());
      return (blue(room + padded + " |") + " " + text).stripTrailing();
    }

    String mark(String text) {
      return (blue(" ".repeat(digits + 2) + "|") + " " + text).stripTrailing();
    }

    String gap() {
      return blue(" ".repeat(digits) + "...");
    }

    String arrow() {
      return blue(" ".repeat(digits + 1) + "-->");
    }

    String elsewhere() {
      return blue(" ".repeat(digits + 1) + ":::");
    }

    String remark(String kind) {
      return blue(" ".repeat(digits + 2) + "= " + kind);
    }

    int columns() {
      return digits + 4;
    }

    private String blue(String text) {
      return Paint.BLUE.on(text, colour);
    }
  }
}
