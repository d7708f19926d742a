package dev.mig.terminal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colours for a line of a script or of SQL: remarks, texts, words. Enough to read by, no judge of
 * the grammar.
 */
public final class Highlight {
  private static final Pattern PART =
      Pattern.compile(
          "(?<remark>--.*)|(?<text>'(?:[^']|'')*'?)|(?<word>(?i)\\b(?:migration|after|on|add|alter|drop|create|extract|remap|replace|repoint|all|rename|table|column"
              + "|columns|index|unique|primary|foreign|key|check|constraint|not|null|default|identity|references|type|set|fill"
              + "|update|map|values|split|at|first|last|every|into|copy|delete|insert|save|saving|losing|missing|assert|expect"
              + "|require|no|count|unchanged|where|from|matching|and|or|exists|case|when|then|else|end|as|join|left|in|is|with"
              + "|select|begin|immediate|commit|pragma|using|filled|keep|by|per|reverse|irreversible|sql)\\b)");

  private Highlight() {}

  public static String line(String line, Colour colour) {
    if (!colour.on()) {
      return line;
    }
    Matcher part = PART.matcher(line);
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (part.find()) {
      out.append(line, from, part.start());
      String found = part.group();
      out.append(
          part.group("remark") != null
              ? colour.dim(found)
              : part.group("text") != null ? colour.green(found) : colour.blue(found));
      from = part.end();
    }
    return out.append(line.substring(from)).toString();
  }

  public static String all(String text, Colour colour) {
    StringBuilder out = new StringBuilder();
    text.lines().forEach(l -> out.append(line(l, colour)).append('\n'));
    return out.toString();
  }
}
