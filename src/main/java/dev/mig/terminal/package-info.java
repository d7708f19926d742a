/**
 * What people see on a terminal, whichever door they came through: whether there are colours and
 * which, tables, pages, schemas, numbers and durations in words.
 *
 * <p>May import {@code language}, {@code schema} and {@code source}. Nothing here writes: a door
 * does.
 */
@NullMarked
package dev.mig.terminal;

import org.jspecify.annotations.NullMarked;
