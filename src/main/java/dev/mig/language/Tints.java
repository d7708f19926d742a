package dev.mig.language;

import dev.mig.expression.Aggregates;
import dev.mig.expression.Functions;
import dev.mig.statement.Types;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Syntax;
import dev.mig.syntax.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * What the tokens of a text mean, told from the real lexer's tokens and their neighbours alone: it
 * must be there while the text is half typed, and for a single line of a script.
 */
public final class Tints {
  private static final Set<String> TYPES = Set.copyOf(Types.names());

  /** Words of the language that name a type. */
  private static final Set<Integer> TYPE_WORDS =
      Set.of(
          MigLexer.BIT,
          MigLexer.CHARACTER,
          MigLexer.DATE,
          MigLexer.DOUBLE,
          MigLexer.INTERVAL,
          MigLexer.PRECISION,
          MigLexer.TIME,
          MigLexer.TIMESTAMP,
          MigLexer.VARYING,
          MigLexer.ZONE);

  private final List<Token> tokens;
  private final List<Tint> found = new ArrayList<>();

  /** The token of meaning before the one that is looked at, and what it means. */
  private int before = Token.INVALID_TYPE;

  private Tint.@Nullable Kind kindBefore;

  private Tints(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * The tints of a text, in order and without overlaps. What has no tint between them is blank or
   * punctuation.
   */
  public static List<Tint> of(String text) {
    return of(Syntax.tokens("", text).getTokens());
  }

  static List<Tint> of(List<Token> tokens) {
    Tints tints = new Tints(tokens);
    tints.read();
    return tints.found;
  }

  private void read() {
    boolean first = true;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.getType() == Token.EOF || token.getType() == MigLexer.BLANK) {
        first |= token.getText().indexOf('\n') >= 0;
        continue;
      }
      Tint.@Nullable Kind kind = kind(token, first, i);
      if (kind != null) {
        found.add(new Tint(token.getStartIndex(), token.getStopIndex() + 1, kind));
      }
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        before = token.getType();
        kindBefore = kind;
        first =
            switch (token.getType()) {
              case MigLexer.LEFT_BRACE, MigLexer.RIGHT_BRACE, MigLexer.SEMICOLON -> true;
              default -> false;
            };
      }
    }
  }

  private Tint.@Nullable Kind kind(Token token, boolean first, int at) {
    int type = token.getType();
    return switch (type) {
      case MigLexer.LINE_COMMENT, MigLexer.BLOCK_COMMENT -> Tint.Kind.COMMENT;
      case MigLexer.STRING -> Tint.Kind.TEXT;
      case MigLexer.INTEGER, MigLexer.DECIMAL -> Tint.Kind.NUMBER;
      case MigLexer.DOLLAR_TEXT -> Tint.Kind.SQL;
      case MigLexer.QUOTED_NAME, MigLexer.TEMPLATE_NAME -> Tint.Kind.NAME;
      case MigLexer.UNCLOSED_COMMENT,
          MigLexer.UNCLOSED_DOLLAR_TEXT,
          MigLexer.UNCLOSED_QUOTED_NAME,
          MigLexer.UNCLOSED_STRING,
          MigLexer.UNRECOGNIZED ->
          Tint.Kind.WRONG;
      case MigLexer.LEFT_PAREN,
          MigLexer.RIGHT_PAREN,
          MigLexer.LEFT_BRACE,
          MigLexer.RIGHT_BRACE,
          MigLexer.LEFT_BRACKET,
          MigLexer.RIGHT_BRACKET,
          MigLexer.COMMA,
          MigLexer.SEMICOLON,
          MigLexer.DOT ->
          null;
      case MigLexer.IDENTIFIER -> name(token, first, at);
      default -> Words.isKeyword(type) ? word(token, first, at) : Tint.Kind.OPERATOR;
    };
  }

  private Tint.Kind name(Token token, boolean first, int at) {
    String name = token.getText().toLowerCase(Locale.ROOT);
    int next = type(next(at));
    if (isPartOfName(next)) {
      return Tint.Kind.NAME;
    }
    if (next == MigLexer.LEFT_PAREN && (first || isFunction(name))) {
      return Tint.Kind.FUNCTION;
    }
    return !first && TYPES.contains(name) && typeMayFollow() ? Tint.Kind.TYPE : Tint.Kind.NAME;
  }

  private Tint.Kind word(Token token, boolean first, int at) {
    int type = token.getType();
    int next = type(next(at));
    if (isPartOfName(next) || (first && next == MigLexer.EQUAL)) {
      return Tint.Kind.NAME;
    }
    if (next == MigLexer.LEFT_PAREN && isFunction(token.getText().toLowerCase(Locale.ROOT))) {
      return Tint.Kind.FUNCTION;
    }
    if (first && (Words.isStarter(type) || isHeader(type))) {
      return Tint.Kind.STATEMENT;
    }
    if (first && isColumnOfItsLine(token, tokens.get(next(at)))) {
      return Tint.Kind.NAME;
    }
    return isType(type, first, at) ? Tint.Kind.TYPE : Tint.Kind.KEYWORD;
  }

  private boolean isPartOfName(int next) {
    return before == MigLexer.DOT || next == MigLexer.DOT;
  }

  /** Whether a word is the name of a column, as its line goes on with a type. */
  private static boolean isColumnOfItsLine(Token word, Token next) {
    return word.getType() != MigLexer.TYPE
        && word.getType() != MigLexer.AS
        && next.getLine() == word.getLine()
        && (TYPE_WORDS.contains(next.getType())
            || (next.getType() == MigLexer.IDENTIFIER
                && TYPES.contains(next.getText().toLowerCase(Locale.ROOT))));
  }

  private boolean isType(int type, boolean first, int at) {
    int next = type(next(at));
    if (type == MigLexer.WITH || type == MigLexer.WITHOUT) {
      return next == MigLexer.TIME && type(next(next(at))) == MigLexer.ZONE;
    }
    return TYPE_WORDS.contains(type)
        && (next == MigLexer.STRING
            || next == MigLexer.UNCLOSED_STRING
            || (!first && (kindBefore == Tint.Kind.TYPE || typeMayFollow())));
  }

  private static boolean isHeader(int type) {
    return type == MigLexer.MIGRATION || type == MigLexer.AFTER;
  }

  private static boolean isFunction(String name) {
    return !Functions.named(name).isEmpty() || Aggregates.names().contains(name);
  }

  /** Whether a type may stand here: behind the name of a column or parameter, or in a cast. */
  private boolean typeMayFollow() {
    return switch (before) {
      case MigLexer.DOUBLE_COLON, MigLexer.TYPE, MigLexer.AS -> true;
      default -> kindBefore == Tint.Kind.NAME;
    };
  }

  private int type(int at) {
    return tokens.get(at).getType();
  }

  /** The place of the next token of meaning; the end stays the end. */
  private int next(int at) {
    int next = Math.min(at + 1, tokens.size() - 1);
    while (tokens.get(next).getChannel() != Token.DEFAULT_CHANNEL) {
      next++;
    }
    return next;
  }
}
