package dev.mig.syntax;

import dev.mig.source.Span;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The places of tokens and of what was parsed from them. */
public final class Spans {
  private Spans() {}

  /**
   * From the first to the last token; an empty place before the next token where a context holds
   * none.
   */
  public static Span of(ParserRuleContext context) {
    Token start = context.getStart();
    Token stop = context.getStop();
    if (start == null) {
      return Span.NONE;
    }
    if (stop == null || stop.getTokenIndex() < start.getTokenIndex()) {
      return new Span(start.getStartIndex(), start.getStartIndex());
    }
    return between(start, stop);
  }

  public static Span of(TerminalNode node) {
    return of(node.getSymbol());
  }

  /** The place of a token; that of the end is empty. */
  public static Span of(Token token) {
    return between(token, token);
  }

  /** From the beginning of one token to the end of another. */
  public static Span between(Token first, Token last) {
    int start = Math.max(0, first.getStartIndex());
    return new Span(start, Math.max(start, last.getStopIndex() + 1));
  }
}
