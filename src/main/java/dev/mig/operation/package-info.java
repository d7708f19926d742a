/**
 * What can be done to a database, free of dialects: the sealed {@link
 * dev.mig.operation.Operation}s, each with its effect on a {@link dev.mig.schema.Schema} and its
 * {@link dev.mig.operation.Reverse}.
 *
 * <p>Imports {@code source}, {@code schema}, {@code expression}. A new operation is a record here;
 * the compiler then names every switch (two dialects, the simulated contents) that does not know it
 * yet.
 */
@NullMarked
package dev.mig.operation;

import org.jspecify.annotations.NullMarked;
