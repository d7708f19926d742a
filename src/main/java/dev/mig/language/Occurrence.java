package dev.mig.language;

import dev.mig.schema.QName;
import dev.mig.source.Place;
import org.jspecify.annotations.Nullable;

/**
 * A place where a symbol is named.
 *
 * @param place the name alone, with its quotes if it has any
 * @param name what the symbol is called here, as the catalog has it
 * @param table the table, or the one that it is part of, as it is called here; null for what is of
 *     none
 * @param epoch counts the names that the symbol had before this one: equal for all places that have
 *     to change when it gets another name
 * @param gives whether it gets the name here
 */
public record Occurrence(
    Place place, Symbol symbol, String name, @Nullable QName table, int epoch, boolean gives) {
  /** Whether both are the same symbol under the same name. */
  public boolean sameName(Occurrence other) {
    return symbol == other.symbol && epoch == other.epoch;
  }
}
