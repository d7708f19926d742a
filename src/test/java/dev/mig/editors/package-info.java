/**
 * Holds {@code editor-support/} to the real lexer: what is generated from it, and what each editor
 * colours.
 */
@NullMarked
package dev.mig.editors;

import org.jspecify.annotations.NullMarked;
