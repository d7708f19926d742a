package dev.mig.syntax;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.Lexer;

/**
 * What the lexer grammar cannot say: texts whose end depends on how they began. Each takes one pass
 * over its text.
 */
abstract class OpenLexer extends Lexer {
  OpenLexer(CharStream input) {
    super(input);
  }

  /** Takes the rest of {@code $tag$ … $tag$}; the opening tag is already taken. */
  protected final void dollarText(int typeIfUnclosed) {
    int[] tag = getText().codePoints().toArray();
    int matched = 0;
    while (matched < tag.length) {
      int next = _input.LA(1);
      if (next == IntStream.EOF) {
        setType(typeIfUnclosed);
        return;
      }
      if (next == tag[matched]) {
        matched++;
      } else {
        matched = next == '$' ? 1 : 0;
      }
      take();
    }
  }

  /** Takes the rest of a comment, which may hold comments; the opening sign is already taken. */
  protected final void blockComment(int typeIfUnclosed) {
    int depth = 1;
    while (depth > 0) {
      int next = _input.LA(1);
      if (next == IntStream.EOF) {
        setType(typeIfUnclosed);
        return;
      }
      int after = _input.LA(2);
      take();
      if (next == '/' && after == '*') {
        take();
        depth++;
      } else if (next == '*' && after == '/') {
        take();
        depth--;
      }
    }
  }

  private void take() {
    getInterpreter().consume(_input);
  }
}
