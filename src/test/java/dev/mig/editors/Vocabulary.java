package dev.mig.editors;

import dev.mig.expression.Aggregates;
import dev.mig.expression.Functions;
import dev.mig.language.Tint;
import dev.mig.language.Tints;
import dev.mig.statement.Types;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Words;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The words that editors must know, asked of the lexer and of what gives its tokens colours. */
final class Vocabulary {
  /** Every word of the language, in lower case and in order. */
  static final List<String> KEYWORDS =
      IntStream.rangeClosed(1, MigLexer.VOCABULARY.getMaxTokenType())
          .filter(Words::isKeyword)
          .mapToObj(type -> Words.keyword(type).toLowerCase(Locale.ROOT))
          .sorted()
          .toList();

  /** Keywords that open a statement at the start of a line. */
  static final List<String> STARTERS =
      KEYWORDS.stream().filter(word -> kind(word, 0) == Tint.Kind.STATEMENT).toList();

  /** Keywords that name a type, or are a part of one. */
  static final List<String> TYPE_WORDS =
      KEYWORDS.stream().filter(word -> kind("a " + word, 1) == Tint.Kind.TYPE).toList();

  /** Keywords that name a function. */
  static final List<String> FUNCTION_WORDS =
      KEYWORDS.stream().filter(word -> kind("+ " + word + "(", 1) == Tint.Kind.FUNCTION).toList();

  /** Everything that may stand where a type is expected. */
  static final List<String> TYPES = joined(TYPE_WORDS, Types.names());

  static final List<String> FUNCTIONS = joined(Functions.names(), Aggregates.names());

  /** Keywords that are values. */
  static final List<String> CONSTANTS = List.of("false", "null", "true");

  private Vocabulary() {}

  /** All of them by name. */
  static Map<String, List<String>> lists() {
    return new TreeMap<>(
        Map.of(
            "keywords", KEYWORDS,
            "starters", STARTERS,
            "type words", TYPE_WORDS,
            "types", TYPES,
            "functions", FUNCTIONS,
            "function words", FUNCTION_WORDS,
            "constants", CONSTANTS,
            "other keywords", KEYWORDS.stream().filter(w -> !STARTERS.contains(w)).toList()));
  }

  private static Tint.Kind kind(String text, int at) {
    return Tints.of(text).get(at).kind();
  }

  private static List<String> joined(Collection<String> some, Collection<String> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().sorted().toList();
  }
}
