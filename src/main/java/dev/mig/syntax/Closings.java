package dev.mig.syntax;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/**
 * Finds what is opened and never closed, and says so at its opening: all that follows it is
 * guesswork.
 */
final class Closings {
  private final Source source;
  private final Words words;

  Closings(Source source, Words words) {
    this.source = source;
    this.words = words;
  }

  /** The first text, comment or quoted name that has no end. */
  Optional<Diagnostic> unclosedToken(CommonTokenStream tokens) {
    for (Token token : tokens.getTokens()) {
      switch (token.getType()) {
        case MigLexer.UNCLOSED_STRING -> {
          return Optional.of(unclosed(openingQuote(token), "this text", "'"));
        }
        case MigLexer.UNCLOSED_QUOTED_NAME -> {
          return Optional.of(unclosed(opening(token, 1), "this quoted name", "\""));
        }
        case MigLexer.UNCLOSED_COMMENT -> {
          return Optional.of(unclosed(opening(token, 2), "this comment", "*/"));
        }
        case MigLexer.UNCLOSED_DOLLAR_TEXT -> {
          String tag = token.getText().substring(0, token.getText().indexOf('$', 1) + 1);
          return Optional.of(unclosed(opening(token, tag.length()), "this text", tag));
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  /**
   * Where one quote is forgotten, every later text begins at the end of another. So the first text
   * that runs over the end of its line is the likelier one.
   */
  private Span openingQuote(Token unclosed) {
    for (Token token : words.tokens()) {
      if (token.getType() == MigLexer.STRING && token.getText().indexOf('\n') >= 0) {
        return opening(token, 1);
      }
    }
    return opening(unclosed, 1);
  }

  private static Span opening(Token token, int length) {
    return new Span(token.getStartIndex(), token.getStartIndex() + length);
  }

  /**
   * An opening brace without its partner: the one whose closing brace stands further out than its
   * line, else the outermost.
   */
  Optional<Diagnostic> unclosedBrace() {
    Deque<Integer> open = new ArrayDeque<>();
    int suspect = -1;
    for (int i = 0; i < words.size(); i++) {
      if (words.type(i) == MigLexer.LEFT_BRACE) {
        open.push(i);
      } else if (words.type(i) == MigLexer.RIGHT_BRACE && !open.isEmpty()) {
        int opening = open.pop();
        if (suspect < 0 && words.firstOnItsLine(i) && words.column(i) < indentation(opening)) {
          suspect = opening;
        }
      }
    }
    if (open.isEmpty()) {
      return Optional.empty();
    }
    Token brace = words.get(suspect >= 0 ? suspect : open.getLast());
    return Optional.of(unclosed(Spans.of(brace), "this block", "}"));
  }

  private int indentation(int rank) {
    int first = rank;
    while (!words.firstOnItsLine(first)) {
      first--;
    }
    return words.column(first);
  }

  private Diagnostic unclosed(Span opening, String what, String closing) {
    return Diagnostic.error(Code.UNCLOSED, what + " has no end: `" + closing + "` is missing")
        .in(source)
        .at(opening, "opened here")
        .build();
  }
}
