package dev.mig.language;

import dev.mig.compile.Mention;
import dev.mig.source.Place;
import org.jspecify.annotations.Nullable;

/** A thing that scripts name, through its life, whatever it is called. Compared by identity. */
public final class Symbol {
  /** What it is. */
  public enum Kind {
    TABLE,
    COLUMN,
    /** A constraint or an index. */
    CONSTRAINT,
    /** What {@code define} makes. */
    DEFINITION,
    /** A value by name: of {@code let}, {@code param} or a loop. */
    VALUE
  }

  private final Kind kind;
  private @Nullable Place birth;

  /** Counts the names that it was given after its first. */
  private int epoch;

  Symbol(Kind kind) {
    this.kind = kind;
  }

  static Symbol of(Mention.Kind kind) {
    return new Symbol(
        switch (kind) {
          case TABLE -> Kind.TABLE;
          case COLUMN -> Kind.COLUMN;
          case CONSTRAINT -> Kind.CONSTRAINT;
        });
  }

  public Kind kind() {
    return kind;
  }

  /** Where it got its first name; null for what is older than the scripts, or made by SQL. */
  public @Nullable Place birth() {
    return birth;
  }

  int epoch() {
    return epoch;
  }

  /** It gets a name, its first or another. */
  void named(Place at, boolean first) {
    if (first) {
      birth = at;
    } else {
      epoch++;
    }
  }
}
