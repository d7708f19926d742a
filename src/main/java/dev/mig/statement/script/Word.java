package dev.mig.statement.script;

import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One name as a script writes it.
 *
 * @param text without quotes; of one that is built from parts, with its braces
 * @param quoted whether it stood in quotes: then it is never a variable
 */
public record Word(String text, boolean quoted, Span span) {
  private static final Pattern PART = Pattern.compile("\\{([^{}]*)}|([^{}]+)");

  /**
   * A part of a built name.
   *
   * @param text as it stands, or the path of a variable: {@code r} or {@code r.code}
   */
  public record Part(String text, boolean variable) {}

  /** Whether it is built from parts: {@code orders_{r}}. */
  public boolean built() {
    return !quoted && text.indexOf('{') >= 0;
  }

  /** The parts of a built name, in order. */
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    Matcher next = PART.matcher(text);
    while (next.find()) {
      String variable = next.group(1);
      parts.add(variable != null ? new Part(variable, true) : new Part(next.group(2), false));
    }
    return parts;
  }
}
