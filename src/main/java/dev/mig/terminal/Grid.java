package dev.mig.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as an aligned table. A column of numbers stands to the right. */
public final class Grid {
  /** Whether a record stands in one line, or each of its values does. */
  public enum Expanded {
    /** Each value has a line. */
    ON,
    /** A record is one line, cut where the terminal is too narrow. */
    OFF,
    /** Whichever shows everything: as OFF where that fits, else as ON. */
    AUTO
  }

  private static final int MOST_ROWS = 10;
  private static final int MOST_COLUMNS = 40;
  private static final int GAP = 2;

  /** A column of texts that is narrower than this says too little. */
  private static final int NARROW = 6;

  private final List<String> names;
  private final List<Cell[]> rows;
  private final Colour colour;
  private final boolean[] numbers;
  private int[] widths;

  private Grid(List<String> names, List<Cell[]> rows, Colour colour) {
    this.names = names.stream().map(Fit::safe).toList();
    this.rows = rows;
    this.colour = colour;
    this.widths = this.names.stream().mapToInt(Fit::width).toArray();
    this.numbers = new boolean[widths.length];
    for (int i = 0; i < widths.length; i++) {
      numbers[i] = Cell.numbers(rows, i);
      for (Cell[] row : rows) {
        widths[i] = Math.max(widths[i], row[i].width());
      }
    }
  }

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
    return new Grid(names, cells(rows, MOST_COLUMNS), colour).lines();
  }

  /**
   * The same with values as long as the terminal allows: cut only where it is too narrow, and
   * columns left out where even that does not help.
   *
   * @param width the columns of the terminal, or {@link Integer#MAX_VALUE} where nothing is to be
   *     cut
   */
  public static List<String> fitted(
      List<String> names, List<List<@Nullable String>> rows, int width, Colour colour) {
    return new Grid(names, cells(rows, Integer.MAX_VALUE), colour).fitted(width);
  }

  /**
   * The answer to a query, with the number of its rows as the last line.
   *
   * @param rows each has a value, or null, for every name
   * @param width the columns of the terminal, or {@link Integer#MAX_VALUE} where nothing is to be
   *     cut
   */
  public static List<String> table(
      List<String> names,
      List<List<@Nullable String>> rows,
      int width,
      Expanded mode,
      Colour colour) {
    List<String> lines = new ArrayList<>();
    if (!names.isEmpty()) {
      boolean records =
          switch (mode) {
            case ON -> true;
            case OFF -> false;
            case AUTO -> !rows.isEmpty() && !fits(names, rows, width);
          };
      lines.addAll(
          records
              ? new Records(names, width, colour).lines(rows)
              : fitted(names, rows, width, colour));
    }
    lines.add("(" + Words.count(rows.size(), "row") + ")");
    return lines;
  }

  private static boolean fits(List<String> names, List<List<@Nullable String>> rows, int width) {
    // many columns are too wide whatever is in them
    return (long) names.size() * (1 + GAP) - GAP <= width
        && new Grid(names, cells(rows, Integer.MAX_VALUE), Colour.PLAIN).total() <= width;
  }

  private static List<Cell[]> cells(List<List<@Nullable String>> rows, int most) {
    List<Cell[]> cells = new ArrayList<>(rows.size());
    for (List<@Nullable String> row : rows) {
      Cell[] line = new Cell[row.size()];
      for (int i = 0; i < line.length; i++) {
        line[i] = Cell.of(row.get(i)).cut(most);
      }
      cells.add(line);
    }
    return cells;
  }

  private long total() {
    return Arrays.stream(widths).asLongStream().sum() + (long) GAP * (widths.length - 1);
  }

  private List<String> fitted(int width) {
    if (total() <= width) {
      return lines();
    }
    int shown = squeeze(width);
    List<String> lines = lines();
    if (shown < names.size()) {
      lines.add(
          Fit.cut("and " + Words.count(names.size() - (long) shown, "column") + " more", width));
    }
    return lines;
  }

  /**
   * Takes from the widest texts first, then from numbers, of which a part says little, then whole
   * columns from the right.
   *
   * @return how many columns are left
   */
  private int squeeze(int width) {
    int[] natural = widths;
    int shown = natural.length;
    while (true) {
      widths = Arrays.copyOf(natural, shown);
      long room = width - (long) GAP * (shown - 1);
      cap(room, false);
      cap(room, true);
      if (shown == 1 || Arrays.stream(widths).asLongStream().sum() <= room) {
        return shown;
      }
      // a hundred columns are not tried one by one
      shown = Math.max(1, Math.min(shown - 1, (width + GAP) / (1 + GAP)));
    }
  }

  /** The highest bound for columns of this kind by which all fit, or the lowest that is allowed. */
  private void cap(long room, boolean forNumbers) {
    int least = widths.length == 1 ? (int) Math.max(1, room) : NARROW;
    int low = least;
    int high = Arrays.stream(widths).max().orElse(least);
    while (low < high) {
      int middle = low + (high - low + 1) / 2;
      if (Arrays.stream(capped(middle, forNumbers)).asLongStream().sum() <= room) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    widths = capped(low, forNumbers);
  }

  private int[] capped(int most, boolean forNumbers) {
    int[] capped = widths.clone();
    for (int i = 0; i < capped.length; i++) {
      if (numbers[i] == forNumbers) {
        capped[i] = Math.min(capped[i], most);
      }
    }
    return capped;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(rows.size() + 2);
    StringBuilder heads = new StringBuilder();
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String gap = " ".repeat(i == 0 ? 0 : GAP);
      heads.append(gap).append(Fit.padded(Fit.cut(names.get(i), widths[i]), widths[i]));
      rules.append(gap).append("-".repeat(widths[i]));
    }
    lines.add(colour.bold(heads.toString().stripTrailing()));
    lines.add(colour.dim(rules.toString()));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private String line(Cell[] row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      Cell cell = row[i].cut(widths[i]);
      String space = " ".repeat(widths[i] - cell.width());
      String value = cell.shown(colour);
      line.append(" ".repeat(i == 0 ? 0 : GAP));
      line.append(numbers[i] ? space + value : value + space);
    }
    return line.toString().stripTrailing();
  }
}
