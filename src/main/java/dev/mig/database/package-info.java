/**
 * <<<<<<< HEAD The databases: URLs and connections, catalog reading, SQL of both dialects, the
 * probe behind the checks, runner locks. Rooms {@code postgres} and {@code sqlite} hold what only
 * one of them has.
 *
 * <p>Imports the rooms up to {@code plan}; with {@code run}, the only room that touches JDBC.
 * ======= What the databases have in common: the dialect interface and the writing of SQL ({@link
 * dev.mig.database.SqlWriter}).
 *
 * <p>Imports the rooms below and JDBC. What one database alone says or does lives in its own room
 * under this one. >>>>>>> expression
 */
@NullMarked
package dev.mig.database;

import org.jspecify.annotations.NullMarked;
