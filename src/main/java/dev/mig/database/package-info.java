/**
 * The databases: URLs and connections, catalog reading, the writing of SQL ({@link
 * dev.mig.database.SqlWriter}), the probe behind the checks, runner locks, signs of strain ({@link
 * dev.mig.database.Strain}). The rooms {@code postgres} and {@code sqlite} under this one hold what
 * only one of them has.
 *
 * <p>Imports the rooms up to {@code plan}; with {@code run}, the only room that touches JDBC.
 */
@NullMarked
package dev.mig.database;

import org.jspecify.annotations.NullMarked;
