package dev.mig.compile.script;

import dev.mig.schema.QName;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement is expanded.
 *
 * @param around the table of the {@code on} block around, or null
 * @param frame why the text stands here, or null
 */
record Place(Environment names, @Nullable QName around, @Nullable Frame frame) {
  /** The same place with names of its own. */
  Place inner() {
    return new Place(new Environment(names), around, frame);
  }

  Place within(QName table) {
    return new Place(names, table, frame);
  }

  Place because(Frame why) {
    return new Place(names, around, why);
  }
}
