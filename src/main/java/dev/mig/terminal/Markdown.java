package dev.mig.terminal;

import java.util.regex.Pattern;

/**
 * Shows a page on a terminal; without colours the text stands as it was written, which reads well
 * enough.
 */
public final class Markdown {
  private static final Pattern LINK = Pattern.compile("\\[([^]\n]*)]\\([^)\\s]*\\.md[^)]*\\)");

  private Markdown() {}

  /** The page as it is shown: of a link to another page, its words. */
  public static String show(String markdown, Colour colour) {
    String page = LINK.matcher(markdown).replaceAll("$1");
    if (!colour.on()) {
      return page;
    }
    StringBuilder out = new StringBuilder();
    boolean code = false;
    for (String line : page.lines().toList()) {
      if (line.startsWith("```")) {
        code = !code;
        continue;
      }
      String shown =
          code
              ? "    " + Highlight.line(line, colour)
              : line.startsWith("#")
                  ? colour.bold(line.replaceFirst("^#+ *", ""))
                  : line.replaceAll("`([^`]*)`", "\u001B[36m$1\u001B[0m");
      out.append(shown).append('\n');
    }
    return out.toString();
  }
}
