/** Tests of SQLite's catalog, plans, connections and lock, all on real files. */
@NullMarked
package dev.mig.database.sqlite;

import org.jspecify.annotations.NullMarked;
