/**
 * What only PostgreSQL has: connections and the runner lock, the catalog, plans and SQL. Imports
 * what {@code database} imports, and {@code database}. A new kind of expression or operation is a
 * new case in its writers.
 */
@NullMarked
package dev.mig.database.postgres;

import org.jspecify.annotations.NullMarked;
