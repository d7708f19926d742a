/**
 * What the databases have in common: the dialect interface and the writing of SQL ({@link dev.mig.database.SqlWriter}).
 *
 * <p>Imports the rooms below and JDBC. What one database alone says or does lives in its own room under this one.
 */
@NullMarked
package dev.mig.database;

import org.jspecify.annotations.NullMarked;
