package dev.mig.syntax;

import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * One name as a script writes it.
 *
 * @param text the name without its quotes
 * @param quoted whether it was quoted, so that its case counts
 */
public record Name(String text, boolean quoted, Span span) {

  /** The only or the last name of a context, such as the column of {@code users.email}. */
  public static Name of(ParserRuleContext context) {
    return of(context.getStop());
  }

  public static Name of(Token token) {
    boolean quoted = token.getType() == MigLexer.QUOTED_NAME;
    String text = quoted ? Texts.unquoted(token.getText(), '"') : token.getText();
    return new Name(text, quoted, Spans.of(token));
  }

  /** The parts of a dotted name in order: schema, table, column. */
  public static List<Name> path(ParserRuleContext context) {
    List<Name> parts = new ArrayList<>();
    for (ParseTree child : context.children) {
      if (child instanceof ParserRuleContext part) {
        parts.add(of(part));
      } else if (child instanceof TerminalNode node && node.getSymbol().getType() != MigLexer.DOT) {
        parts.add(of(node.getSymbol()));
      }
    }
    return List.copyOf(parts);
  }
}
