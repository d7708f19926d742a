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

  private Tints() {}

  /**
   * The tints of a text, in order and without overlaps. What has no tint between them is blank or
   * punctuation.
   */
  public static List<Tint> of(String text) {
    return of(Syntax.tokens("", text).getTokens());
  }

  static List<Tint> of(List<Token> tokens) {
    List<Tint> tints = new ArrayList<>();
    @Nullable Token before = null;
    boolean first = true;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.getType() == Token.EOF || token.getType() == MigLexer.BLANK) {
        first |= token.getText().indexOf('\n') >= 0;
        continue;
      }
      Tint.@Nullable Kind kind = kind(token, before, first, tokens, i);
      if (kind != null) {
        tints.add(new Tint(token.getStartIndex(), token.getStopIndex() + 1, kind));
      }
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        before = token;
        first =
            switch (token.getType()) {
              case MigLexer.LEFT_BRACE, MigLexer.RIGHT_BRACE, MigLexer.SEMICOLON -> true;
              default -> false;
            };
      }
    }
    return tints;
  }

  private static Tint.@Nullable Kind kind(
      Token token, @Nullable Token before, boolean first, List<Token> tokens, int at) {
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
      case MigLexer.IDENTIFIER -> name(token, before, first, tokens, at);
      default ->
          Words.isKeyword(type) ? word(token, before, first, tokens, at) : Tint.Kind.OPERATOR;
    };
  }

  private static Tint.Kind name(
      Token token, @Nullable Token before, boolean first, List<Token> tokens, int at) {
    String name = token.getText().toLowerCase(Locale.ROOT);
    boolean called = type(tokens, at + 1) == MigLexer.LEFT_PAREN;
    if (called && (first || isFunction(name))) {
      return Tint.Kind.FUNCTION;
    }
    return TYPES.contains(name) && typeMayFollow(before) ? Tint.Kind.TYPE : Tint.Kind.NAME;
  }

  private static Tint.Kind word(
      Token token, @Nullable Token before, boolean first, List<Token> tokens, int at) {
    int next = type(tokens, at + 1);
    boolean opens = Words.isStarter(token.getType()) || isHeader(token.getType());
    if (next == MigLexer.DOT || (before != null && before.getType() == MigLexer.DOT)) {
      return Tint.Kind.NAME;
    }
    if (first && next == MigLexer.EQUAL) {
      return Tint.Kind.NAME;
    }
    if (next == MigLexer.LEFT_PAREN && isFunction(token.getText().toLowerCase(Locale.ROOT))) {
      return Tint.Kind.FUNCTION;
    }
    if (first && opens) {
      return Tint.Kind.STATEMENT;
    }
    if (TYPE_WORDS.contains(token.getType())
        && (next == MigLexer.STRING || typeMayFollow(before))) {
      return Tint.Kind.TYPE;
    }
    return Tint.Kind.KEYWORD;
  }

  private static boolean isHeader(int type) {
    return type == MigLexer.MIGRATION || type == MigLexer.AFTER;
  }

  private static boolean isFunction(String name) {
    return !Functions.named(name).isEmpty() || Aggregates.names().contains(name);
  }

  /** Whether a type may stand after this: the name of a column or parameter, or a cast. */
  private static boolean typeMayFollow(@Nullable Token before) {
    if (before == null) {
      return false;
    }
    return switch (before.getType()) {
      case MigLexer.IDENTIFIER,
          MigLexer.QUOTED_NAME,
          MigLexer.TEMPLATE_NAME,
          MigLexer.DOUBLE_COLON,
          MigLexer.TYPE,
          MigLexer.AS ->
          true;
      default -> TYPE_WORDS.contains(before.getType());
    };
  }

  /** The type of the token of meaning at or after this place. */
  private static int type(List<Token> tokens, int at) {
    int next = at;
    while (tokens.get(next).getChannel() != Token.DEFAULT_CHANNEL) {
      next++;
    }
    return tokens.get(next).getType();
  }
}
