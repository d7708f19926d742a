package dev.mig.terminal;

/**
 * Shows a page on a terminal; without colours the text stands as it was written, which reads well
 * enough.
 */
public final class Markdown {
  private Markdown() {}

  public static String show(String page, Colour colour) {
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
