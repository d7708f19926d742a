package dev.mig.editors;

import dev.mig.language.Tint;
import dev.mig.language.Tints;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Syntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * A token of a text with the scope that a TextMate grammar is to give it.
 *
 * @param at UTF-16 offset
 * @param token the lexer's name of it
 * @param meaning the colour that it has in the shell, in lower case; "punctuation" where it has
 *     none
 */
record Meaning(int at, String text, String token, String meaning, String scope) {
  /** The letter of each scope in the snapshots, and in what editors report. */
  private static final Map<String, Character> LETTERS =
      Map.ofEntries(
          Map.entry("keyword.control.mig", 's'),
          Map.entry("keyword.other.mig", 'k'),
          Map.entry("constant.language.mig", 'k'),
          Map.entry("variable.other.mig", 'n'),
          Map.entry("support.function.mig", 'f'),
          Map.entry("entity.name.function.mig", 'f'),
          Map.entry("support.type.mig", 't'),
          Map.entry("string.quoted.single.mig", '"'),
          Map.entry("constant.numeric.mig", '0'),
          Map.entry("comment.line.double-dash.mig", '-'),
          Map.entry("comment.block.mig", '-'),
          Map.entry("keyword.operator.mig", '='),
          Map.entry("meta.embedded.block.sql.mig", 'q'),
          Map.entry("invalid.illegal.mig", '!'),
          Map.entry("punctuation.mig", ' '));

  /** The tokens of a text that are not blank, in order. */
  static List<Meaning> of(String text) {
    Map<Integer, Tint.Kind> kinds = new HashMap<>();
    Tints.of(text).forEach(tint -> kinds.put(tint.from(), tint.kind()));
    List<Meaning> all = new ArrayList<>();
    for (Token token : Syntax.tokens("", text).getTokens()) {
      if (token.getType() != MigLexer.BLANK && token.getType() != Token.EOF) {
        Tint.@Nullable Kind kind = kinds.get(token.getStartIndex());
        all.add(
            new Meaning(
                token.getStartIndex(),
                token.getText(),
                MigLexer.VOCABULARY.getSymbolicName(token.getType()),
                kind == null ? "punctuation" : kind.name().toLowerCase(Locale.ROOT),
                scope(token, kind)));
      }
    }
    return all;
  }

  /** A text of the same length and lines, with the letter of each token's scope in its places. */
  static String letters(String text) {
    StringBuilder letters = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\n') {
        letters.setCharAt(i, ' ');
      }
    }
    for (Meaning meaning : of(text)) {
      for (int i = 0; i < meaning.text.length(); i++) {
        if (!Character.isWhitespace(meaning.text.charAt(i))) {
          letters.setCharAt(meaning.at + i, Objects.requireNonNull(LETTERS.get(meaning.scope)));
        }
      }
    }
    return letters.toString();
  }

  private static String scope(Token token, Tint.@Nullable Kind kind) {
    String word = token.getText().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case null -> "punctuation.mig";
      case STATEMENT -> "keyword.control.mig";
      case KEYWORD ->
          Vocabulary.CONSTANTS.contains(word) ? "constant.language.mig" : "keyword.other.mig";
      case NAME -> "variable.other.mig";
      case FUNCTION ->
          Vocabulary.FUNCTIONS.contains(word) ? "support.function.mig" : "entity.name.function.mig";
      case TYPE -> "support.type.mig";
      case TEXT -> "string.quoted.single.mig";
      case NUMBER -> "constant.numeric.mig";
      case COMMENT ->
          token.getType() == MigLexer.LINE_COMMENT
              ? "comment.line.double-dash.mig"
              : "comment.block.mig";
      case OPERATOR -> "keyword.operator.mig";
      case SQL -> "meta.embedded.block.sql.mig";
      // A grammar that reads line by line cannot know that no end comes: the rest of the file in
      // the colour of what was begun says it as well.
      case WRONG ->
          switch (token.getType()) {
            case MigLexer.UNCLOSED_STRING -> "string.quoted.single.mig";
            case MigLexer.UNCLOSED_COMMENT -> "comment.block.mig";
            case MigLexer.UNCLOSED_DOLLAR_TEXT -> "meta.embedded.block.sql.mig";
            default -> "invalid.illegal.mig";
          };
    };
  }
}
