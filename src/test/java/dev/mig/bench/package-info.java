/**
 * Measurements, run by hand and never by the tests: {@code mvn -q -Pquick test -Dtest=Benchmarks}
 * or {@code -Dtest=BatchBenchmarks}. Each prints rows of the tables in docs/performance.md. Imports
 * whatever it measures.
 */
@NullMarked
package dev.mig.bench;

import org.jspecify.annotations.NullMarked;
