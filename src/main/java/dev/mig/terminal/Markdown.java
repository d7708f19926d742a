package dev.mig.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Shows a page on a terminal; without colours its marks stand as they were written. */
public final class Markdown {
  private static final Pattern LINK = Pattern.compile("\\[([^]\n]*)]\\([^)\\s]*\\.md[^)]*\\)");
  private static final String FENCE = "```";
  private static final String ITEM = "- ";

  private final Colour colour;
  private final int width;
  private final List<String> out = new ArrayList<>();

  /** The lines of the paragraph or list item at hand. */
  private final List<String> open = new ArrayList<>();

  private Markdown(Colour colour, int width) {
    this.colour = colour;
    this.width = width;
  }

  /**
   * The page as it is shown: of a link to another page, its words.
   *
   * @param width how many columns a line of prose may take; 0 for lines as they were written
   */
  public static String show(String markdown, Colour colour, int width) {
    String page = LINK.matcher(markdown).replaceAll("$1");
    if (!colour.on() && width == 0) {
      return page;
    }
    Markdown shown = new Markdown(colour, width);
    boolean code = false;
    for (String line : page.lines().toList()) {
      boolean fence = line.startsWith(FENCE);
      code ^= fence;
      if (fence || code) {
        shown.close();
        shown.code(line, fence);
      } else {
        shown.prose(line);
      }
    }
    shown.close();
    return String.join("\n", shown.out) + "\n";
  }

  private void code(String line, boolean fence) {
    if (!colour.on()) {
      out.add(line);
    } else if (!fence) {
      out.add("    " + Highlight.line(line, colour));
    }
  }

  private void prose(String line) {
    boolean apart = line.isBlank() || line.startsWith("#") || line.startsWith("|");
    if (apart || line.startsWith(ITEM) || width == 0) {
      close();
    }
    if (line.startsWith("#") && colour.on()) {
      out.add(colour.bold(line.replaceFirst("^#+ *", "")));
    } else if (apart) {
      out.add(line);
    } else {
      open.add(line.strip());
    }
  }

  /** Ends what is open, on as many lines as it takes. */
  private void close() {
    if (open.isEmpty()) {
      return;
    }
    String text = Fit.safe(String.join(" ", open));
    int indent = text.startsWith(ITEM) ? ITEM.length() : 0;
    List<String> lines = width == 0 ? List.of(text) : Fit.wrapped(text, width, indent);
    boolean inside = false;
    for (String line : lines) {
      StringBuilder shown = new StringBuilder();
      String[] parts = colour.on() ? line.split("`", -1) : new String[] {line};
      for (int i = 0; i < parts.length; i++) {
        inside ^= i > 0;
        shown.append(inside && !parts[i].isEmpty() ? colour.cyan(parts[i]) : parts[i]);
      }
      out.add(shown.toString());
    }
    open.clear();
  }
}
