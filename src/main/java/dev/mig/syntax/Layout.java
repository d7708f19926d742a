package dev.mig.syntax;

import dev.mig.source.Source;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * The one layout of scripts ({@code mig fmt}). The words stay what they are, keywords in small
 * letters; comments stay where they stand; of blank lines, one is kept.
 *
 * <p>What does not fit on a line is broken at its outermost places first: clauses, then lists, then
 * operators and parentheses, and at whatever blank there is where nothing else helps.
 */
public final class Layout {
  /** The columns that a line may take, comments not counted. */
  public static final int WIDTH = 100;

  private static final int STEP = 2;

  /**
   * Moving a comment can give the lines around it another room; more rounds than this are never
   * needed.
   */
  private static final int MOST_ROUNDS = 4;

  private final Words words;
  private final LayoutMarks marks;
  private final LayoutComments comments;
  private final StringBuilder out = new StringBuilder();

  /** How much further the lines of each open block stand, since its head takes several lines. */
  private final Deque<Integer> shifts = new ArrayDeque<>();

  private int shift;

  private Layout(Parsed parsed) {
    this.words = new Words(parsed.tokens());
    this.marks = new LayoutMarks(words, parsed.tree());
    this.comments = new LayoutComments(parsed, words);
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

  /** Prints the words that are meant for one line, on several where they do not fit. */
  private void printLine(int from, int to) {
    boolean closes = words.type(from) == MigLexer.RIGHT_BRACE;
    int indent = Math.max(0, marks.indent(from)) + shift;
    if (closes && !shifts.isEmpty()) {
      shift -= shifts.pop();
    }
    // comments before a closing brace belong to the lines above it
    boolean blank = between(from, closes ? indent + STEP : indent, true) > 1;
    blankLine(blank && !closes);
    newLine(indent);
    boolean opens = words.type(to - 1) == MigLexer.LEFT_BRACE;
    if (opens && marks.closes(to - 1) && !fits(from, to)) {
      group(from, to - 1, indent, STEP);
      brace(to - 1, indent);
    } else {
      group(from, to, indent, marks.isPattern(from) ? 0 : STEP);
    }
    if (opens) {
      int deeper = indentOfLastLine() - indent;
      shifts.push(deeper);
      shift += deeper;
    }
  }

  /** Behind the head of a block that takes several lines, the brace has a line of its own. */
  private void brace(int rank, int indent) {
    between(rank, indent, false);
    if (indentOfLastLine() > indent || comments.breaks(rank)) {
      newLine(indent);
    } else {
      out.append(' ');
    }
    out.append('{');
  }

  /**
   * Prints words from the column that is reached: on one line where they fit, else broken at their
   * outermost places.
   *
   * @param indent of the line on which the first of them stands
   * @param hang how much further in the lines stand that go on with it
   */
  private void group(int from, int to, int indent, int hang) {
    int level = fits(from, to) ? LayoutMarks.NEVER : marks.outermost(from + 1, to);
    if (level == LayoutMarks.NEVER) {
      fill(from, to, indent + hang);
      return;
    }
    int opening = marks.widestOpening(from + 1, to, level);
    int closing = opening < 0 ? to : marks.closing(opening);
    int start = from;
    int startIndent = indent;
    // what goes on with the first piece stands further in than the other pieces
    int startHang = opening < 0 ? hang + STEP : hang;
    for (int i = from + 1; i < to; i++) {
      boolean here = opening < 0 || (i >= opening && i <= closing);
      if (!here || marks.level(i) != level) {
        continue;
      }
      group(start, i, startIndent, startHang);
      start = i;
      startIndent = indent + (marks.closes(i) ? 0 : marks.inside(i) || opening >= 0 ? STEP : hang);
      startHang = i == opening ? 0 : STEP;
      between(i, startIndent, false);
      newLine(startIndent);
    }
    group(start, to, startIndent, startHang);
  }

  /** Prints words one after the other, with new lines only where nothing else helps. */
  private void fill(int from, int to, int indent) {
    out.append(marks.text(from));
    for (int i = from + 1; i < to; i++) {
      between(i, indent, false);
      if (comments.breaks(i) || !hasRoom(i, to, indent)) {
        newLine(indent);
      } else if (!marks.tight(i)) {
        out.append(" ".repeat(1 + marks.pad(i)));
      }
      out.append(marks.text(i));
    }
  }

  private boolean fits(int from, int to) {
    int column = column();
    for (int i = from; i < to; i++) {
      if (i > from) {
        column += marks.tight(i) ? 0 : 1 + marks.pad(i);
      }
      String text = marks.text(i);
      int end = text.indexOf('\n');
      if (column + width(end < 0 ? text : text.substring(0, end)) > WIDTH
          || (i > from && comments.breaks(i))) {
        return false;
      }
      column = end < 0 ? column + width(text) : width(text.substring(text.lastIndexOf('\n') + 1));
    }
    return true;
  }

  /**
   * Whether a word fits on the line, with those that must follow it closely; one that fits on no
   * line stays where it is.
   */
  private boolean hasRoom(int rank, int to, int indent) {
    if (marks.tight(rank)) {
      return true;
    }
    int next = rank + 1;
    while (next < to && marks.tight(next)) {
      next++;
    }
    int width = marks.width(rank, next);
    return column() + 1 + width <= WIDTH || indent + width > WIDTH;
  }

  /**
   * Prints the comments before a word, each on the line it stood on.
   *
   * @return how many line ends follow the last of them
   */
  private int between(int rank, int indent, boolean opensLine) {
    int lines = 0;
    for (Token hidden : comments.before(rank)) {
      if (hidden.getChannel() == MigLexer.BLANKS) {
        lines += LayoutComments.lineEnds(hidden.getText());
        continue;
      }
      if (lines > 0 || out.isEmpty()) {
        blankLine(lines > 1 && (opensLine || words.isEnd(rank)));
        newLine(indent);
      } else {
        out.append(hidden.getType() == MigLexer.LINE_COMMENT ? "  " : " ");
      }
      out.append(LayoutComments.text(hidden));
      lines = 0;
    }
    return lines;
  }

  private void blankLine(boolean wanted) {
    if (wanted && !out.isEmpty() && out.charAt(out.length() - 1) != '{') {
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
    return width(out.substring(out.lastIndexOf("\n") + 1));
  }

  private int indentOfLastLine() {
    int start = out.lastIndexOf("\n") + 1;
    int end = start;
    while (end < out.length() && out.charAt(end) == ' ') {
      end++;
    }
    return end - start;
  }

  static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
