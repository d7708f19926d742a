package dev.mig.statement.script;

import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.syntax.MigParser.StatementContext;
import dev.mig.syntax.Parsed;
import dev.mig.syntax.Spans;
import dev.mig.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the statements of a text, as it stands there with the comments before it.
 *
 * @param kind what can be done with it where statements are carried out one by one
 * @param start where the statement itself begins in the piece's text, past comments
 */
public record Piece(String text, Kind kind, int start) {
  /** What a statement is good for by itself. */
  public enum Kind {
    /** It can be carried out. */
    STATEMENT,
    /** It gives a name to something that later statements use. */
    DEFINITION,
    /** It may do either, as the file says. */
    INCLUDE,
    /** It is about a whole migration: its header, its way back, its two parts. */
    OF_A_FILE
  }

  /** The statements of a text; the whole of it as one where it does not fit the grammar. */
  public static List<Piece> of(String text) {
    Parsed parsed = Syntax.parse(new Source("", text));
    if (parsed.hasErrors() || parsed.statements().size() != parsed.tree().statement().size()) {
      return List.of(new Piece(text, Kind.STATEMENT, 0));
    }
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    Span header = ScriptNodes.header(parsed).span();
    if (!header.equals(Span.NONE)) {
      pieces.add(new Piece(text.substring(0, header.end()), Kind.OF_A_FILE, header.start()));
      from = header.end();
    }
    for (StatementContext statement : parsed.statements()) {
      Span span = Spans.of(statement);
      pieces.add(new Piece(text.substring(from, span.end()), kind(statement), span.start() - from));
      from = span.end();
    }
    return pieces;
  }

  private static Kind kind(StatementContext statement) {
    if (statement.letStatement() != null
        || statement.defineStatement() != null
        || statement.paramStatement() != null) {
      return Kind.DEFINITION;
    }
    if (statement.includeStatement() != null) {
      return Kind.INCLUDE;
    }
    boolean whole =
        statement.reverseStatement() != null
            || statement.irreversibleStatement() != null
            || statement.phaseStatement() != null;
    return whole ? Kind.OF_A_FILE : Kind.STATEMENT;
  }
}
