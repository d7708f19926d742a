package dev.mig.syntax;

import dev.mig.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * The one layout of scripts ({@code mig fmt}). The words stay what they are, keywords in small
 * letters; comments stay where they stand; of blank lines, one is kept.
 */
public final class Layout {
  private static final int WIDTH = 100;
  private static final int CONTINUATION = 2;

  /**
   * Moving a comment can give the lines around it another room; more rounds than this are never
   * needed.
   */
  private static final int MOST_ROUNDS = 4;

  private final Words words;
  private final LayoutMarks marks;
  private final Parsed parsed;
  private final StringBuilder out = new StringBuilder();

  private Layout(Parsed parsed) {
    this.parsed = parsed;
    this.words = new Words(parsed.tokens());
    this.marks = new LayoutMarks(words, parsed.tree());
  }

  /** The script in its layout; nothing for one that does not parse. */
  public static Optional<String> format(Parsed parsed) {
    Parsed current = parsed;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      if (current.hasErrors()) {
        return Optional.empty();
      }
      String text = new Layout(current).print();
      if (text.equals(current.source().text())) {
        break;
      }
      current = Syntax.parse(new Source(parsed.source().name(), text));
    }
    return Optional.of(current.source().text());
  }

  private String print() {
    int line = 0;
    while (!words.isEnd(line)) {
      int next = line + 1;
      while (!words.isEnd(next) && marks.indent(next) < 0) {
        next++;
      }
      printLine(line, next);
      line = next;
    }
    between(line, 0, false);
    String text = out.toString().strip();
    return text.isEmpty() ? "" : text + "\n";
  }

  /**
   * Prints the words from one to another that are meant for one line, on several where they do not
   * fit.
   */
  private void printLine(int from, int to) {
    int indent = Math.max(0, marks.indent(from));
    between(from, indent, true);
    boolean fits = indent + marks.width(from, to) <= WIDTH && !brokenByComment(from, to);
    List<Integer> pieces = new ArrayList<>(List.of(from));
    for (int i = from + 1; !fits && i < to; i++) {
      if (marks.level(i) == 1) {
        pieces.add(i);
      }
    }
    for (int p = 0; p < pieces.size(); p++) {
      int end = p + 1 < pieces.size() ? pieces.get(p + 1) : to;
      printPiece(pieces.get(p), end, indent, p == 0);
    }
  }

  private void printPiece(int from, int to, int indent, boolean first) {
    int next = from;
    for (int i = from; i < to; i++) {
      boolean start = i == from && !first;
      if (i >= next) {
        next = nextBreak(i, to);
        start |= i > from && column() + 1 + marks.width(i, next) > WIDTH;
      }
      if (i > from || !first) {
        start |= between(i, indent + CONTINUATION, false);
        if (start) {
          newLine(indent + CONTINUATION);
        } else if (!marks.tight(i)) {
          out.append(" ".repeat(1 + marks.pad(i)));
        }
      }
      out.append(marks.text(i));
    }
  }

  private int nextBreak(int from, int to) {
    int next = from + 1;
    while (next < to && marks.level(next) <= 1) {
      next++;
    }
    return next;
  }

  private boolean brokenByComment(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      for (Token hidden : hiddenBefore(i)) {
        if (hidden.getChannel() == MigLexer.COMMENTS && breaksAfter(hidden, i)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Prints the comments before a word, each on the line it stood on, and for a word that opens a
   * line the new line and a blank one where there was one.
   *
   * @return whether the word must stand on a new line, which is not yet begun
   */
  private boolean between(int rank, int indent, boolean opensLine) {
    boolean broken = false;
    boolean blank = false;
    int lines = 0;
    for (Token hidden : hiddenBefore(rank)) {
      if (hidden.getChannel() == MigLexer.BLANKS) {
        lines += (int) hidden.getText().chars().filter(c -> c == '\n').count();
        continue;
      }
      boolean ownLine = lines > 0 || out.isEmpty();
      if (ownLine) {
        blankLine(lines, opensLine || words.isEnd(rank));
        newLine(indentOf(rank, indent));
      } else {
        out.append(hidden.getType() == MigLexer.LINE_COMMENT ? "  " : " ");
      }
      out.append(hidden.getText().stripTrailing());
      broken = breaksAfter(hidden, rank);
      lines = 0;
    }
    if (opensLine && !out.isEmpty()) {
      blank = lines > 1 && words.type(rank) != MigLexer.RIGHT_BRACE;
      blankLine(blank ? 2 : 0, true);
      newLine(indent);
    }
    return broken;
  }

  /** Comments before a closing brace belong to the lines above it. */
  private int indentOf(int rank, int indent) {
    return words.type(rank) == MigLexer.RIGHT_BRACE && marks.indent(rank) >= 0
        ? indent + CONTINUATION
        : indent;
  }

  private void blankLine(int lines, boolean allowed) {
    boolean afterBrace = !out.isEmpty() && out.charAt(out.length() - 1) == '{';
    if (lines > 1 && allowed && !out.isEmpty() && !afterBrace) {
      out.append('\n');
    }
  }

  private void newLine(int indent) {
    if (!out.isEmpty()) {
      out.append('\n');
    }
    out.append(" ".repeat(indent));
  }

  private int column() {
    return out.length() - (out.lastIndexOf("\n") + 1);
  }

  /** Whether the word after a comment began a new line. */
  private boolean breaksAfter(Token comment, int rank) {
    int end = comment.getStopIndex() + 1;
    int next = words.get(rank).getStartIndex();
    String text = parsed.source().text();
    int line = text.indexOf('\n', end);
    return line >= 0 && line < Math.max(next, end);
  }

  private List<Token> hiddenBefore(int rank) {
    List<Token> hidden = parsed.tokens().getHiddenTokensToLeft(words.get(rank).getTokenIndex());
    return hidden == null ? List.of() : hidden;
  }
}
