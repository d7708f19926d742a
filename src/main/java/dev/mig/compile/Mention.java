package dev.mig.compile;

import dev.mig.schema.QName;
import dev.mig.source.Place;

/**
 * A name in a script and what it means.
 *
 * @param place the name as written, with its qualifier if it has one
 * @param table the table, or the one that the column, constraint or index is of, as it is called at
 *     this place
 * @param part the name of the column, constraint or index at this place; "" for the table itself
 * @param operations how many operations of the script are done before this place
 * @param gives whether the name is given here, to what is made or renamed
 */
public record Mention(
    Kind kind, Place place, QName table, String part, int operations, boolean gives) {
  /** What has a name. */
  public enum Kind {
    TABLE,
    COLUMN,
    /** A constraint or an index. */
    CONSTRAINT
  }

  /** The same name after so many more operations. */
  Mention behind(int more) {
    return new Mention(kind, place, table, part, operations + more, gives);
  }

  Mention at(Place written) {
    return new Mention(kind, written, table, part, operations, gives);
  }
}
