package dev.mig.run;

import dev.mig.source.Diagnostic;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something about the history that is not in order.
 *
 * @param name of the migration; null for what is about the whole ledger or the schema
 * @param object what of the schema it is about, such as {@code table users}; else null
 * @param diff what the history says against what is there, as {@link dev.mig.source.LineDiff}
 *     writes it; may be empty
 * @param ways how it can be put right by {@code mig repair}; none where another command does it
 */
public record Finding(
    Kind kind,
    @Nullable String name,
    @Nullable String object,
    Diagnostic diagnostic,
    List<String> diff,
    List<Mend> ways) {
  /** What is not in order. */
  public enum Kind {
    /** The file says something else than what was run. */
    EDITED,
    /** The file of an applied migration is gone. */
    MISSING,
    /** The ledger's row was changed by hand. */
    ROW_CHANGED,
    /** The log says that it is applied, and there is no row of it. */
    ROW_GONE,
    /** There is a row of it, and the log does not say that it was applied. */
    ROW_ADDED,
    /** What is kept of a half-done migration was changed by hand. */
    HALF_DONE,
    /** Rows that its way back needs are gone. */
    SAVED_GONE,
    /** The log was changed by hand. */
    EVENTS,
    /** The ledger's record of the schema was changed by hand. */
    SNAPSHOT,
    /** The schema is not as the history left it. */
    SCHEMA;

    /** The word that JSON has. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Finding {
    diff = List.copyOf(diff);
    ways = List.copyOf(ways);
  }

  /** The commands that put it right, one for each way. */
  public List<String> commands() {
    return ways.stream()
        .map(
            way ->
                "mig repair "
                    + (way.ofMigration() && name != null ? name + " " : "")
                    + "--"
                    + way.option())
        .toList();
  }
}
