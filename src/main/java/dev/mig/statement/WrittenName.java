package dev.mig.statement;

import dev.mig.source.Span;

/**
 * A name as written.
 *
 * @param text without quotes
 * @param quoted whether it stood in double quotes
 */
public record WrittenName(String text, boolean quoted, Span span) {}
