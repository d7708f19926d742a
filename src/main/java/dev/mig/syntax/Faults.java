package dev.mig.syntax;

import dev.mig.source.Code;
import dev.mig.source.Diagnostic;
import dev.mig.source.Edit;
import dev.mig.source.Nearest;
import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.source.Suggestion.Safety;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Puts a fault into words: what was expected beside what was found, on the token that is wrong. */
final class Faults {
  private final Source source;
  private final Words words;

  Faults(Source source, Words words) {
    this.source = source;
    this.words = words;
  }

  /**
   * A statement or header that does not go on as it should.
   *
   * @param from rank of its first word
   * @param at rank of the first word that does not fit
   * @param run the grammar, run up to there
   */
  Diagnostic inStatement(int from, int at, Continuation run) {
    int toQuote = needsQuotes(from, at);
    if (toQuote >= 0) {
      return needsQuotes(toQuote);
    }
    if (bareNameInMap(from, at)) {
      return bareNameInMap(words.get(at - 1));
    }
    Continuation.Expected expected = run.expected();
    Token bad = words.get(at);
    List<String> near = near(bad, expected);
    String wanted = Expectations.text(expected, near);
    boolean cutShort = at > from && (words.isEnd(at) || words.firstOnItsLine(at));
    boolean onWordBefore = cutShort && near.isEmpty();
    Token place = onWordBefore ? words.get(at - 1) : bad;
    Diagnostic.Builder fault =
        Diagnostic.error(Code.SYNTAX, "expected " + wanted + ", found " + shown(at))
            .in(source)
            .at(Spans.of(place), onWordBefore ? "expected " + wanted + " after this" : "");
    openParenthesis(from, at, expected, fault);
    if (bad.getType() == MigLexer.UNRECOGNIZED) {
      fault.note("the language has no such character outside texts and comments");
    }
    String hint = Hints.inStatement(words, from, at);
    if (!hint.isEmpty()) {
      fault.note(hint);
    }
    suggestWord(bad, near, fault);
    return fault.build();
  }

  /**
   * Words that do not begin a statement; {@code before} is the whole statement or header before
   * them, if there is one.
   */
  Diagnostic betweenStatements(@Nullable ParserRuleContext before, int at) {
    Token bad = words.get(at);
    int from = before == null ? at : words.rank(before.getStart());
    boolean newLine = words.firstOnItsLine(at);
    if (before != null
        && at - from < Recovery.MOST_WORDS
        && !(newLine && words.column(at) <= words.column(from))) {
      Continuation run = Continuation.of(before.getRuleIndex(), words.tokens(), from, at + 1);
      if (run.reached() == at && (!newLine || !near(bad, run.expected()).isEmpty())) {
        return inStatement(from, at, run);
      }
    }
    if (bad.getType() == MigLexer.MIGRATION || bad.getType() == MigLexer.AFTER) {
      return Diagnostic.error(
              Code.SYNTAX,
              "`" + bad.getText() + "` stands at the top of a script, before its statements")
          .in(source)
          .at(Spans.of(bad), "too late here")
          .build();
    }
    Diagnostic.Builder fault =
        Diagnostic.error(Code.UNKNOWN_STATEMENT, shown(at) + " does not begin a statement")
            .in(source);
    List<String> near = bad.getType() == MigLexer.IDENTIFIER ? starters(at) : List.of();
    fault.at(
        Spans.of(bad), near.isEmpty() ? "" : "did you mean " + Expectations.either(near) + "?");
    String hint = Hints.firstWord(bad.getText());
    if (!hint.isEmpty()) {
      fault.note(hint);
    }
    suggestWord(bad, near, fault);
    return fault.build();
  }

  /** The bare fact, for statements too long to say what was expected. */
  Diagnostic doesNotFit(int at) {
    return Diagnostic.error(Code.SYNTAX, shown(at) + " does not fit here")
        .in(source)
        .at(Spans.of(words.get(at)))
        .build();
  }

  /** Names that consist of their quotes alone. */
  List<Diagnostic> emptyNames() {
    return words.tokens().stream()
        .filter(token -> token.getType() == MigLexer.QUOTED_NAME && token.getText().length() == 2)
        .map(
            token ->
                Diagnostic.error(Code.SYNTAX, "a name cannot be empty")
                    .in(source)
                    .at(Spans.of(token))
                    .build())
        .toList();
  }

  Diagnostic strayBrace(int at) {
    return Diagnostic.error(Code.SYNTAX, "nothing is open that this `}` could close")
        .in(source)
        .at(Spans.of(words.get(at)))
        .build();
  }

  /** Statement words near the one at this rank, those first with which the next word fits. */
  private List<String> starters(int at) {
    List<String> near = new ArrayList<>(Nearest.to(words.get(at).getText(), Words.starterTexts()));
    List<String> fitting =
        near.stream()
            .filter(
                text ->
                    Continuation.of(MigParser.RULE_statement, replaced(at, text), at, at + 2)
                            .reached()
                        == at + 2)
            .toList();
    near.removeAll(fitting);
    near.addAll(0, fitting);
    return near;
  }

  private List<Token> replaced(int at, String keyword) {
    int type = MigLexer.IDENTIFIER;
    for (int i = Token.MIN_USER_TOKEN_TYPE; i <= MigLexer.VOCABULARY.getMaxTokenType(); i++) {
      if (Words.keyword(i).equals(keyword)) {
        type = i;
      }
    }
    return replaced(at, type);
  }

  private List<Token> replaced(int at, int type) {
    List<Token> tokens = new ArrayList<>(words.tokens());
    CommonToken token = new CommonToken(tokens.get(at));
    token.setType(type);
    tokens.set(at, token);
    return tokens;
  }

  private static List<String> near(Token bad, Continuation.Expected expected) {
    if (bad.getType() != MigLexer.IDENTIFIER) {
      return List.of();
    }
    List<String> known =
        expected.types().stream().filter(Words::isKeyword).map(Words::keyword).toList();
    return Nearest.to(bad.getText(), known);
  }

  private static void suggestWord(Token bad, List<String> near, Diagnostic.Builder fault) {
    if (!near.isEmpty()) {
      fault.suggest(
          "write `" + near.getFirst() + "`", Safety.SAFE, new Edit(Spans.of(bad), near.getFirst()));
    }
  }

  /** The rank of a keyword with which the statement goes on once it is quoted, or -1. */
  private int needsQuotes(int from, int at) {
    for (int i = at; i > from && i > at - 3; i--) {
      if (!Words.isKeyword(words.type(i))) {
        continue;
      }
      List<Token> quoted = replaced(i, MigLexer.QUOTED_NAME);
      Continuation run =
          Continuation.of(MigParser.RULE_statement, quoted, from, Math.min(at + 2, words.size()));
      boolean ends = run.complete() && (words.isEnd(at + 1) || closes(at + 1));
      if (run.reached() > at + 1 || (run.reached() == at + 1 && ends)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * A column as the right side of a map line: the next line could not be told from a call's
   * arguments.
   */
  private boolean bareNameInMap(int from, int at) {
    return words.type(from) == MigLexer.MAP
        && at - from > 4
        && words.type(at - 2) == MigLexer.ARROW
        && (words.type(at - 1) == MigLexer.IDENTIFIER
            || words.type(at - 1) == MigLexer.QUOTED_NAME
            || Words.isKeyword(words.type(at - 1)));
  }

  private Diagnostic bareNameInMap(Token name) {
    Span place = Spans.of(name);
    return Diagnostic.error(
            Code.SYNTAX, "on the right of a map line, a column stands in parentheses")
        .in(source)
        .at(place, "a name alone")
        .suggest(
            "write `(" + name.getText() + ")`",
            Safety.SAFE,
            new Edit(place, "(" + name.getText() + ")"))
        .build();
  }

  private boolean closes(int rank) {
    return words.opensStatement(rank)
        || words.type(rank) == MigLexer.RIGHT_BRACE
        || words.type(rank) == MigLexer.SEMICOLON;
  }

  private Diagnostic needsQuotes(int at) {
    Token word = words.get(at);
    Span place = Spans.of(word);
    return Diagnostic.error(
            Code.NEEDS_QUOTES, "`" + word.getText() + "` needs quotes to be a name here")
        .in(source)
        .at(place, "a word of the language in this place")
        .suggest("quote it", Safety.SAFE, new Edit(place, '"' + word.getText() + '"'))
        .build();
  }

  private void openParenthesis(
      int from, int at, Continuation.Expected expected, Diagnostic.Builder fault) {
    if (!expected.types().contains(MigLexer.RIGHT_PAREN)) {
      return;
    }
    int depth = 0;
    for (int i = at - 1; i >= from; i--) {
      if (words.type(i) == MigLexer.RIGHT_PAREN) {
        depth++;
      } else if (words.type(i) == MigLexer.LEFT_PAREN && depth-- == 0) {
        fault.also(Spans.of(words.get(i)), "opened here");
        return;
      }
    }
  }

  private String shown(int rank) {
    if (words.isEnd(rank)) {
      return "the end of the script";
    }
    String text = source.text(Spans.of(words.get(rank)));
    int line = text.indexOf('\n');
    String first = line < 0 ? text : text.substring(0, line) + "…";
    return "`" + (first.length() > 40 ? first.substring(0, 40) + "…" : first) + "`";
  }
}
