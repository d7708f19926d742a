package dev.mig.compile.script;

import dev.mig.schema.QName;
import org.jspecify.annotations.Nullable;

/**
 * Where a statement is expanded.
 *
 * @param around the table of the {@code on} block around, or null
 * @param depth of the frames where that block began
 * @param frame why the text stands here, or null
 */
record Place(Environment names, @Nullable QName around, int depth, @Nullable Frame frame) {
  /** Outside of everything. */
  static Place top() {
    return new Place(new Environment(null), null, 0, null);
  }

  /** The same place with names of its own. */
  Place inner() {
    return new Place(new Environment(names), around, depth, frame);
  }

  Place within(QName table) {
    return new Place(names, table, frame == null ? 0 : frame.depth(), frame);
  }

  Place because(Frame why) {
    return new Place(names, around, depth, why);
  }

  /** Inside a definition. */
  Place called(Environment own, Frame why) {
    return new Place(own, around, depth, why);
  }

  /**
   * Whether a definition was entered since the block around began: it may have blocks of its own.
   */
  boolean isCalled() {
    for (Frame f = frame; f != null && f.depth() > depth; f = f.outer()) {
      if (f.kind() == Frame.Kind.CALL) {
        return true;
      }
    }
    return false;
  }
}
