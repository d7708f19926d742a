package dev.mig.source;

/** A place of a text. */
public record Place(Source source, Span span) {}
