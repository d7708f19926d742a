package dev.mig.language;

import dev.mig.syntax.Continuation;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.MigParser;
import dev.mig.syntax.Syntax;
import dev.mig.syntax.Words;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Whether an input can be run as it is, or waits for more. */
public sealed interface Reading {
  /** It can be run, although clauses might follow; blank text too. */
  record Complete() implements Reading {}

  /**
   * It is right so far and has no end yet.
   *
   * @param what the innermost that is open: a brace, a parenthesis or a bracket, {@code '}, {@code
   *     /*}, the opening {@code $tag$}, or the verb of the statement, in lower case
   */
  record Open(String what) implements Reading {}

  /** It has a fault that no further text can mend; running it shows the message. */
  record Wrong() implements Reading {}

  /** Decides by the grammar's own automaton, in one pass. Never throws. */
  static Reading of(String text) {
    CommonTokenStream stream = Syntax.tokens("", text);
    @Nullable Reading unclosed = unclosed(stream.getTokens());
    return unclosed == null ? ofWords(new Words(stream)) : unclosed;
  }

  private static @Nullable Reading unclosed(List<Token> tokens) {
    for (Token token : tokens) {
      switch (token.getType()) {
        case MigLexer.UNCLOSED_STRING -> {
          return new Open("'");
        }
        case MigLexer.UNCLOSED_COMMENT -> {
          return new Open("/*");
        }
        case MigLexer.UNCLOSED_DOLLAR_TEXT -> {
          String open = token.getText();
          return new Open(open.substring(0, open.indexOf('$', 1) + 1));
        }
        // a quoted name ends on its line
        case MigLexer.UNCLOSED_QUOTED_NAME, MigLexer.UNRECOGNIZED -> {
          return new Wrong();
        }
        default -> {}
      }
    }
    return null;
  }

  private static Reading ofWords(Words words) {
    Continuation run = Continuation.of(MigParser.RULE_script);
    Deque<Token> brackets = new ArrayDeque<>();
    String verb = "";
    boolean couldEnd = true;
    for (int i = 0; !isEnd(words.type(i)); i++) {
      int type = words.type(i);
      couldEnd = run.accepts(Token.EOF);
      if (couldEnd && (i == 0 || begins(words, i))) {
        verb = words.get(i).getText().toLowerCase(Locale.ROOT);
      }
      if (!run.advance(type)) {
        return new Wrong();
      }
      switch (type) {
        case MigLexer.LEFT_BRACE, MigLexer.LEFT_PAREN, MigLexer.LEFT_BRACKET ->
            brackets.push(words.get(i));
        case MigLexer.RIGHT_BRACE, MigLexer.RIGHT_PAREN, MigLexer.RIGHT_BRACKET -> brackets.poll();
        default -> {}
      }
    }
    if (run.accepts(Token.EOF)) {
      return new Complete();
    }
    if (!brackets.isEmpty()) {
      return new Open(brackets.element().getText());
    }
    int last = words.size() - 2;
    boolean bareName = last >= 0 && couldEnd && !Words.isKeyword(words.type(last)) && !hasMore(run);
    return bareName ? new Wrong() : new Open(verb);
  }

  /**
   * Whether anything but a parenthesis may come: where not, the last word is a misspelt verb that
   * could only be the call of a definition.
   */
  private static boolean hasMore(Continuation run) {
    return run.next(Set.of()).stream().anyMatch(item -> item.type() != MigLexer.LEFT_PAREN);
  }

  private static boolean begins(Words words, int rank) {
    int before = words.type(rank - 1);
    return words.opensStatement(rank)
        || (Words.isStarter(words.type(rank))
            && (before == MigLexer.RIGHT_BRACE || before == MigLexer.SEMICOLON));
  }

  private static boolean isEnd(int type) {
    return type == Token.EOF;
  }
}
