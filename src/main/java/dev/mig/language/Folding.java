package dev.mig.language;

import dev.mig.source.Span;
import dev.mig.syntax.MigLexer;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Spans;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** The stretches of a script over several lines that an editor can fold. */
public final class Folding {
  /**
   * A stretch that begins and ends on different lines.
   *
   * @param span with the brackets, quotes or signs of comments around it
   */
  public record Fold(Span span, Kind kind) {}

  /** What is folded. */
  public enum Kind {
    /** From a brace to the one that closes it. */
    BLOCK,
    /** From a parenthesis to the one that closes it. */
    LIST,
    /** One comment, or several that have a line each. */
    COMMENT,
    /** A text in quotes or between {@code $$}. */
    TEXT
  }

  private final String text;
  private final List<Fold> folds = new ArrayList<>();

  private Folding(String text) {
    this.text = text;
  }

  /** All of them by their beginnings; two of them are apart, or one holds the other. */
  public static List<Fold> of(Parsed parsed) {
    Folding folding = new Folding(parsed.source().text());
    folding.look(parsed.tokens().getTokens());
    folding.folds.sort(
        Comparator.comparingInt((Fold f) -> f.span().start())
            .thenComparingInt(f -> -f.span().end()));
    return List.copyOf(folding.folds);
  }

  private void look(List<Token> tokens) {
    Deque<Token> open = new ArrayDeque<>();
    for (Token token : tokens) {
      switch (token.getType()) {
        case MigLexer.LEFT_BRACE, MigLexer.LEFT_PAREN -> open.push(token);
        case MigLexer.RIGHT_BRACE -> close(open, MigLexer.LEFT_BRACE, token, Kind.BLOCK);
        case MigLexer.RIGHT_PAREN -> close(open, MigLexer.LEFT_PAREN, token, Kind.LIST);
        case MigLexer.STRING, MigLexer.DOLLAR_TEXT -> add(Spans.of(token), Kind.TEXT);
        default -> {}
      }
    }
    comments(tokens);
  }

  /**
   * A brace closes what is open inside of it; a parenthesis never closes a brace, so that one too
   * many spoils nothing.
   */
  private void close(Deque<Token> open, int opening, Token closing, Kind kind) {
    if (opening == MigLexer.LEFT_BRACE) {
      while (!open.isEmpty() && open.element().getType() != opening) {
        open.pop();
      }
    }
    if (!open.isEmpty() && open.element().getType() == opening) {
      add(Spans.between(open.pop(), closing), kind);
    }
  }

  private void comments(List<Token> tokens) {
    @Nullable Span run = null;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.getType()) {
        case MigLexer.LINE_COMMENT -> {
          boolean first = i == 0 || endsLine(tokens.get(i - 1));
          if (run == null || !first) {
            end(run);
            run = first ? Spans.of(token) : null;
          } else {
            run = run.to(Spans.of(token));
          }
        }
        case MigLexer.BLANK -> {
          if (token.getText().chars().filter(c -> c == '\n').count() > 1) {
            end(run);
            run = null;
          }
        }
        case MigLexer.BLOCK_COMMENT -> {
          end(run);
          run = null;
          add(Spans.of(token), Kind.COMMENT);
        }
        default -> {
          end(run);
          run = null;
        }
      }
    }
  }

  private static boolean endsLine(Token token) {
    return token.getType() == MigLexer.BLANK && token.getText().indexOf('\n') >= 0;
  }

  private void end(@Nullable Span run) {
    if (run != null) {
      add(run, Kind.COMMENT);
    }
  }

  private void add(Span span, Kind kind) {
    int line = text.indexOf('\n', span.start());
    if (line >= 0 && line < span.end()) {
      folds.add(new Fold(span, kind));
    }
  }
}
