/**
 * What only PostgreSQL has: catalog, SQL, types, locks. Imports what {@code database} imports, and
 * {@code database}.
 */
@NullMarked
package dev.mig.database.postgres;

import org.jspecify.annotations.NullMarked;
