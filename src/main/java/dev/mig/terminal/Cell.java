package dev.mig.terminal;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value as a table shows it.
 *
 * @param text safe, on one line
 * @param width the columns that the text takes
 * @param missing whether it stands for NULL
 */
record Cell(String text, int width, boolean missing) {
  private static final String NULL = "NULL";
  private static final Cell MISSING = new Cell(NULL, NULL.length(), true);
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|NaN|[+-]?Infinity");

  /** Blanks at the ends stay: they are often what a migration is about. */
  static Cell of(@Nullable String value) {
    if (value == null) {
      return MISSING;
    }
    // without quotes the text would read as no value
    String text = value.equals(NULL) ? "'NULL'" : Fit.safe(value.replace("\r\n", "\n"));
    return new Cell(text, Fit.width(text), false);
  }

  Cell cut(int most) {
    if (width <= most) {
      return this;
    }
    String shorter = Fit.cut(text, most);
    return new Cell(shorter, Fit.width(shorter), missing);
  }

  /** Whether a column holds numbers and nothing else but NULL. */
  static boolean numbers(List<Cell[]> rows, int column) {
    boolean any = false;
    for (Cell[] row : rows) {
      Cell cell = row[column];
      if (!cell.missing) {
        if (!NUMBER.matcher(cell.text).matches()) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  String shown(Colour colour) {
    return missing ? colour.dim(text) : text;
  }
}
