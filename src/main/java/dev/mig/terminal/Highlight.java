package dev.mig.terminal;

import dev.mig.language.Tint;
import dev.mig.language.Tints;
import java.util.Locale;
import java.util.Set;

/** Colours for a line of a script, as its lexer sees it, or of SQL, which reads much alike. */
public final class Highlight {
  /** Words of SQL that mean nothing in a script. */
  private static final Set<String> SQL =
      Set.of(
          "begin",
          "commit",
          "constraint",
          "immediate",
          "limit",
          "pragma",
          "returning",
          "savepoint");

  private Highlight() {}

  public static String line(String line, Colour colour) {
    if (!colour.on()) {
      return line;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Tint tint : Tints.of(line)) {
      if (tint.from() < from) {
        continue;
      }
      out.append(line, from, tint.from());
      out.append(painted(line.substring(tint.from(), tint.to()), tint.kind(), colour));
      from = tint.to();
    }
    return out.append(line.substring(from)).toString();
  }

  private static String painted(String word, Tint.Kind kind, Colour colour) {
    return switch (kind) {
      case KEYWORD, STATEMENT -> colour.blue(word);
      case TEXT -> colour.green(word);
      case COMMENT -> colour.dim(word);
      case NAME -> SQL.contains(word.toLowerCase(Locale.ROOT)) ? colour.blue(word) : word;
      case FUNCTION, TYPE, NUMBER, OPERATOR, SQL, WRONG -> word;
    };
  }

  public static String all(String text, Colour colour) {
    StringBuilder out = new StringBuilder();
    text.lines().forEach(l -> out.append(line(l, colour)).append('\n'));
    return out.toString();
  }
}
