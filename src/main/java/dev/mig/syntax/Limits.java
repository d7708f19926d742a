package dev.mig.syntax;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * What a script may not exceed, so that no text can exhaust memory or stack; looked at before
 * parsing where that is possible.
 */
final class Limits {
  /** Characters in a script. */
  static final int MOST_CHARACTERS = 16 * 1024 * 1024;

  /** Brackets inside brackets, and words of the prefix kind in a row. */
  static final int MOST_NESTED = 200;

  /**
   * Levels of the tree of one statement: 200 brackets take 1000 of them, a chain of operators one
   * for each.
   */
  private static final int MOST_LEVELS = 1200;

  private Limits() {}

  /** Why this text is not read at all, if so. */
  static Optional<Diagnostic> refusal(Source source) {
    String text = source.text();
    if (text.length() > MOST_CHARACTERS) {
      return Optional.of(
          Diagnostic.error(
                  Code.TOO_LARGE,
                  "this script has "
                      + text.length() / (1024 * 1024)
                      + " million characters; at most 16 million are read")
              .note("rows belong in a file of data, read by the database's own loader")
              .build());
    }
    int bad = notText(text, 0);
    if (bad < text.length()) {
      char c = text.charAt(bad);
      String what =
          Character.isSurrogate(c)
              ? "half of a character"
              : String.format("the control character U+%04X", (int) c);
      return Optional.of(notText(source, bad, what));
    }
    return Optional.empty();
  }

  /** The first place from here on that holds no character of a text; its length for none. */
  private static int notText(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7f) {
        return i;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return i;
      }
    }
    return text.length();
  }

  /** The same text with a blank for everything that is no character of a text. */
  static String blanked(String text) {
    int bad = notText(text, 0);
    if (bad == text.length()) {
      return text;
    }
    StringBuilder blanked = new StringBuilder(text);
    for (int at = bad; at < text.length(); at = notText(text, at + 1)) {
      blanked.setCharAt(at, ' ');
    }
    return blanked.toString();
  }

  private static Diagnostic notText(Source source, int offset, String what) {
    return Diagnostic.error(Code.NOT_TEXT, what + " stands in the script, which must be plain text")
        .in(source)
        .at(new Span(offset, offset + 1))
        .build();
  }

  /** The place at which brackets or prefix words nest too deeply to be parsed, if there is one. */
  static Optional<Diagnostic> tooDeep(Source source, Words words) {
    int brackets = 0;
    int prefixes = 0;
    int cases = 0;
    for (int i = 0; i < words.size(); i++) {
      int type = words.type(i);
      switch (type) {
        case MigLexer.LEFT_PAREN, MigLexer.LEFT_BRACE -> brackets++;
        case MigLexer.RIGHT_PAREN, MigLexer.RIGHT_BRACE -> brackets = Math.max(0, brackets - 1);
        case MigLexer.CASE -> cases++;
        case MigLexer.END -> cases = Math.max(0, cases - 1);
        default -> {}
      }
      prefixes = isPrefix(type) ? prefixes + 1 : 0;
      if (Math.max(brackets, Math.max(prefixes, cases)) > MOST_NESTED) {
        return Optional.of(tooDeep(source, words.get(i)));
      }
      if (words.opensStatement(i)) {
        cases = 0;
      }
    }
    return Optional.empty();
  }

  private static boolean isPrefix(int type) {
    return type == MigLexer.NOT
        || type == MigLexer.MAP
        || type == MigLexer.MINUS
        || type == MigLexer.PLUS;
  }

  private static Diagnostic tooDeep(Source source, Token token) {
    return Diagnostic.error(
            Code.TOO_DEEP, "this is nested more than " + MOST_NESTED + " levels deep")
        .in(source)
        .at(Spans.of(token), "level " + (MOST_NESTED + 1))
        .build();
  }

  /** A statement whose tree is too deep to be walked, such as a chain of thousands of operators. */
  static Optional<Diagnostic> tooLong(Source source, MigParser.StatementContext statement) {
    record Level(ParseTree node, int depth) {}
    Deque<Level> work = new ArrayDeque<>();
    work.push(new Level(statement, 0));
    while (!work.isEmpty()) {
      Level level = work.pop();
      if (level.depth() > MOST_LEVELS) {
        return Optional.of(
            Diagnostic.error(
                    Code.TOO_DEEP, "one statement nests or chains more than 1000 operations")
                .in(source)
                .at(Spans.of(statement.getStart()), "in this statement")
                .note("a list may be as long as it likes: `x in (…)`, or a table to join")
                .build());
      }
      for (int i = 0; i < level.node().getChildCount(); i++) {
        ParseTree child = level.node().getChild(i);
        if (child.getChildCount() > 0 && !(child instanceof MigParser.StatementContext)) {
          work.push(new Level(child, level.depth() + 1));
        }
      }
    }
    return Optional.empty();
  }
}
