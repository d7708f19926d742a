package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Exprs;
import dev.mig.expression.Typer;
import dev.mig.schema.Column;
import dev.mig.schema.SqlType;
import dev.mig.schema.Table;
import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.statement.Lowering;
import dev.mig.statement.MapLines;
import dev.mig.statement.MapLines.Any;
import dev.mig.statement.MapLines.Pattern;
import dev.mig.statement.MapLines.Range;
import dev.mig.statement.MapLines.Text;
import dev.mig.statement.MapLines.Tuple;
import dev.mig.statement.MapLines.Value;
import dev.mig.statement.data.MapRange.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the left side of a line of a map as parts, one for each mapped column.
 *
 * @param typer knows the table
 * @param plain knows no table
 */
record MapParts(Lowering to, Typer typer, Typer plain, Table table, List<Column> sources) {
  List<MapPart> of(Pattern pattern) {
    List<Pattern> written = pattern instanceof Tuple t ? t.parts() : List.of(pattern);
    boolean anyRow = pattern instanceof Any;
    if (!anyRow && written.size() != sources.size()) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_ARGUMENTS,
                  sources.size() == 1
                      ? "one column is mapped, this pattern has " + written.size() + " values"
                      : sources.size()
                          + " columns are mapped, this pattern has "
                          + written.size()
                          + (written.size() == 1 ? " value" : " values"))
              .at(
                  pattern.span(),
                  "expected "
                      + sources.stream().map(Column::name).collect(Collectors.joining(", "))));
    }
    List<MapPart> parts = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Pattern part = anyRow || i >= written.size() ? new Any(pattern.span()) : written.get(i);
      parts.add(part(part, sources.get(i)));
    }
    return parts;
  }

  private MapPart part(Pattern pattern, Column source) {
    Column nullable = source.withNullable(true);
    return switch (pattern) {
      case Any a -> new MapPart.Any();
      case Tuple t -> new MapPart.Any();
      case Value v ->
          plain.assignable(v.literal(), nullable) instanceof Literal l
              ? new MapPart.Exact(l)
              : new MapPart.Any();
      case Text t -> like(t, source);
      case Range r -> range(r, source);
    };
  }

  private MapPart like(Text text, Column source) {
    if (!source.type().isText() && source.type().kind() != SqlType.Kind.ENUM) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_TYPE,
                  "only texts look like a pattern, " + source.name() + " is " + source.type())
              .at(text.span(), "this is about texts"));
      return nothing();
    }
    return new MapPart.Like(text, test(text, source));
  }

  /** What stands for a part that was reported: it covers nothing. */
  private static MapPart nothing() {
    return new MapPart.Within(null, Exprs.truth(false));
  }

  private Expr test(Pattern pattern, Column source) {
    Expr column = new Expr.Name(List.of(table.name().name(), source.name()), pattern.span());
    return typer.condition(MapLines.matches(pattern, column));
  }

  private MapPart range(Range range, Column source) {
    if (!source.type().isOrderedAsWritten() && !source.type().isTemporal()) {
      to.report(
          Diagnostic.error(
                  Code.WRONG_TYPE,
                  source.name() + " is " + source.type() + ", whose values have no range")
              .at(range.span(), "a range is of numbers, texts or times"));
      return nothing();
    }
    Literal low = bound(range.low(), source);
    Literal high = bound(range.high(), source);
    Range typed = new Range(low, range.lowIncluded(), high, range.highIncluded(), range.span());
    boolean isNull = (low != null && low.value() == null) || (high != null && high.value() == null);
    if (to.failed() || isNull) {
      return nothing();
    }
    Expr condition = test(typed, source);
    if (!source.type().isOrderedAsWritten()) {
      return new MapPart.Within(null, condition);
    }
    MapRange values =
        new MapRange(
            low == null ? null : Cut.of(low, !range.lowIncluded()),
            high == null ? null : Cut.of(high, range.highIncluded()));
    if (values.isEmpty()) {
      to.report(
          Diagnostic.error(Code.UNREACHABLE_LINE, "no value is in this range")
              .at(range.span(), "empty"));
    }
    return new MapPart.Within(values, condition);
  }

  /** A bound as a value of the column; how long its texts may be does not matter. */
  private @Nullable Literal bound(@Nullable Literal bound, Column source) {
    if (bound == null) {
      return null;
    }
    SqlType type = source.type().isText() ? SqlType.TEXT : source.type();
    Expr read = plain.assignable(bound, Column.of(source.name(), type, true));
    return read instanceof Literal l ? l : bound;
  }
}
