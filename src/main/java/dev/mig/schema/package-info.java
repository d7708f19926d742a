/**
 * The immutable model of a database's schema: {@link dev.mig.schema.Schema}, its tables, types and
 * constraints, how two of them differ, and their fingerprint. One model for both databases.
 *
 * <p>Imports nothing but the JDK and {@code source}. What a database knows beyond this model is
 * carried as its own SQL text.
 */
@NullMarked
package dev.mig.schema;

import org.jspecify.annotations.NullMarked;
