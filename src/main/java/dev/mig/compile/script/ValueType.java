package dev.mig.compile.script;

import dev.mig.schema.SqlType;
import dev.mig.source.Place;

/**
 * The type that a {@code let} has without saying it.
 *
 * @param place the name, where it was written
 */
public record ValueType(Place place, SqlType type) {}
