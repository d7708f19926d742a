/**
 * The statements of the language: one class in one file each, in the rooms {@code schema}, {@code
 * data} and {@code check}. A statement reads itself from its parse-tree node, checks itself against
 * the schema as it finds it, and lowers itself to operations with their reverses.
 *
 * <p>Imports the rooms up to {@code syntax}; ANTLR contexts stand in {@code read} methods only. To
 * add one: a grammar rule, a class here, a line in {@code Statements}, a folder of cases and an
 * example.
 */
@NullMarked
package dev.mig.statement;

import org.jspecify.annotations.NullMarked;
