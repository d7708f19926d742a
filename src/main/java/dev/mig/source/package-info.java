/**
 * Text and places, and what is said about them: {@link dev.mig.source.Source}, {@link
 * dev.mig.source.Span}, {@link dev.mig.source.Diagnostic} with its {@link dev.mig.source.Code}, and
 * the renderers (text, JSON).
 *
 * <p>The lowest room: imports nothing but the JDK (and gson for the JSON form). A new diagnostic is
 * a constant in {@code Code}, a page in {@code src/main/resources/mig/explain/}, and a case folder
 * that raises it.
 */
@NullMarked
package dev.mig.source;

import org.jspecify.annotations.NullMarked;
