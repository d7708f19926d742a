/**
 * What only SQLite has: catalog, SQL, types, locks. Imports what {@code database} imports, and
 * {@code database}.
 */
@NullMarked
package dev.mig.database.sqlite;

import org.jspecify.annotations.NullMarked;
