package dev.mig.statement.data;

import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Shapes;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Lowering;
import dev.mig.statement.MapLines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds lines of a map that no value can reach, because lines before them take every value that
 * they name.
 */
final class MapReach {
  /** A pattern that was seen, with its place. */
  private record Seen(List<@Nullable Literal> parts, Span span) {}

  private final Lowering to;
  private final MapTable map;
  private final List<Seen> seen = new ArrayList<>();

  MapReach(Lowering to, MapTable map) {
    this.to = to;
    this.map = map;
  }

  void check(MapLines.Block written) {
    for (int i = 0; i < map.lines().size(); i++) {
      line(map.lines().get(i), written.lines().get(i));
    }
    Seen all = covering(map.sources().stream().map(c -> (@Nullable Literal) null).toList());
    if (all != null && written.otherwise() != MapLines.Otherwise.FAIL) {
      to.report(
          Diagnostic.error(Code.UNREACHABLE_LINE, "nothing can reach the else of this map")
              .at(map.beforeBrace())
              .also(all.span(), "takes every value"));
    }
  }

  private void line(MapTable.TypedLine line, MapLines.Line written) {
    List<Diagnostic.Builder> dead = new ArrayList<>();
    for (int i = 0; i < line.patterns().size(); i++) {
      List<@Nullable Literal> pattern = line.patterns().get(i);
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
      seen.add(new Seen(pattern, at));
    }
    if (dead.size() == line.patterns().size() && dead.size() > 1) {
      to.report(
          Diagnostic.error(Code.UNREACHABLE_LINE, "nothing can reach this line")
              .at(written.span(), "each of its values is mapped already"));
      return;
    }
    dead.forEach(to::report);
  }

  private boolean neverNull(List<@Nullable Literal> pattern) {
    for (int i = 0; i < pattern.size(); i++) {
      Literal part = pattern.get(i);
      if (part != null && part.value() == null && !map.sources().get(i).nullable()) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Seen covering(List<@Nullable Literal> pattern) {
    return seen.stream().filter(s -> covers(s.parts(), pattern)).findFirst().orElse(null);
  }

  private static boolean covers(List<@Nullable Literal> wide, List<@Nullable Literal> narrow) {
    for (int i = 0; i < wide.size(); i++) {
      Literal all = wide.get(i);
      Literal one = narrow.get(i);
      if (all != null && (one == null || !Shapes.same(all, one))) {
        return false;
      }
    }
    return true;
  }
}
