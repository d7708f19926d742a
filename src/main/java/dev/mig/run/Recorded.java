package dev.mig.run;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as it stands in the log.
 *
 * @param id greater than those of all events before it; numbers may be missing
 * @param databaseUser as the database knows them; "" on SQLite, which knows nobody
 * @param osUser {@code user@host}
 * @param tool the version of the program that wrote it
 * @param format of the ledger as that version wrote it
 * @param seal over the seal before it and all of the above but the id; null for one of the first
 *     format
 */
public record Recorded(
    long id,
    Event event,
    String databaseUser,
    String osUser,
    String tool,
    int format,
    @Nullable String seal) {
  /** Who did it, as {@link Applied#by} says it. */
  public String by() {
    return databaseUser.isEmpty() ? osUser : databaseUser + " (" + osUser + ")";
  }

  /** Whether it was written with a seal, whatever became of that. */
  boolean isSealed() {
    return seal != null || format > 1;
  }

  /** What its seal must be when this is the one before it; "" for the first. */
  String sealAfter(String before) {
    List<@Nullable String> parts = new ArrayList<>();
    parts.add(before);
    parts.add(Ledger.instant(event.at()));
    parts.add(event.kind().word());
    parts.add(event.migration());
    parts.add(event.code());
    parts.add(event.detail());
    parts.add(Long.toString(event.durationMillis()));
    parts.add(Long.toString(event.rows()));
    parts.add(databaseUser);
    parts.add(osUser);
    parts.add(tool);
    parts.add(Integer.toString(format));
    return Seal.of(parts);
  }
}
