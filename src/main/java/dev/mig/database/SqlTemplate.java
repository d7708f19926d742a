package dev.mig.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a database says a function: {@code $1} to {@code $9} are arguments, {@code $*} all of them,
 * {@code $(1)} a pattern as a group.
 */
public final class SqlTemplate {
  private SqlTemplate() {}

  /** Fills the arguments of a call into its template. */
  public static Sql fill(
      String template, List<String> bare, List<String> operands, @Nullable String grouped) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      char next = i + 1 < template.length() ? template.charAt(i + 1) : ' ';
      if (c != '$' || (next != '*' && next != '(' && !Character.isDigit(next))) {
        out.append(c);
      } else if (next == '*') {
        out.append(String.join(", ", bare));
        i++;
      } else if (next == '(') {
        out.append(grouped);
        i += 3;
      } else {
        int place = next - '1';
        boolean alone = opens(template, i - 1) && closes(template, i + 2);
        out.append(alone ? bare.get(place) : operands.get(place));
        i++;
      }
    }
    return new Sql(out.toString(), isCall(template) ? Sql.ATOM : Sql.OR);
  }

  private static boolean opens(String template, int before) {
    return before >= 0
        && (template.charAt(before) == '('
            || (template.charAt(before) == ' '
                && before > 0
                && template.charAt(before - 1) == ','));
  }

  private static boolean closes(String template, int after) {
    return after < template.length()
        && (template.charAt(after) == ')' || template.charAt(after) == ',');
  }

  /**
   * Whether a template is a name or one call: a word, and if a parenthesis opens, it closes at the
   * very end.
   */
  private static boolean isCall(String template) {
    int open = template.indexOf('(');
    String word = open < 0 ? template : template.substring(0, open);
    if (!word.matches("[A-Za-z_0-9$']*") && !word.equals("'{}'") && !word.equals("'[]'")) {
      return false;
    }
    int depth = 0;
    for (int i = Math.max(open, 0); i < template.length() && open >= 0; i++) {
      depth += template.charAt(i) == '(' ? 1 : template.charAt(i) == ')' ? -1 : 0;
      if (depth == 0 && i < template.length() - 1) {
        return false;
      }
    }
    return true;
  }
}
