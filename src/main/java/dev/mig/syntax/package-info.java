/**
 * From text to tree and back to text: the lexer and parser that ANTLR generates from {@code
 * grammar/dev/mig/syntax}, {@link dev.mig.syntax.Syntax} around them with one message a fault,
 * {@link dev.mig.syntax.Layout} and {@link dev.mig.syntax.Fingerprint}.
 *
 * <p>May import {@code source}; the only room, with {@code language} and {@code statement}, that
 * may name ANTLR. How to add a statement to the grammar: {@code docs/grammar.md}.
 */
@NullMarked
package dev.mig.syntax;

import org.jspecify.annotations.NullMarked;
