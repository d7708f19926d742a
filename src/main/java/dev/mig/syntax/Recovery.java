package dev.mig.syntax;

import dev.mig.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/**
 * One message for a fault, and on with the next statement. A fault anywhere in a statement unwinds
 * to the statement; nothing is inserted or deleted. Parsing goes on at the closing brace of this
 * depth, a {@code ;}, the end, or a word that begins a statement where it is the first on its line.
 */
final class Recovery extends DefaultErrorStrategy {
  /** In a statement longer than this (rows to insert, say), what was expected is not worked out. */
  static final int MOST_WORDS = 20_000;

  private final Words words;
  private final Faults faults;
  private final List<Diagnostic> found = new ArrayList<>();
  private int missingBraces;

  Recovery(Words words, Faults faults) {
    this.words = words;
    this.faults = faults;
  }

  List<Diagnostic> found() {
    return found;
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {
    // reported where the statement is known, in recover
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw new InputMismatchException(parser);
  }

  @Override
  public void recover(Parser parser, RecognitionException e) {
    ParserRuleContext context = parser.getContext();
    if (!(context instanceof MigParser.StatementContext
        || context instanceof MigParser.MigrationHeaderContext
        || context instanceof MigParser.AfterHeaderContext)) {
      throw e;
    }
    int from = words.rank(context.getStart());
    int bad = Math.max(from, words.rank(e.getOffendingToken()));
    if (bad - from > MOST_WORDS) {
      found.add(faults.doesNotFit(bad));
      skip(parser, from, bad);
      return;
    }
    Continuation run = Continuation.of(context.getRuleIndex(), words.tokens(), from, bad + 1);
    int at = Math.min(run.reached(), bad);
    int next = beginningOfNext(from, at);
    if (next < at) {
      at = next;
      run = Continuation.of(context.getRuleIndex(), words.tokens(), from, at);
    }
    if (run.accepts(MigLexer.LEFT_BRACE)) {
      missingBraces++;
    }
    found.add(faults.inStatement(from, at, run));
    parser.getInputStream().seek(words.get(at).getTokenIndex());
    skip(parser, from, at);
  }

  /**
   * A statement that lacks its end swallows the first words of the next one as names; then the
   * fault is where the next begins.
   */
  private int beginningOfNext(int from, int at) {
    for (int i = at; i > from && i > at - 4; i--) {
      if (words.opensStatement(i)
          && Continuation.of(MigParser.RULE_statement, words.tokens(), i, at + 1).reached() > at) {
        return i;
      }
    }
    return at;
  }

  @Override
  public void sync(Parser parser) {
    ParserRuleContext context = parser.getContext();
    boolean script = context instanceof MigParser.ScriptContext;
    if (!script && !(context instanceof MigParser.BlockContext)) {
      return;
    }
    IntervalSet next = parser.getATN().nextTokens(parser.getATN().states.get(parser.getState()));
    while (parser.getCurrentToken().getType() != Token.EOF) {
      int at = words.rank(parser.getCurrentToken());
      if (next.contains(words.type(at)) && !words.plainName(at)) {
        break;
      }
      if (words.type(at) == MigLexer.RIGHT_BRACE) {
        if (missingBraces > 0) {
          missingBraces--;
        } else {
          found.add(faults.strayBrace(at));
        }
        beginErrorCondition(parser);
        parser.consume();
      } else if (!reopened(parser, context, at)) {
        found.add(faults.betweenStatements(wholeBefore(context), at));
        skip(parser, at, at);
      }
    }
  }

  /**
   * Whether the statement before took the first words of the one that does not go on here; then
   * that one is parsed again.
   */
  private boolean reopened(Parser parser, ParserRuleContext context, int at) {
    ParserRuleContext broken = wholeBefore(context);
    int from = broken == null ? at : words.rank(broken.getStart());
    int next = beginningOfNext(from, at);
    if (broken == null || next == at) {
      return false;
    }
    broken.exception = new InputMismatchException(parser);
    found.add(
        faults.inStatement(
            from, next, Continuation.of(broken.getRuleIndex(), words.tokens(), from, next)));
    parser.getInputStream().seek(words.get(next).getTokenIndex());
    return true;
  }

  /** The statement or header that stands before in the same block and has no fault so far. */
  private static @Nullable ParserRuleContext wholeBefore(ParserRuleContext context) {
    int children = context.getChildCount();
    return children > 0
            && context.getChild(children - 1) instanceof ParserRuleContext before
            && before.exception == null
        ? before
        : null;
  }

  private void skip(Parser parser, int from, int at) {
    beginErrorCondition(parser);
    int depth = 0;
    for (int i = from; i < at; i++) {
      depth = Math.max(0, depth + depthChange(i));
    }
    for (int i = at; !words.isEnd(i) && !stopsAt(i, from, depth); i++) {
      depth = Math.max(0, depth + depthChange(i));
      parser.consume();
    }
  }

  private int depthChange(int rank) {
    return switch (words.type(rank)) {
      case MigLexer.LEFT_BRACE -> 1;
      case MigLexer.RIGHT_BRACE -> -1;
      default -> 0;
    };
  }

  private boolean stopsAt(int rank, int from, int depth) {
    if (depth == 0
        && (words.type(rank) == MigLexer.RIGHT_BRACE || words.type(rank) == MigLexer.SEMICOLON)) {
      return true;
    }
    if (rank == from || !words.opensStatement(rank)) {
      return false;
    }
    // a line further in may go on with the broken statement: then it must look like a statement
    return words.column(rank) <= words.column(from) || (depth == 0 && looksLikeStatement(rank));
  }

  private boolean looksLikeStatement(int rank) {
    int to = Math.min(rank + 3, words.size());
    Continuation run = Continuation.of(MigParser.RULE_statement, words.tokens(), rank, to);
    return run.reached() == to || run.complete();
  }
}
