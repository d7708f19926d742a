package dev.mig.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows as a small aligned table. */
public final class Grid {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
  private static final int MOST_ROWS = 10;
  private static final int MOST_COLUMNS = 40;

  private Grid() {}

  /** The lines of a table: names, a rule, at most ten rows. */
  public static List<String> lines(
      List<String> names, List<List<@Nullable String>> rows, Colour colour) {
    List<String> lines = allLines(names, rows.subList(0, Math.min(MOST_ROWS, rows.size())), colour);
    if (rows.size() > MOST_ROWS) {
      lines.add("and " + Words.count(rows.size() - (long) MOST_ROWS, "row") + " more");
    }
    return lines;
  }

  /** The same with every row. */
  public static List<String> allLines(
      List<String> names, List<List<@Nullable String>> rows, Colour colour) {
    List<List<String>> shown = new ArrayList<>();
    for (List<@Nullable String> row : rows) {
      shown.add(row.stream().map(Grid::value).toList());
    }
    int[] widths = new int[names.size()];
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      widths[i] =
          Math.max(
              names.get(i).length(),
              shown.stream().mapToInt(r -> length(r.get(column))).max().orElse(0));
    }
    List<String> lines = new ArrayList<>();
    lines.add(colour.bold(line(names, widths)));
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    lines.add(colour.dim(line(rules, widths)));
    shown.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private static String value(@Nullable String value) {
    return value == null ? "NULL" : shortened(value);
  }

  /** Blanks at the ends stay: they are often what a migration is about. */
  private static String shortened(String value) {
    String line = value.replaceAll("\\R", " ");
    return length(line) <= MOST_COLUMNS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MOST_COLUMNS - 1)) + "…";
  }

  private static String line(List<String> values, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String value = values.get(i);
      String space = " ".repeat(widths[i] - length(value));
      line.append(i == 0 ? "" : "  ");
      line.append(NUMBER.matcher(value).matches() ? space + value : value + space);
    }
    return line.toString().stripTrailing();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
