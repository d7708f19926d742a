package dev.mig.expression;

import dev.mig.expression.Expr.Literal;
import dev.mig.schema.SqlType;
import dev.mig.schema.SqlType.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a literal becomes where another type is wanted. Text forms are brought to the one form that
 * both databases share.
 */
public final class Literals {
  /** Numbers in text: digits, one point, an exponent; blanks around it count for nothing. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Set<String> YES = Set.of("t", "true", "y", "yes", "on", "1");
  private static final Set<String> NO = Set.of("f", "false", "n", "no", "off", "0");

  private Literals() {}

  /** Whether it is a text that may still become anything: one as written, not yet cast. */
  static boolean isOpenText(Expr expr) {
    return expr instanceof Literal l
        && l.value() instanceof String
        && (l.type().kind() == Kind.UNKNOWN || l.type().isText());
  }

  /** A literal as read gets the type that its value alone tells. */
  static Literal natural(Literal l) {
    if (l.type().kind() != Kind.UNKNOWN || l.value() == null) {
      return l;
    }
    SqlType type =
        switch (l.value()) {
          case Boolean b -> SqlType.BOOLEAN;
          case BigDecimal n -> number(n);
          default -> SqlType.TEXT;
        };
    return new Literal(l.value(), Typing.of(type, false), l.span());
  }

  private static SqlType number(BigDecimal n) {
    if (n.scale() > 0 || n.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      return SqlType.NUMERIC;
    }
    long whole = n.longValueExact();
    return (int) whole == whole ? SqlType.INTEGER : SqlType.BIGINT;
  }

  /**
   * The literal as a value of the wanted type, or null when it cannot be one. Lengths of text are
   * not looked at.
   */
  public static @Nullable Literal as(Literal literal, SqlType wanted) {
    Object value = literal.value();
    Typing typing = Typing.of(wanted, value == null);
    if (value == null) {
      return new Literal(null, typing, literal.span());
    }
    Object converted =
        switch (value) {
          case BigDecimal n when wanted.isNumber() -> wanted.isInteger() ? whole(n, wanted) : n;
          case Boolean b when wanted.kind() == Kind.BOOLEAN -> b;
          case String s when isOpenText(literal) || literal.type().kind() == wanted.kind() ->
              read(s, wanted);
          default -> null;
        };
    return converted == null ? null : new Literal(converted, typing, literal.span());
  }

  private static @Nullable BigDecimal whole(BigDecimal n, SqlType type) {
    boolean fits =
        n.stripTrailingZeros().scale() <= 0
            && n.compareTo(BigDecimal.valueOf(Types.least(type))) >= 0
            && n.compareTo(BigDecimal.valueOf(Types.greatest(type))) <= 0;
    return fits ? n.setScale(0, java.math.RoundingMode.UNNECESSARY) : null;
  }

  /** The value that a text stands for in a type, or null when it stands for none. */
  public static @Nullable Object read(String text, SqlType type) {
    return switch (type.kind()) {
      case TEXT, VARCHAR, CHAR, ENUM, ARRAY, OTHER, UNKNOWN -> text;
      case BOOLEAN -> truth(text);
      case SMALLINT, INTEGER, BIGINT -> {
        BigDecimal n = number(text);
        yield n == null || !bare(text).matches("[+-]?\\d+") ? null : whole(n, type);
      }
      case NUMERIC, REAL, DOUBLE -> number(text);
      case DATE -> {
        LocalDate date = Moments.date(text);
        yield date == null ? null : Moments.text(date);
      }
      case TIME -> {
        LocalTime time = Moments.time(text);
        yield time == null ? null : Moments.text(time);
      }
      case TIMESTAMP -> {
        LocalDateTime moment = Moments.local(text);
        yield moment == null ? null : Moments.text(moment);
      }
      case TIMESTAMPTZ -> {
        LocalDateTime moment = Moments.instant(text);
        yield moment == null ? null : Moments.zoned(moment);
      }
      case INTERVAL -> {
        Interval interval = Interval.parse(text);
        yield interval == null ? null : interval.toString();
      }
      case UUID -> {
        String lower = text.toLowerCase(Locale.ROOT);
        yield UUID.matcher(lower).matches() ? lower : null;
      }
      case JSON, JSONB -> Json.isValid(text) ? text : null;
      case BYTES -> text.matches("\\\\x([0-9a-fA-F]{2})*") ? text.toLowerCase(Locale.ROOT) : null;
    };
  }

  /** Without the blanks at both ends that databases skip: those of ASCII. */
  public static String bare(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && blank(text.charAt(start))) {
      start++;
    }
    while (end > start && blank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** The number that a text is, or null. */
  public static @Nullable BigDecimal number(String text) {
    String bare = bare(text);
    return NUMBER.matcher(bare).matches() ? new BigDecimal(bare) : null;
  }

  /** The truth value that a text is, or null. */
  public static @Nullable Boolean truth(String text) {
    String word = bare(text).toLowerCase(Locale.ROOT);
    return YES.contains(word) ? Boolean.TRUE : NO.contains(word) ? Boolean.FALSE : null;
  }

  /** How a message names the literal: {@code 'abc'}, {@code 5}, {@code NULL}; long ones are cut. */
  static String shown(Literal l) {
    if (l.value() == null) {
      return "NULL";
    }
    if (l.value() instanceof BigDecimal n) {
      return n.toPlainString();
    }
    String text = l.value().toString();
    String cut =
        text.codePointCount(0, text.length()) > 30
            ? text.substring(0, text.offsetByCodePoints(0, 29)) + "…"
            : text;
    return l.value() instanceof String ? "'" + cut.replace("'", "''") + "'" : cut;
  }
}
