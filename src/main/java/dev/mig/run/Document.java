package dev.mig.run;

import dev.mig.source.Source;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * All that was carried out in a transaction as one text, in which every statement has a place for
 * good: what is past is blank where only the places count.
 */
final class Document {
  private static final Pattern INK = Pattern.compile("[^\\n]");

  private Document() {}

  /** The definitions so far, everything else blank, and a further statement. */
  static String typed(List<Change> changes, String next) {
    StringBuilder document = new StringBuilder();
    for (Change change : changes) {
      document.append(change.defines() ? change.text() : blank(change.text())).append('\n');
    }
    return document.append(next).toString();
  }

  /** Nothing but places. */
  static String blank(List<Change> changes, Function<Change, String> text) {
    StringBuilder document = new StringBuilder();
    changes.forEach(c -> document.append(blank(text.apply(c))).append('\n'));
    return document.toString();
  }

  /** The text itself, each statement at its place. */
  static String whole(List<Change> changes, Function<Change, String> text) {
    StringBuilder document = new StringBuilder();
    changes.forEach(c -> document.append(text.apply(c)).append('\n'));
    return document.toString();
  }

  /** What a source says from a place on. */
  static String stretch(Source source, int from) {
    return source.text().substring(Math.min(from, source.text().length()));
  }

  private static String blank(String text) {
    return INK.matcher(text).replaceAll(" ");
  }
}
