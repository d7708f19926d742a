package dev.mig.syntax;

import java.util.List;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/**
 * What stands between the words of a script, and which words it keeps from standing on one line.
 */
final class LayoutComments {
  private static final Pattern LINE_END = Pattern.compile("\r\n?|\n");
  private static final Pattern BLANKS_AND_LINE_END =
      Pattern.compile("[\\p{IsWhite_Space}\uFEFF\u200B&&[^\r\n]]*(\r\n?|\n)");

  private final CommonTokenStream tokens;
  private final String text;
  private final Words words;
  private final boolean[] breaks;

  LayoutComments(Parsed parsed, Words words) {
    this.tokens = parsed.tokens();
    this.text = parsed.source().text();
    this.words = words;
    breaks = new boolean[words.size()];
    for (int rank = 0; rank < breaks.length; rank++) {
      for (Token hidden : before(rank)) {
        breaks[rank] |= hidden.getChannel() == MigLexer.COMMENTS && breaksAfter(hidden, rank);
      }
    }
  }

  /** The comments and blanks before a word. */
  List<Token> before(int rank) {
    List<Token> hidden = tokens.getHiddenTokensToLeft(words.get(rank).getTokenIndex());
    return hidden == null ? List.of() : hidden;
  }

  /** Whether a comment before the word ends its line. */
  boolean breaks(int rank) {
    return breaks[rank];
  }

  /** Whether the word after a comment began a new line. */
  boolean breaksAfter(Token comment, int rank) {
    int end = comment.getStopIndex() + 1;
    return comment.getType() == MigLexer.LINE_COMMENT
        || lineEnds(text.substring(end, Math.max(end, words.get(rank).getStartIndex()))) > 0;
  }

  static int lineEnds(String text) {
    return (int) LINE_END.matcher(text).results().count();
  }

  /** A comment as it is printed: no blanks at the ends of its lines. */
  static String text(Token comment) {
    return BLANKS_AND_LINE_END.matcher(comment.getText()).replaceAll("\n").stripTrailing();
  }
}
