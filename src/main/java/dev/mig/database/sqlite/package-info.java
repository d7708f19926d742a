/**
 * SQLite: its SQL, its catalog, and the functions that a connection registers. A new function that
 * SQLite lacks is one entry in a {@code Sqlite…Functions} class, named {@code mig_…}.
 */
@NullMarked
package dev.mig.database.sqlite;

import org.jspecify.annotations.NullMarked;
