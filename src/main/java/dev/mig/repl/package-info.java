/**
 * The interactive shell: what it shows of a schema and of rows, its commands, its loop on a
 * terminal.
 *
 * <p>A door: it may write to the terminal, name JLine, and import every room below, but no JDBC
 * ({@code run} keeps the transaction) and nothing of the command line, which opens it. What is
 * shown is made by functions of values to lines; only the loop and the pager touch a terminal.
 */
@NullMarked
package dev.mig.repl;

import org.jspecify.annotations.NullMarked;
