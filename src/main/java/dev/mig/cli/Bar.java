package dev.mig.cli;

import com.google.gson.JsonObject;
import dev.mig.run.Movement;
import dev.mig.terminal.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How far a walk is, in one line that no terminal breaks: what matters least is left out first. */
final class Bar {
  private static final int CELLS = 20;
  private static final int LEAST_CELLS = 5;
  private static final int LEAST_WORDS = 8;

  /** Blanks between the bar and what stands beside it. */
  private static final int BETWEEN = 2;

  private static final int WIDE = 10_000;

  /** A part of the line; the lower its rank, the longer it stays. */
  private record Part(int place, int rank, String text) {}

  private Bar() {}

  /**
   * The line.
   *
   * @param columns at most so many characters
   * @param unicode whether the bar may be made of blocks
   */
  static String line(Movement at, int columns, boolean unicode) {
    int percent = percent(at);
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(3, percent < 0 ? 0 : 2, rows(at)));
    if (percent >= 0) {
      parts.add(new Part(2, 0, percent + " %"));
    }
    Duration left = at.left();
    String holding = at.holding();
    if (holding != null) {
      parts.add(new Part(5, 1, holding));
    } else {
      parts.add(new Part(4, 3, Words.number(at.rate()) + " rows/s"));
      if (left != null) {
        parts.add(new Part(5, 1, Words.roughly(left) + " left"));
      }
    }
    parts.add(new Part(0, 4, at.walk().name().toString()));
    List<Part> taken = fitting(parts, columns - 2);
    int room = columns - 2 - joined(taken).length();
    if (percent >= 0 && room >= LEAST_CELLS + BETWEEN) {
      taken.add(new Part(1, 5, bar(percent, Math.min(CELLS, room - BETWEEN), unicode)));
    }
    Part how = new Part(6, 6, how(at));
    taken.add(how);
    if (joined(taken).length() > columns - 2) {
      taken.remove(how);
    }
    return "  " + joined(taken);
  }

  private static List<Part> fitting(List<Part> parts, int columns) {
    List<Part> taken = new ArrayList<>();
    for (Part part : parts.stream().sorted(Comparator.comparingInt(Part::rank)).toList()) {
      taken.add(part);
      int room = columns - joined(taken).length();
      if (room >= 0) {
        continue;
      }
      taken.remove(part);
      // A reason that does not fit is better cut than not said.
      int left = part.text().length() + room;
      if (part.rank() <= 1 && left >= LEAST_WORDS) {
        taken.add(new Part(part.place(), part.rank(), JobTexts.cut(part.text(), left)));
      }
    }
    return taken;
  }

  private static String joined(List<Part> parts) {
    List<Part> inPlace = parts.stream().sorted(Comparator.comparingInt(Part::place)).toList();
    StringBuilder line = new StringBuilder();
    for (Part part : inPlace) {
      String between = line.isEmpty() ? "" : part.place() <= 3 ? "  " : " · ";
      line.append(between).append(part.text());
    }
    return line.toString();
  }

  /** The same without a terminal, everything in it. */
  static String plain(Movement at) {
    return line(at, WIDE, false).replaceAll("  [#-]{5,}  ", "  ");
  }

  static JsonObject json(Movement at) {
    Duration left = at.left();
    JsonObject event = new JsonObject();
    event.addProperty("event", "moved");
    event.addProperty("job", at.job());
    event.addProperty("table", at.walk().name().toString());
    event.addProperty("looked", at.keys());
    event.addProperty("rows", at.rows());
    event.addProperty("estimate", at.total() < 0 ? null : at.total());
    event.addProperty("rate", at.rate());
    event.addProperty("secondsLeft", left == null ? null : left.toSeconds());
    event.addProperty("method", method(at));
    event.addProperty("batch", at.batch());
    event.addProperty("holding", at.holding());
    return event;
  }

  private static int percent(Movement at) {
    return JobTexts.share(at.keys(), at.total());
  }

  private static String rows(Movement at) {
    return at.total() > 0
        ? Words.number(at.keys()) + " of about " + Words.count(at.total(), "row")
        : Words.count(at.keys(), "row");
  }

  private static String how(Movement at) {
    return method(at) + (at.batch() > 0 ? ", " + Words.number(at.batch()) + " at a time" : "");
  }

  private static String method(Movement at) {
    return at.walk().method().name().toLowerCase(Locale.ROOT);
  }

  private static String bar(int percent, int cells, boolean unicode) {
    int full = percent * cells / 100;
    return unicode
        ? "█".repeat(full) + "░".repeat(cells - full)
        : "#".repeat(full) + "-".repeat(cells - full);
  }
}
