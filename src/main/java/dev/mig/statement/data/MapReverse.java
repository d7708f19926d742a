package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Exprs;
import dev.mig.expression.Query;
import dev.mig.expression.Query.Item;
import dev.mig.expression.Query.Select;
import dev.mig.expression.Shapes;
import dev.mig.expression.Typing;
import dev.mig.operation.Question;
import dev.mig.operation.Refusal;
import dev.mig.operation.Reverse;
import dev.mig.operation.RowOperation.Assignment;
import dev.mig.operation.RowOperation.UpdateRows;
import dev.mig.schema.SqlType;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Span;
import dev.mig.statement.Loss;
import dev.mig.statement.Lowering;
import dev.mig.statement.MapLines.Otherwise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a map of a column into itself is taken back: turned round where it is one-to-one, else out of
 * saved values.
 */
final class MapReverse {
  /** A value and what it becomes. */
  private record Pair(Literal from, Literal to) {}

  private final Lowering to;
  private final MapTable map;

  MapReverse(Lowering to, MapTable map) {
    this.to = to;
    this.map = map;
  }

  /** Whether the column was made by this migration, so that nothing of before can be lost. */
  boolean isNew() {
    return to.isNew(map.table().name(), map.target().name());
  }

  void lower(RowUpdate update, Loss loss) {
    List<Pair> pairs = pairs();
    if (pairs == null) {
      lossy(update, loss, merging());
      return;
    }
    List<Literal> inUse = keptTargets(pairs);
    if (inUse.isEmpty()) {
      update.exact(turned(pairs));
      return;
    }
    Query taken = Select.of(samples(), Rows.of(map.table(), null).self(), map.in(inUse));
    if (loss != Loss.SAVING && to.none(taken)) {
      Diagnostic since =
          Diagnostic.error(
                  Code.CHANGED_SINCE,
                  "{n} {n:row|rows} of "
                      + map.table().name()
                      + " {n:holds|hold} a value that this map gives to others")
              .at(
                  map.statement().at(),
                  "taken back, {n:it|they} could not be told from mapped rows")
              .build();
      to.emit(new Question.NoRows(taken, null, false, Refusal.of(since), map.statement().span()));
      update.exact(turned(pairs));
    } else {
      lossy(update, loss, map.in(inUse));
    }
  }

  private List<Item> samples() {
    return RowSamples.of(map.table(), map.alias(), List.of(map.source(0)), Set.of());
  }

  /**
   * Whether a value that equals another is stored alike: {@code 1.50} equals {@code 1.5}, and on
   * SQLite every JSON text equals itself with other blanks.
   */
  private boolean equalIsSame(SqlType type) {
    boolean sqlite = to.dialect().equals("sqlite");
    return switch (type.kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE -> true;
      case CHAR, VARCHAR, TEXT, BYTES, ENUM, DATE -> true;
      case NUMERIC -> sqlite || type.length() >= 0;
      case TIME, TIMESTAMP, TIMESTAMPTZ, UUID, JSONB -> !sqlite;
      case INTERVAL, JSON, ARRAY, OTHER, UNKNOWN -> false;
    };
  }

  /** The lines as pairs of literals, or null when two values become one. */
  private @Nullable List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    Set<Expr> results = new HashSet<>();
    if (map.otherwise() != null || !equalIsSame(map.target().type())) {
      return null;
    }
    for (MapTable.TypedLine line : map.lines()) {
      for (List<MapPart> pattern : line.patterns()) {
        Literal from = pattern.getFirst().literal();
        if (from == null || !(line.result() instanceof Literal result)) {
          return null;
        }
        if (!results.add(Shapes.bare(result))) {
          return null;
        }
        pairs.add(new Pair(from, result));
      }
    }
    return pairs;
  }

  /** With {@code else keep}: new values that rows may hold which the map leaves alone. */
  private List<Literal> keptTargets(List<Pair> pairs) {
    if (map.statement().lines().otherwise() != Otherwise.KEEP) {
      return List.of();
    }
    Set<Expr> mapped = pairs.stream().map(p -> Shapes.bare(p.from())).collect(Collectors.toSet());
    return pairs.stream().map(Pair::to).filter(t -> !mapped.contains(Shapes.bare(t))).toList();
  }

  private Reverse turned(List<Pair> pairs) {
    List<Pair> changing = pairs.stream().filter(p -> !Shapes.same(p.from(), p.to())).toList();
    if (changing.isEmpty()) {
      return Reverse.NOTHING;
    }
    List<Expr.When> whens =
        changing.stream().map(p -> new Expr.When(map.in(List.of(p.to())), p.from())).toList();
    Typing typing = Typing.of(map.target().type(), true);
    Expr back = new Expr.Case(null, whens, null, typing, Span.NONE);
    Expr where = map.in(changing.stream().map(Pair::to).toList());
    return Reverse.exact(
        new UpdateRows(
            map.table().name(),
            map.alias(),
            List.of(new Assignment(map.target().name(), back)),
            null,
            where,
            Reverse.NOTHING,
            map.statement().span()));
  }

  /**
   * Rows whose old value cannot be told from the new one: those of lines that several values lead
   * to.
   */
  private @Nullable Expr merging() {
    Map<Expr, Integer> sources = new HashMap<>();
    map.lines()
        .forEach(l -> sources.merge(Shapes.bare(l.result()), l.patterns().size(), Integer::sum));
    List<Literal> merged = new ArrayList<>();
    for (MapTable.TypedLine line : map.lines()) {
      for (List<MapPart> pattern : line.patterns()) {
        Literal from = pattern.getFirst().literal();
        boolean known = from != null && map.otherwise() == null && line.result() instanceof Literal;
        if (!known || from == null) {
          return null;
        }
        if (sources.getOrDefault(Shapes.bare(line.result()), 0) > 1) {
          merged.add(from);
        }
      }
    }
    return merged.isEmpty() ? null : map.in(merged);
  }

  private void lossy(RowUpdate update, Loss loss, @Nullable Expr lost) {
    Expr changes =
        Exprs.binary(
            Expr.BinaryOp.DISTINCT,
            Exprs.column(map.alias(), map.target()),
            map.assigned().value());
    update.overwrite(
        loss,
        lost == null ? changes : lost,
        "{n} {n:row|rows} of "
            + map.table().name()
            + " {n:holds|hold} a "
            + map.target().name()
            + (equalIsSame(map.target().type())
                ? " that becomes the same as another"
                : " whose spelling is not kept"));
  }
}
