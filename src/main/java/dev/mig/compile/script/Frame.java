package dev.mig.compile.script;

import dev.mig.source.Source;
import dev.mig.source.Span;
import dev.mig.statement.script.Define;
import org.jspecify.annotations.Nullable;

/**
 * Why a text stands where it does: it was called, included, or a loop came round to it.
 *
 * @param source where it was called or included; null for a loop
 * @param define what was called, or null
 * @param words what is said of it: {@code audited}, {@code lib/audit.mig}, {@code r is 'eu'}
 * @param outer why that stands where it does, or null
 */
record Frame(
    Kind kind,
    @Nullable Source source,
    Span at,
    @Nullable Define define,
    String words,
    int depth,
    @Nullable Frame outer) {
  enum Kind {
    CALL,
    INCLUDE,
    LOOP
  }

  static Frame call(Source source, Span at, Define define, @Nullable Frame outer) {
    String name = define.name().text();
    return new Frame(Kind.CALL, source, at, define, name, deeper(outer), outer);
  }

  static Frame include(Source source, Span at, String path, @Nullable Frame outer) {
    return new Frame(Kind.INCLUDE, source, at, null, path, deeper(outer), outer);
  }

  static Frame loop(String words, @Nullable Frame outer) {
    return new Frame(Kind.LOOP, null, Span.NONE, null, words, deeper(outer), outer);
  }

  private static int deeper(@Nullable Frame outer) {
    return outer == null ? 1 : outer.depth + 1;
  }
}
