package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Shapes;
import dev.mig.schema.SqlType;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.MapLines;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds lines of a map that no value can reach, because lines before them take every value that
 * they name.
 */
final class MapReach {
  /** A pattern that was seen, with its place. */
  private record Seen(List<MapPart> parts, Span span) {}

  private final Lowering to;
  private final MapTable map;
  private final List<Seen> seen = new ArrayList<>();

  /** The patterns of single values alone, by those: a map may have a hundred thousand. */
  private final Map<List<Expr>, Seen> values = new HashMap<>();

  /** All others. */
  private final List<Seen> wide = new ArrayList<>();

  MapReach(Lowering to, MapTable map) {
    this.to = to;
    this.map = map;
  }

  void check(MapLines.Block written) {
    for (int i = 0; i < map.lines().size(); i++) {
      line(map.lines().get(i), written.lines().get(i));
    }
    Seen all = everything();
    if (all != null && written.otherwise() != MapLines.Otherwise.FAIL) {
      to.report(
          Diagnostic.error(Code.UNREACHABLE_LINE, "nothing can reach the else of this map")
              .at(map.beforeBrace())
              .also(
                  all.span(),
                  covers(all.parts(), any()) ? "takes every value" : "no value is left"));
    }
  }

  private void line(MapTable.TypedLine line, MapLines.Line written) {
    List<Diagnostic.Builder> dead = new ArrayList<>();
    for (int i = 0; i < line.patterns().size(); i++) {
      List<MapPart> pattern = line.patterns().get(i);
      Span at = written.patterns().get(i).span();
      Seen earlier = covering(pattern);
      if (earlier != null) {
        String summary = "this value is mapped already";
        boolean whole = line.patterns().size() == 1;
        dead.add(
            (whole
                    ? Diagnostic.error(Code.UNREACHABLE_LINE, "nothing can reach this line")
                    : Diagnostic.warning(Code.UNREACHABLE_LINE, summary))
                .at(at, "mapped already")
                .also(earlier.span(), "here"));
      } else if (neverNull(pattern)) {
        to.report(
            Diagnostic.warning(Code.UNREACHABLE_LINE, "this column is never NULL")
                .at(at, "reaches no row"));
      }
      add(new Seen(pattern, at));
    }
    if (dead.size() == line.patterns().size() && dead.size() > 1) {
      to.report(
          Diagnostic.error(Code.UNREACHABLE_LINE, "nothing can reach this line")
              .at(written.span(), "each of its values is mapped already"));
      return;
    }
    dead.forEach(to::report);
  }

  private void add(Seen pattern) {
    seen.add(pattern);
    List<Expr> key = values(pattern.parts());
    if (key == null) {
      wide.add(pattern);
    } else {
      values.putIfAbsent(key, pattern);
    }
  }

  /** The values of a pattern that names one for each column; null for any other. */
  private static @Nullable List<Expr> values(List<MapPart> pattern) {
    List<Expr> key = new ArrayList<>();
    for (MapPart part : pattern) {
      Literal value = part.literal();
      if (value == null) {
        return null;
      }
      key.add(Shapes.bare(value));
    }
    return key;
  }

  private boolean neverNull(List<MapPart> pattern) {
    for (int i = 0; i < pattern.size(); i++) {
      Literal part = pattern.get(i).literal();
      if (part != null && part.value() == null && !map.sources().get(i).nullable()) {
        return true;
      }
    }
    return false;
  }

  /** A pattern that, alone or with those before it, takes every value; null where none does. */
  private @Nullable Seen everything() {
    Seen any = covering(any());
    if (any != null || map.sources().size() > 1 || !type().isOrderedAsWritten()) {
      return any;
    }
    boolean nulls =
        !map.sources().getFirst().nullable()
            || seen.stream().anyMatch(s -> isNull(s.parts().getFirst()));
    return nulls && MapRange.coveredBy(MapRange.ALL, ranges()) ? seen.getLast() : null;
  }

  private List<MapPart> any() {
    return map.sources().stream().<MapPart>map(c -> new MapPart.Any()).toList();
  }

  private SqlType type() {
    return map.sources().getFirst().type();
  }

  private static boolean isNull(MapPart part) {
    Literal value = part.literal();
    return value != null && value.value() == null;
  }

  private List<MapRange> ranges() {
    return seen.stream()
        .map(s -> MapRange.of(s.parts().getFirst()))
        .filter(Objects::nonNull)
        .toList();
  }

  private @Nullable Seen covering(List<MapPart> pattern) {
    List<Expr> key = values(pattern);
    Seen same = key == null ? null : values.get(key);
    Seen one =
        same != null
            ? same
            : wide.stream().filter(s -> covers(s.parts(), pattern)).findFirst().orElse(null);
    if (one != null
        || map.sources().size() > 1
        || !(pattern.getFirst() instanceof MapPart.Within w)
        || !type().isOrderedAsWritten()) {
      return one;
    }
    MapRange range = w.range();
    return range != null && MapRange.coveredBy(range, ranges())
        ? seen.stream().filter(s -> meets(s.parts().getFirst(), range)).findFirst().orElseThrow()
        : null;
  }

  private static boolean meets(MapPart part, MapRange range) {
    MapRange other = MapRange.of(part);
    return other != null && other.meets(range);
  }

  private static boolean covers(List<MapPart> wide, List<MapPart> narrow) {
    for (int i = 0; i < wide.size(); i++) {
      if (!wide.get(i).covers(narrow.get(i))) {
        return false;
      }
    }
    return true;
  }
}
