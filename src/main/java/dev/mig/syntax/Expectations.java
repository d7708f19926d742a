package dev.mig.syntax;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says in a few words what could have stood at a place. */
final class Expectations {
  private static final int MOST = 5;

  /** What can follow any expression, and would drown what the statement waits for. */
  private static final Set<Integer> OPERATORS =
      Set.of(
          MigLexer.AND,
          MigLexer.OR,
          MigLexer.NOT,
          MigLexer.IS,
          MigLexer.IN,
          MigLexer.BETWEEN,
          MigLexer.LIKE,
          MigLexer.ILIKE,
          MigLexer.EQUAL,
          MigLexer.NOT_EQUAL,
          MigLexer.LESS,
          MigLexer.LESS_EQUAL,
          MigLexer.GREATER,
          MigLexer.GREATER_EQUAL,
          MigLexer.PLUS,
          MigLexer.MINUS,
          MigLexer.STAR,
          MigLexer.SLASH,
          MigLexer.PERCENT,
          MigLexer.CONCAT,
          MigLexer.DOUBLE_COLON,
          MigLexer.ARROW,
          MigLexer.TEXT_ARROW);

  private Expectations() {}

  /** At most five things, those near to what was written first. */
  static String text(Continuation.Expected expected, List<String> near) {
    Set<String> things = new LinkedHashSet<>();
    near.forEach(word -> things.add(quoted(word)));
    things.addAll(expected.phrases());
    if (things.size() > 1) {
      things.remove("a name");
    }
    boolean inExpression = expected.types().contains(MigLexer.AND);
    List<String> signs = new ArrayList<>();
    List<String> keywords = new ArrayList<>();
    for (int type : expected.types()) {
      if (type == MigLexer.DOT
          || type == MigLexer.LEFT_BRACKET
          || (inExpression && OPERATORS.contains(type))) {
        continue;
      }
      (Words.isKeyword(type) ? keywords : signs).add(thing(type, things));
    }
    // a sign that closes is what is most often forgotten
    signs.sort((a, b) -> Boolean.compare(b.equals("`)`"), a.equals("`)`")));
    if (things.isEmpty() || !things.contains("an expression")) {
      things.addAll(signs.contains("`)`") ? signs : List.of());
      things.addAll(keywords);
      things.addAll(signs);
    }
    things.remove("");
    if (expected.end()) {
      things.add("the next statement");
    }
    if (things.isEmpty()) {
      return inExpression ? "an operator" : "something else";
    }
    List<String> list = List.copyOf(things);
    return list.size() <= MOST
        ? either(list)
        : String.join(", ", list.subList(0, MOST - 1))
            + " or "
            + (list.size() - MOST + 1)
            + " others";
  }

  private static String thing(int type, Set<String> phrases) {
    return switch (type) {
      case MigLexer.STRING -> "a text in quotes";
      case MigLexer.INTEGER, MigLexer.DECIMAL -> "a number";
      case MigLexer.DOLLAR_TEXT -> "a text between $$ and $$";
      case MigLexer.IDENTIFIER, MigLexer.QUOTED_NAME -> phrases.isEmpty() ? "a name" : "";
      default -> quoted(Words.keyword(type));
    };
  }

  /** Words joined by commas and "or". */
  static String either(List<String> things) {
    int last = things.size() - 1;
    return last <= 0
        ? String.join("", things)
        : String.join(", ", things.subList(0, last)) + " or " + things.get(last);
  }

  private static String quoted(String word) {
    return word.isEmpty() ? "" : "`" + word + "`";
  }
}
