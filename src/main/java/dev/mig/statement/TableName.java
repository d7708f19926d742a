package dev.mig.statement;

import dev.mig.schema.QName;
import dev.mig.source.Span;

/** A table as written: not yet looked up, so in the user's own case. */
public record TableName(QName name, Span span) {}
