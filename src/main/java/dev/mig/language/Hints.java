package dev.mig.language;

import dev.mig.compile.Compiled;
import dev.mig.compile.StatementReport;
import dev.mig.compile.WayBack;
import dev.mig.operation.Batch;
import dev.mig.operation.Operation;
import dev.mig.operation.RowOperation.DeleteRows;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.Column;
import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/** What an editor can say inside of lines: rows, types that are not written, the way back. */
public final class Hints {
  private final Source source;
  private final Moments moments;
  private final Symbols symbols;
  private final ToLongFunction<QName> rows;
  private final List<Hint> hints = new ArrayList<>();

  private Hints(Source source, Moments moments, Symbols symbols, ToLongFunction<QName> rows) {
    this.source = source;
    this.moments = moments;
    this.symbols = symbols;
    this.rows = rows;
  }

  /**
   * The hints of a script, in order of their places.
   *
   * @param moments of the script
   * @param rows about how many rows a live table has; 0 where nobody knows
   */
  public static List<Hint> of(
      Source source, Moments moments, Symbols symbols, ToLongFunction<QName> rows) {
    Hints hints = new Hints(source, moments, symbols, rows);
    hints.statements();
    hints.types();
    hints.values();
    hints.hints.sort(Comparator.comparingInt(Hint::offset));
    return hints.hints;
  }

  private void statements() {
    Set<Span> seen = new HashSet<>();
    for (Moments.Moment moment : moments.all()) {
      if (seen.add(moment.span())) {
        effect(moment.part(), moment.report(), moment.span());
      }
    }
  }

  private void effect(Compiled part, StatementReport report, Span at) {
    WayBack back =
        report.reverse() == WayBack.NONE && part.wayBack() == WayBack.BY_HAND
            ? WayBack.BY_HAND
            : report.reverse();
    List<String> words = new ArrayList<>();
    long most = report.operations().stream().mapToLong(this::rows).max().orElse(0);
    if (most > 0) {
      words.add(String.format(Locale.ROOT, "up to %,d rows", most).replace(',', ' '));
    }
    if (back != WayBack.NOTHING) {
      words.add("back: " + back.words());
    }
    if (!words.isEmpty()) {
      String why = back == WayBack.NONE && report.why() != null ? report.why() : "";
      hints.add(new Hint(endOfLine(at), String.join(" · ", words), why, Hint.Kind.EFFECT));
    }
  }

  private long rows(Operation operation) {
    return changed(operation).map(rows::applyAsLong).orElse(0L);
  }

  /** The table of whose rows an operation changes those that are there. */
  public static Optional<QName> changed(Operation operation) {
    return switch (operation) {
      case UpdateRows o -> Optional.of(o.table());
      case DeleteRows o -> Optional.of(o.table());
      case Batch o -> Optional.of(o.table());
      default -> Optional.empty();
    };
  }

  /** Behind the first line of a statement, before a comment there. */
  private int endOfLine(Span at) {
    String text = source.text();
    int end = text.indexOf('\n', at.start());
    end = Math.min(end < 0 ? text.length() : end, Math.min(at.end(), text.length()));
    while (end > at.start() && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  /** Values that a name is given to. */
  private void values() {
    Set<Span> seen = new HashSet<>();
    moments.parts().stream()
        .flatMap(p -> p.values().stream())
        .filter(v -> v.place().source().name().equals(source.name()))
        .filter(v -> seen.add(v.place().span()))
        .forEach(
            v -> hints.add(new Hint(v.place().span().end(), ": " + v.type(), "", Hint.Kind.TYPE)));
  }

  /** Columns that are made without a word about their type. */
  private void types() {
    for (Occurrence occurrence : symbols.in(source.name())) {
      Span at = occurrence.place().span();
      if (occurrence.gives()
          && occurrence.epoch() == 0
          && occurrence.symbol().kind() == Symbol.Kind.COLUMN
          && !Written.isFollowedByName(source, at)) {
        Schema after = moments.after(at.start());
        after.tables().values().stream()
            .flatMap(t -> t.column(occurrence.name()).stream())
            .map(Column::type)
            .distinct()
            .reduce((a, b) -> null)
            .ifPresent(t -> hints.add(new Hint(at.end(), ": " + t, "", Hint.Kind.TYPE)));
      }
    }
  }
}
