/**
 * The databases: URLs and connections, catalog reading, SQL of both dialects, the probe behind the
 * checks, runner locks. Rooms {@code postgres} and {@code sqlite} hold what only one of them has.
 *
 * <p>Imports the rooms up to {@code plan}; with {@code run}, the only room that touches JDBC.
 */
@NullMarked
package dev.mig.database;

import org.jspecify.annotations.NullMarked;
