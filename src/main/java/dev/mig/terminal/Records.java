package dev.mig.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows one under the other, each value in a line of its own or, where it is long, in several. */
final class Records {
  private static final String BAR = " | ";

  private final List<String> names;
  private final Colour colour;
  private final int width;
  private final int nameWidth;
  private final int valueWidth;

  Records(List<String> names, int width, Colour colour) {
    int longest = 1;
    for (String name : names) {
      longest = Math.max(longest, Fit.width(Fit.safe(name)));
    }
    // values need room more than names do
    int half = Math.max(1, (width - BAR.length()) / 2);
    this.nameWidth = Math.min(longest, half);
    this.valueWidth = Math.max(1, width - BAR.length() - nameWidth);
    this.names =
        names.stream().map(n -> Fit.padded(Fit.cut(Fit.safe(n), nameWidth), nameWidth)).toList();
    this.width = width;
    this.colour = colour;
  }

  List<String> lines(List<List<@Nullable String>> rows) {
    List<List<List<String>>> values = new ArrayList<>(rows.size());
    int longest = 1;
    for (List<@Nullable String> row : rows) {
      List<List<String>> record = new ArrayList<>(row.size());
      for (String value : row) {
        List<String> pieces = pieces(value);
        for (String piece : pieces) {
          longest = Math.max(longest, Fit.width(piece));
        }
        record.add(pieces);
      }
      values.add(record);
    }
    int rule = Math.min(width, nameWidth + BAR.length() + longest);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String head = "-[ " + Words.number(i + 1L) + " ]-";
      lines.add(colour.dim(head + "-".repeat(Math.max(0, rule - head.length()))));
      record(rows.get(i), values.get(i), lines);
    }
    return lines;
  }

  private void record(List<@Nullable String> row, List<List<String>> values, List<String> lines) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      for (String piece : values.get(i)) {
        String shown = row.get(i) == null ? colour.dim(piece) : piece;
        lines.add((colour.bold(name) + colour.dim(BAR) + shown).stripTrailing());
        name = " ".repeat(nameWidth);
      }
    }
  }

  /** A long text keeps its own lines here. */
  private List<String> pieces(@Nullable String value) {
    List<String> parts = value == null ? List.of() : value.lines().toList();
    return parts.size() < 2
        ? Fit.pieces(Cell.of(value).text(), valueWidth)
        : parts.stream().flatMap(p -> Fit.pieces(Fit.safe(p), valueWidth).stream()).toList();
  }
}
