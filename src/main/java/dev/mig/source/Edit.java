package dev.mig.source;

/** Replaces a span by a text; an empty span inserts. */
public record Edit(Span span, String text) {}
