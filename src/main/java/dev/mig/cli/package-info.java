/**
 * The command line: one class a command, the exit codes and the only way to the terminal.
 *
 * <p>May import every other room. A new command is a class of its own here, named in {@link
 * dev.mig.cli.Main}.
 */
@NullMarked
package dev.mig.cli;

import org.jspecify.annotations.NullMarked;
