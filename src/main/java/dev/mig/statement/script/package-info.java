/**
 * The statements that a script decides by: {@code param}, {@code let}, {@code define}, {@code for
 * each}, {@code if}, {@code include} and calls of definitions. They are read into {@link
 * dev.mig.statement.script.Node}s, which {@code compile} interprets; what is left are plain
 * statements.
 *
 * <p>May import: syntax and below, ANTLR's contexts in the {@code read} methods. A new one is a
 * class here, a case in {@code ScriptNodes}, and a case in the interpreter.
 */
@NullMarked
package dev.mig.statement.script;

import org.jspecify.annotations.NullMarked;
