package dev.mig.source;

/** A remark on a place of the same text, such as where a column was made. */
public record Label(Span span, String text) {}
