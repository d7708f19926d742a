package dev.mig.language;

import dev.mig.syntax.MigLexer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/**
 * The names that a statement and the heads of the blocks around it give: aliases, loop variables,
 * parameters. Told by neighbours alone, as the statement is not yet whole.
 */
final class LocalNames {
  /** What the elements of an array have. */
  static final List<String> OF_AN_ELEMENT = List.of("text", "json", "place");

  private final List<Token> words;
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final List<Definition> names = new ArrayList<>();

  LocalNames(List<Token> words) {
    this.words = words;
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i).getType()) {
        case MigLexer.AS -> alias(i);
        case MigLexer.EACH -> variable(i);
        case MigLexer.DEFINE -> parameters(i + 2);
        default -> {}
      }
    }
  }

  /** Loop variables and parameters. */
  List<Definition> names() {
    return names;
  }

  /** Aliases as written, with the name of their table, empty for the elements of an array. */
  Map<String, String> aliases() {
    return aliases;
  }

  /** What a name before a dot is an alias of; the name itself where it is none. */
  String meant(String qualifier) {
    for (Map.Entry<String, String> alias : aliases.entrySet()) {
      if (alias.getKey().equalsIgnoreCase(qualifier)) {
        return alias.getValue();
      }
    }
    return qualifier;
  }

  private int type(int rank) {
    return rank >= 0 && rank < words.size() ? words.get(rank).getType() : Token.EOF;
  }

  private boolean isName(int rank) {
    return type(rank) == MigLexer.IDENTIFIER || type(rank) == MigLexer.QUOTED_NAME;
  }

  /** {@code users as u}, {@code each json(tags) as t}; {@code cast(n as text)} is none. */
  private void alias(int as) {
    if (!isName(as + 1) || isCast(as)) {
      return;
    }
    String name = Written.bare(words.get(as + 1));
    if (isName(as - 1)) {
      aliases.put(name, Written.bare(words.get(as - 1)));
    } else if (type(as - 1) == MigLexer.RIGHT_PAREN && type(opening(as - 1) - 2) == MigLexer.EACH) {
      aliases.put(name, "");
    }
  }

  private boolean isCast(int as) {
    int open = opening(as);
    return type(open) == MigLexer.LEFT_PAREN && type(open - 1) == MigLexer.CAST;
  }

  /** The parenthesis that is open before this rank, or -1. */
  private int opening(int rank) {
    int closed = 0;
    for (int i = rank - 1; i >= 0; i--) {
      if (type(i) == MigLexer.RIGHT_PAREN) {
        closed++;
      } else if (type(i) == MigLexer.LEFT_PAREN && closed-- == 0) {
        return i;
      }
    }
    return -1;
  }

  private void variable(int each) {
    if (type(each - 1) != MigLexer.FOR) {
      return;
    }
    boolean kind =
        switch (type(each + 1)) {
          case MigLexer.TABLE, MigLexer.COLUMN, MigLexer.INDEX, MigLexer.CONSTRAINT, MigLexer.ROW ->
              type(each + 2) != MigLexer.IN || type(each + 3) == MigLexer.IN;
          default -> false;
        };
    int name = kind ? each + 2 : each + 1;
    if (isName(name)) {
      String what = kind ? words.get(each + 1).getText().toLowerCase(Locale.ROOT) : "value";
      names.add(new Definition(Written.bare(words.get(name)), what));
    }
  }

  /** The last word before a comma, or before the parenthesis that closes. */
  private void parameters(int open) {
    int depth = 0;
    for (int i = open; i < words.size(); i++) {
      int before = depth;
      switch (type(i)) {
        case MigLexer.LEFT_PAREN -> depth++;
        case MigLexer.RIGHT_PAREN -> depth--;
        default -> {}
      }
      boolean ends = depth == 0 || type(i) == MigLexer.COMMA;
      if (before == 1 && ends && isName(i - 1)) {
        names.add(new Definition(Written.bare(words.get(i - 1)), "parameter"));
      }
      if (depth == 0) {
        return;
      }
    }
  }
}
