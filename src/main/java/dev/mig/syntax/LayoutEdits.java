package dev.mig.syntax;

import dev.mig.source.Edit;
import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/**
 * What an editor changes to bring a script into its layout. A script and its layout have the same
 * words and comments in the same order, so only the blanks between them and the spelling of
 * keywords are edited, and all that is typed keeps its place.
 */
public final class LayoutEdits {
  private final Source source;
  private final String laidOut;
  private final List<Token> before;
  private final List<Token> after;
  private final List<Edit> chosen = new ArrayList<>();

  /** The edits from one line that begins alike in both texts to the next such line. */
  private final List<Edit> stretch = new ArrayList<>();

  private int from;

  private LayoutEdits(Source source, String laidOut) {
    this.source = source;
    this.laidOut = laidOut;
    this.before = written(source.text());
    this.after = written(laidOut);
  }

  /** The edits in order, none of them empty; nothing for a script that does not parse. */
  public static Optional<List<Edit>> of(Parsed parsed) {
    return of(parsed, 1, parsed.source().lineCount());
  }

  /**
   * Those edits that some lines need. Lines that cannot be laid out apart come along: what one
   * statement has on several lines, or several statements on one.
   *
   * @param first the first line, from 1
   * @param last the last line, with it
   */
  public static Optional<List<Edit>> of(Parsed parsed, int first, int last) {
    return Layout.format(parsed)
        .map(text -> new LayoutEdits(parsed.source(), text).between(first, last));
  }

  private static List<Token> written(String text) {
    return Syntax.tokens("", text).getTokens().stream()
        .filter(token -> token.getChannel() != MigLexer.BLANKS)
        .toList();
  }

  private List<Edit> between(int first, int last) {
    int end = 0;
    int endAfter = 0;
    for (int i = 0; i < before.size(); i++) {
      int start = before.get(i).getStartIndex();
      int startAfter = after.get(i).getStartIndex();
      int line = source.text().lastIndexOf('\n', start - 1) + 1;
      int lineAfter = laidOut.lastIndexOf('\n', startAfter - 1) + 1;
      boolean opensLine = line > end && lineAfter > endAfter;
      if (opensLine) {
        edit(end, line, laidOut.substring(endAfter, lineAfter));
        choose(line, first, last);
      }
      edit(
          opensLine ? line : end,
          start,
          laidOut.substring(opensLine ? lineAfter : endAfter, startAfter));
      if (before.get(i).getType() == Token.EOF) {
        choose(source.text().length() + 1, first, last);
        break;
      }
      end = before.get(i).getStopIndex() + 1;
      endAfter = after.get(i).getStopIndex() + 1;
      edit(start, end, laidOut.substring(startAfter, endAfter));
    }
    return List.copyOf(chosen);
  }

  private void edit(int start, int end, String text) {
    if (!source.text().substring(start, end).equals(text)) {
      stretch.add(new Edit(new Span(start, end), text));
    }
  }

  /** Ends a stretch; its edits are chosen where its lines are among those asked for. */
  private void choose(int to, int first, int last) {
    if (source.line(from) <= last && source.line(to - 1) >= first) {
      chosen.addAll(stretch);
    }
    stretch.clear();
    from = to;
  }
}
