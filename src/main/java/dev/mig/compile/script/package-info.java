/**
 * Interprets what a script decides ({@code param}, {@code let}, {@code define}, {@code for each},
 * {@code if}, {@code include}) while the schema moves, so that plain statements are left. Text goes
 * in and text comes out, each piece of it knowing where it came from; names are put in quoted,
 * values as literals, expressions in parentheses.
 *
 * <p>May import what {@code compile} may. A new statement that decides is a {@link
 * dev.mig.statement.script.Node} and a case in {@link dev.mig.compile.script.Interpreter}.
 */
@NullMarked
package dev.mig.compile.script;

import org.jspecify.annotations.NullMarked;
