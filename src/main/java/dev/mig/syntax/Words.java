package dev.mig.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/**
 * The tokens that carry meaning, in order, the end as the last, and what can be asked of a place
 * among them.
 */
public final class Words {
  private static final Set<Integer> NAMES = Set.of(MigLexer.IDENTIFIER, MigLexer.QUOTED_NAME);
  private static final Set<Integer> STARTERS = starters();

  private final List<Token> tokens = new ArrayList<>();
  private final int[] ranks;

  /** The tokens of the default channel of a stream that is read to its end. */
  public Words(CommonTokenStream stream) {
    ranks = new int[stream.size()];
    for (Token token : stream.getTokens()) {
      ranks[token.getTokenIndex()] = tokens.size();
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        tokens.add(token);
      }
    }
  }

  private static Set<Integer> starters() {
    Set<Integer> all =
        new TreeSet<>(
            MigParser._ATN
                .nextTokens(MigParser._ATN.ruleToStartState[MigParser.RULE_statement])
                .toSet());
    // A name begins a statement too, where its arguments follow: that is looked at apart.
    all.removeAll(NAMES);
    return all;
  }

  /** Whether a token of this type may begin a statement, names set aside. */
  public static boolean isStarter(int type) {
    return STARTERS.contains(type);
  }

  /** The words that statements begin with. */
  static List<String> starterTexts() {
    return STARTERS.stream().map(Words::keyword).collect(Collectors.toList());
  }

  /** The spelling of a keyword or a sign, empty for other tokens. */
  public static String keyword(int type) {
    String literal = type < 0 ? null : MigLexer.VOCABULARY.getLiteralName(type);
    return literal == null ? "" : literal.substring(1, literal.length() - 1);
  }

  /** Whether a token of this type is a word of the language. */
  public static boolean isKeyword(int type) {
    String text = keyword(type);
    return !text.isEmpty() && Character.isLetter(text.charAt(0));
  }

  /** All of them, the end as the last. */
  public List<Token> tokens() {
    return tokens;
  }

  /** The token of this rank; the end for every rank behind it. */
  public Token get(int rank) {
    return tokens.get(Math.min(rank, tokens.size() - 1));
  }

  /** Its type; that of the end for every rank behind it. */
  public int type(int rank) {
    return get(rank).getType();
  }

  /** How many there are, the end included. */
  public int size() {
    return tokens.size();
  }

  int rank(Token token) {
    return ranks[token.getTokenIndex()];
  }

  boolean isEnd(int rank) {
    return type(rank) == Token.EOF;
  }

  /** Whether no token stands before it on its line. */
  public boolean firstOnItsLine(int rank) {
    return rank == 0 || lastLine(get(rank - 1)) < get(rank).getLine();
  }

  /** Whether a statement may begin here: a word that begins one, the first of its line. */
  public boolean opensStatement(int rank) {
    return STARTERS.contains(type(rank)) && firstOnItsLine(rank);
  }

  /** Whether a name stands here that calls no definition. */
  boolean plainName(int rank) {
    return NAMES.contains(type(rank)) && type(rank + 1) != MigLexer.LEFT_PAREN;
  }

  /** How many code points stand before it on its line. */
  public int column(int rank) {
    return get(rank).getCharPositionInLine();
  }

  private static int lastLine(Token token) {
    int type = token.getType();
    boolean mayBeLong = type == MigLexer.STRING || type == MigLexer.DOLLAR_TEXT;
    return token.getLine() + (mayBeLong ? (int) token.getText().lines().count() - 1 : 0);
  }
}
