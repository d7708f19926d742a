package dev.mig.language;

import dev.mig.source.Span;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Spans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** What an editor selects, step by step further out, from a place in a script. */
public final class Selections {
  private static final Set<Integer> OPENINGS =
      Set.of(MigLexer.LEFT_PAREN, MigLexer.LEFT_BRACE, MigLexer.LEFT_BRACKET);
  private static final Set<Integer> CLOSINGS =
      Set.of(MigLexer.RIGHT_PAREN, MigLexer.RIGHT_BRACE, MigLexer.RIGHT_BRACKET);

  private final String text;
  private final int offset;
  private final List<Span> found = new ArrayList<>();

  private Selections(String text, int offset) {
    this.text = text;
    this.offset = offset;
  }

  /**
   * The stretches around a place: word, content of a text or of brackets, argument, expression,
   * clause, statement, block, the whole text.
   *
   * @param offset UTF-16 offset; one outside of the text counts as its nearest end
   * @return the innermost first, each holding the one before and more; the last is the whole text
   */
  public static List<Span> of(Parsed parsed, int offset) {
    String text = parsed.source().text();
    Selections selections = new Selections(text, Math.clamp(offset, 0, text.length()));
    selections.words(parsed.tokens().getTokens());
    selections.nodes(parsed.tree());
    selections.found.add(new Span(0, text.length()));
    return selections.growing();
  }

  /** Each strictly larger than the one before; what lies across another is left out. */
  private List<Span> growing() {
    found.sort(Comparator.comparingInt(span -> span.end() - span.start()));
    List<Span> growing = new ArrayList<>();
    for (Span span : found) {
      boolean first = growing.isEmpty();
      Span before = first ? span : growing.getLast();
      boolean holds = span.start() <= before.start() && before.end() <= span.end();
      if (span.touches(offset) && (first || (holds && !span.equals(before)))) {
        growing.add(span);
      }
    }
    return List.copyOf(growing);
  }

  /** The token at the place, or the one that ends there, and the word in it. */
  private void words(List<Token> tokens) {
    Token at = null;
    for (Token token : tokens) {
      Span span = Spans.of(token);
      boolean blank = token.getChannel() == MigLexer.BLANKS || token.getType() == Token.EOF;
      if (!blank && span.touches(offset) && (at == null || prefers(at, token))) {
        at = token;
      }
      if (span.start() > offset) {
        break;
      }
    }
    if (at == null) {
      return;
    }
    Span whole = Spans.of(at);
    found.add(whole);
    int sides = sides(at);
    if (sides > 0 && whole.end() - whole.start() > 2 * sides) {
      add(new Span(whole.start() + sides, whole.end() - sides));
    }
    switch (at.getType()) {
      case MigLexer.STRING,
          MigLexer.DOLLAR_TEXT,
          MigLexer.UNCLOSED_STRING,
          MigLexer.UNCLOSED_DOLLAR_TEXT,
          MigLexer.UNCLOSED_COMMENT,
          MigLexer.LINE_COMMENT,
          MigLexer.BLOCK_COMMENT,
          MigLexer.QUOTED_NAME,
          MigLexer.TEMPLATE_NAME ->
          wordInside(whole);
      default -> {}
    }
  }

  /** A word is preferred to a sign, and what begins at the place to what ends there. */
  private boolean prefers(Token before, Token next) {
    return !isWord(before) || isWord(next) || Spans.of(before).end() < offset;
  }

  private boolean isWord(Token token) {
    return Character.isLetterOrDigit(text.codePointAt(token.getStartIndex()));
  }

  /** How long the quotes of a token are that has the same on both sides. */
  private static int sides(Token token) {
    return switch (token.getType()) {
      case MigLexer.STRING, MigLexer.QUOTED_NAME -> 1;
      case MigLexer.BLOCK_COMMENT -> 2;
      case MigLexer.DOLLAR_TEXT -> token.getText().indexOf('$', 1) + 1;
      default -> 0;
    };
  }

  private void wordInside(Span whole) {
    int start = offset;
    int end = offset;
    while (start > whole.start() && isPart(text.codePointBefore(start))) {
      start -= Character.charCount(text.codePointBefore(start));
    }
    while (end < whole.end() && isPart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    add(new Span(start, end));
  }

  private static boolean isPart(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private void add(Span span) {
    if (!span.isEmpty()) {
      found.add(span);
    }
  }

  /** The nodes from the root down to the place, each with what stands in its brackets. */
  private void nodes(ParserRuleContext root) {
    List<ParserRuleContext> level = List.of(root);
    while (!level.isEmpty()) {
      List<ParserRuleContext> below = new ArrayList<>();
      for (ParserRuleContext node : level) {
        add(Spans.of(node));
        brackets(node);
        for (ParserRuleContext child : Trees.nodes(node)) {
          if (Spans.of(child).touches(offset)) {
            below.add(child);
          }
        }
      }
      // two that meet at the place: the one that begins there, unless it holds nothing
      level = below.size() > 1 ? List.of(below.getLast()) : below;
    }
  }

  private void brackets(ParserRuleContext node) {
    int open = -1;
    for (ParseTree child : node.children == null ? List.<ParseTree>of() : node.children) {
      if (!(child instanceof TerminalNode sign)) {
        continue;
      }
      Span span = Spans.of(sign);
      if (OPENINGS.contains(sign.getSymbol().getType())) {
        open = span.end();
      } else if (CLOSINGS.contains(sign.getSymbol().getType()) && open >= 0) {
        if (open <= offset && offset <= span.start()) {
          add(stripped(open, span.start()));
          add(new Span(open - 1, span.end()));
        }
        open = -1;
      }
    }
  }

  private Span stripped(int from, int to) {
    int start = from;
    int end = to;
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return new Span(start, end);
  }
}
