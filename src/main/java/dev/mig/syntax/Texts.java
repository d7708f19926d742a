package dev.mig.syntax;

import java.math.BigDecimal;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The values that tokens stand for. */
public final class Texts {
  private Texts() {}

  /** The text of {@code 'it''s'}. */
  public static String string(Token token) {
    return unquoted(token.getText(), '\'');
  }

  public static String string(TerminalNode node) {
    return string(node.getSymbol());
  }

  /** The body of {@code $tag$ … $tag$} as it stands, blanks at its ends included. */
  public static String dollarBody(Token token) {
    String text = token.getText();
    int tag = text.indexOf('$', 1) + 1;
    return text.substring(tag, text.length() - tag);
  }

  public static String dollarBody(TerminalNode node) {
    return dollarBody(node.getSymbol());
  }

  /** The value of an integer or a decimal, exactly. */
  public static BigDecimal number(Token token) {
    return new BigDecimal(token.getText());
  }

  public static BigDecimal number(MigParser.NumberContext context) {
    return number(context.getStart());
  }

  /** What a context was parsed from, as it stands, comments included. */
  public static String source(ParserRuleContext context) {
    Token start = context.getStart();
    Token stop = context.getStop();
    if (start == null || stop == null || stop.getStopIndex() < start.getStartIndex()) {
      return "";
    }
    return start
        .getInputStream()
        .getText(org.antlr.v4.runtime.misc.Interval.of(start.getStartIndex(), stop.getStopIndex()));
  }

  static String unquoted(String text, char quote) {
    String one = String.valueOf(quote);
    return text.substring(1, text.length() - 1).replace(one + one, one);
  }
}
