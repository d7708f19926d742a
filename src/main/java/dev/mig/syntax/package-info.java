/**
 * The lexer and the parser that ANTLR generates from {@code grammar/dev/mig/syntax}, and what
 * stands around them.
 *
 * <p>May import {@code source}, {@code schema}, {@code expression} and {@code operation}; the only
 * room, with {@code language} and {@code statement}, that may name ANTLR.
 */
@NullMarked
package dev.mig.syntax;

import org.jspecify.annotations.NullMarked;
