/**
 * What an editor and the interactive shell know of the language alike: completion, colours, whether
 * an input is complete, the pages that explain; and what an editor shows of a text by itself.
 *
 * <p>May name ANTLR and import every room below. Pure: what it must know of a database it is given.
 */
@NullMarked
package dev.mig.language;

import org.jspecify.annotations.NullMarked;
