package dev.mig.statement.data;

import dev.mig.expression.Expr;
import dev.mig.expression.Expr.Literal;
import dev.mig.expression.Exprs;
import dev.mig.expression.Shapes;
import dev.mig.statement.MapLines;
import dev.mig.statement.MapLines.Form;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a line of a map asks of one column, typed. */
sealed interface MapPart {
  /** The one value, NULL included; null where it is not about one. */
  default @Nullable Literal literal() {
    return null;
  }

  /** The condition that a row meets; null for every row. Never NULL where the value is not. */
  @Nullable Expr test(Expr column);

  /** Any value, NULL included. */
  record Any() implements MapPart {
    @Override
    public @Nullable Expr test(Expr column) {
      return null;
    }
  }

  /** One value. */
  record Exact(Literal value) implements MapPart {
    @Override
    public Literal literal() {
      return value;
    }

    @Override
    public Expr test(Expr column) {
      return value.value() == null ? Exprs.isNull(column) : Exprs.equal(column, value);
    }
  }

  /**
   * What lies in a range.
   *
   * @param range null where the order of the values is not that of their literals
   */
  record Within(@Nullable MapRange range, Expr condition) implements MapPart {
    @Override
    public Expr test(Expr column) {
      return condition;
    }
  }

  /** A text that looks so. */
  record Like(MapLines.Text pattern, Expr condition) implements MapPart {
    @Override
    public Expr test(Expr column) {
      return condition;
    }

    /** Whether the text looks so, as far as that can be told without a database. */
    boolean takes(Object value) {
      String text = String.valueOf(value);
      String like = String.valueOf(pattern.text().value());
      return switch (pattern.form()) {
        case LIKE -> Wildcards.match(like, text);
        case ILIKE -> Wildcards.match(like.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT));
        case MATCHING -> false;
      };
    }

    boolean same(Like other) {
      Form form = pattern.form();
      return form == other.pattern.form() && Shapes.same(pattern.text(), other.pattern.text());
    }
  }

  /** Whether every value that the other takes is taken by this. */
  default boolean covers(MapPart other) {
    return switch (this) {
      case Any a -> true;
      case Exact e -> other instanceof Exact o && Shapes.same(e.value(), o.value());
      case Within w -> {
        MapRange narrow = MapRange.of(other);
        yield w.range() == null
            ? other instanceof Within o && Shapes.same(w.condition(), o.condition())
            : narrow != null && w.range().covers(narrow);
      }
      case Like l ->
          switch (other) {
            case Exact o -> o.value().value() != null && l.takes(o.value().value());
            case Like o -> l.same(o);
            case Any o -> false;
            case Within o -> false;
          };
    };
  }
}
