package dev.mig.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is written about one form of a statement: its names as the title, its syntax, a sentence
 * that says what it does, then what is refused, the reverse and an example.
 *
 * @param file the name of its file, without folder and ending
 * @param text all of it, as Markdown
 */
public record StatementPage(String file, String text) {
  private static final Pattern PARTS =
      Pattern.compile("# ([^\n]*)\n\n```\n(.*?)```\n\n(.*?)(?:\n\n.*)?\n*", Pattern.DOTALL);
  private static final Pattern SENTENCE = Pattern.compile("(?s)(.*?[.:])(?:\\s.*)?");
  private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

  /** Checks that the page begins with its title, its syntax and a paragraph. */
  public StatementPage {
    if (!PARTS.matcher(text).matches()) {
      throw new IllegalArgumentException(file + " does not begin as a page of a statement does");
    }
  }

  /** What it is called: {@code add column}; several where one page tells of several forms. */
  public List<String> names() {
    return Arrays.asList(part(1).toLowerCase(Locale.ROOT).split(", "));
  }

  /** The words that it begins with. */
  public List<String> verbs() {
    return names().stream().map(n -> n.split(" ", 2)[0]).distinct().toList();
  }

  /** How it is written, on one line or several, each with its end. */
  public String syntax() {
    return part(2);
  }

  /** One sentence that says what it does. */
  public String summary() {
    String paragraph = LINK.matcher(part(3)).replaceAll("$1").replaceAll("\\s+", " ");
    Matcher sentence = SENTENCE.matcher(paragraph);
    return sentence.matches() ? sentence.group(1).replaceFirst(":$", ".") : paragraph;
  }

  private String part(int group) {
    Matcher parts = PARTS.matcher(text);
    return parts.matches() ? parts.group(group) : "";
  }
}
