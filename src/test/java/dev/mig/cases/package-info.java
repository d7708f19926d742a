/**
 * The test suite of the language: one engine runs every folder of {@code src/test/resources/cases}
 * and {@code examples} on both databases and compares them with each other, with what the folder
 * expects, and with the start after {@code down}.
 */
@NullMarked
package dev.mig.cases;

import org.jspecify.annotations.NullMarked;
