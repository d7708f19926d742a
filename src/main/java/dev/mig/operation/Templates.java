package dev.mig.operation;

import dev.mig.source.Diagnostic;
import dev.mig.source.Samples;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the numbers of an {@link Answer} into text. */
public final class Templates {
  private static final Pattern HOLE =
      Pattern.compile("\\{(n|of|left|right)(?::([^|}]*)\\|([^}]*))?}");

  private Templates() {}

  static Diagnostic fill(Diagnostic template, Answer answer) {
    Diagnostic filled =
        new Diagnostic(
            template.code(),
            template.severity(),
            fill(template.summary(), answer),
            template.source(),
            template.span(),
            fill(template.label(), answer),
            template.labels(),
            template.notes().stream().map(n -> fill(n, answer)).toList(),
            answer.samples() == null ? template.samples() : answer.samples(),
            template.suggestions());
    return filled;
  }

  /** The text with its holes filled. */
  public static String fill(String text, Answer answer) {
    Samples samples = answer.samples();
    long n = samples == null ? 0 : samples.total();
    long of = samples == null ? 0 : samples.of();
    Matcher matcher = HOLE.matcher(text);
    return matcher.replaceAll(
        m -> {
          long number = m.group(1).equals("of") ? of : n;
          if (m.group(2) != null) {
            return Matcher.quoteReplacement(number == 1 ? m.group(2) : m.group(3));
          }
          return Matcher.quoteReplacement(
              switch (m.group(1)) {
                case "left" -> Objects.requireNonNullElse(answer.left(), "NULL");
                case "right" -> Objects.requireNonNullElse(answer.right(), "NULL");
                default -> grouped(number);
              });
        });
  }

  /** A number with thin groups of three, as in {@code 12 408}. */
  public static String grouped(long number) {
    String digits = Long.toString(Math.abs(number));
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        out.append(' ');
      }
      out.append(digits.charAt(i));
    }
    return (number < 0 ? "-" : "") + out;
  }
}
