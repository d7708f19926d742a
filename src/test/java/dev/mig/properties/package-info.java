/**
 * Random tables, random rows, random scripts of data verbs: what a check accepts runs, comes back,
 * and means the same on both databases.
 *
 * <p>{@link dev.mig.properties.RandomMigration} makes a migration of a seed, {@link
 * dev.mig.properties.Laboratory} carries it out on one database, {@link dev.mig.properties.Trial}
 * says what is wrong with what came out. A new verb is a line in {@link
 * dev.mig.properties.RandomVerbs}.
 */
@NullMarked
package dev.mig.properties;

import org.jspecify.annotations.NullMarked;
