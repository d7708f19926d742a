package dev.mig.expression;

import dev.mig.expression.Expr.Call;
import dev.mig.expression.Expr.Literal;
import dev.mig.schema.SqlType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the literal arguments that have a meaning of their own: patterns, units, parts and
 * formats.
 */
public final class Words {
  private static final Set<String> UNITS =
      Set.of("second", "minute", "hour", "day", "week", "month", "quarter", "year");
  private static final Set<String> PARTS =
      Set.of(
          "year", "month", "day", "hour", "minute", "second", "quarter", "week", "dow", "isodow",
          "doy", "isoyear", "epoch");
  private static final Set<String> TIME_PARTS = Set.of("hour", "minute", "second", "epoch");

  /** The tokens of a format; signs stand for themselves, letters in double quotes too. */
  static final Pattern FORMAT =
      Pattern.compile("YYYY|YY|MM|DDD|DD|HH24|MI|SS|MS|US|\"[^\"\\\\]*\"|[^A-Za-z0-9\"\\\\]");

  private Words() {}

  /** What is wrong with the literal arguments, or null. */
  static @Nullable String check(Call call) {
    Function f = call.function();
    if (f == null) {
      return null;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      if (f.parameter(i).equals(Function.PATTERN) && call.arguments().get(i) instanceof Literal l) {
        Regex regex = Regex.of((String) java.util.Objects.requireNonNull(l.value()));
        return regex.problem() == null
            ? group(call, regex)
            : "this pattern is not understood: " + regex.problem();
      }
      if (f.parameter(i).equals(Function.WORD) && call.arguments().get(i) instanceof Literal l) {
        String word = (String) java.util.Objects.requireNonNull(l.value());
        return word(f, word);
      }
    }
    return null;
  }

  private static @Nullable String group(Call call, Regex regex) {
    Expr last = call.arguments().getLast();
    boolean counted =
        call.function() != null && call.function().parameters().getLast().equals(SqlType.INTEGER);
    if (counted && !(last instanceof Literal)) {
      return "the number of the group is a literal";
    }
    boolean beyond =
        counted
            && last instanceof Literal l
            && l.value() instanceof BigDecimal n
            && (n.signum() < 0 || n.intValue() > regex.groups());
    return beyond ? "the pattern has " + regex.groups() + " groups" : null;
  }

  private static @Nullable String word(Function f, String word) {
    return switch (f.name()) {
      case "date_trunc" -> among(word, UNITS);
      case "extract" ->
          among(word, f.parameters().getLast().equals(SqlType.TIME) ? TIME_PARTS : PARTS);
      case "format_date" -> format(word);
      default -> null;
    };
  }

  private static @Nullable String among(String word, Set<String> words) {
    List<String> sorted = words.stream().sorted().toList();
    return words.contains(word) ? null : "'" + word + "' is none of " + String.join(", ", sorted);
  }

  private static @Nullable String format(String format) {
    Matcher m = FORMAT.matcher(format);
    int at = 0;
    while (at < format.length()) {
      if (!m.region(at, format.length()).lookingAt()) {
        return "a format is made of YYYY YY MM DD DDD HH24 MI SS MS US, signs, and \"text\"; not of"
            + " "
            + format.substring(at);
      }
      at = m.end();
    }
    return null;
  }
}
