package dev.mig.language;

import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Syntax;
import dev.mig.syntax.Words;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Names as they stand in texts. */
public final class Written {
  private Written() {}

  /** The names that a place begins with, joined by dots: of {@code a.b as c} the first two. */
  static List<Span> chain(Source source, Span at) {
    List<Span> names = new ArrayList<>();
    boolean dot = true;
    for (Token token : Syntax.tokens("", source.text(at)).getTokens()) {
      if (token.getChannel() != Token.DEFAULT_CHANNEL) {
        continue;
      }
      boolean isDot = token.getType() == MigLexer.DOT;
      if (isDot == dot || token.getType() == Token.EOF) {
        break;
      }
      if (!isDot) {
        names.add(
            new Span(at.start() + token.getStartIndex(), at.start() + token.getStopIndex() + 1));
      }
      dot = isDot;
    }
    return names;
  }

  /** Whether a name stands at a place, quoted or not. */
  static boolean is(Source source, Span at, String name) {
    return bare(source.text(at)).equalsIgnoreCase(name);
  }

  /** Whether a name or type comes right behind a place, on its line. */
  static boolean isFollowedByName(Source source, Span at) {
    String text = source.text();
    int next = at.end();
    while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
      next++;
    }
    return next < text.length()
        && (Character.isLetter(text.charAt(next)) || text.charAt(next) == '"');
  }

  /**
   * A name as it has to be written: a keyword can stand as one almost everywhere; only what is no
   * name needs quotes.
   */
  public static String quoted(String name) {
    List<Token> tokens = Syntax.tokens("", name).getTokens();
    boolean plain =
        tokens.size() == 2
            && (tokens.getFirst().getType() == MigLexer.IDENTIFIER
                || Words.isKeyword(tokens.getFirst().getType()));
    return plain ? name : "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** The name that a token is, without its quotes. */
  static String bare(Token token) {
    return bare(token.getText());
  }

  /** Without its quotes. */
  static String bare(String written) {
    return written.length() > 1 && written.startsWith("\"") && written.endsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written;
  }
}
