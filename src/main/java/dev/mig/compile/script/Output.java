package dev.mig.compile.script;

import dev.mig.source.Source;
import dev.mig.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that was put together, with where each stretch of it came from. */
final class Output {
  /**
   * A stretch.
   *
   * @param start where it begins in the output
   * @param end where it ends
   * @param from the place it came from
   * @param verbatim whether it stands there letter by letter
   */
  record Stretch(
      int start, int end, Source source, Span from, boolean verbatim, @Nullable Frame frame) {
    Stretch moved(int by) {
      return new Stretch(start + by, end + by, source, from, verbatim, frame);
    }
  }

  private final StringBuilder text = new StringBuilder();
  private final List<Stretch> stretches = new ArrayList<>();

  /** A part of a source as it stands there. */
  void copy(Source source, Span from, @Nullable Frame frame) {
    if (from.end() > from.start()) {
      add(source.text(from), source, from, true, frame);
    }
  }

  /** What stands for a place of a source. */
  void put(String words, Source source, Span from, @Nullable Frame frame) {
    add(words, source, from, false, frame);
  }

  private void add(
      String words, Source source, Span from, boolean verbatim, @Nullable Frame frame) {
    int start = text.length();
    text.append(words);
    stretches.add(new Stretch(start, text.length(), source, from, verbatim, frame));
  }

  /** Words that came from nowhere, such as braces and line ends. */
  void put(String words) {
    text.append(words);
  }

  /** Another output at the end of this one. */
  void put(Output other) {
    int by = text.length();
    text.append(other.text);
    other.stretches.forEach(s -> stretches.add(s.moved(by)));
  }

  String text() {
    return text.toString();
  }

  int length() {
    return text.length();
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  List<Stretch> stretches() {
    return stretches;
  }
}
