package dev.mig.run;

import dev.mig.database.Secrets;
import dev.mig.source.Diagnostic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a migration: one row of the ledger's log, which only grows.
 *
 * @param migration its name; "" where it is about the whole ledger
 * @param code of the diagnostic, for a failure
 * @param detail what was said, without samples and secrets, for a failure; what was put right; a
 *     tag
 */
public record Event(
    Instant at,
    Kind kind,
    String migration,
    @Nullable String code,
    @Nullable String detail,
    long durationMillis,
    long rows) {
  /** What happened. The words in lower case stand in the ledger. */
  public enum Kind {
    APPLIED,
    /** Its first transaction of several is committed. */
    BEGUN,
    /** It went on after a stop half-way. */
    RESUMED,
    FAILED,
    REVERTED,
    /** Rows that it had saved were removed for good. */
    PURGED,
    /** What the ledger says was put right by hand; the detail begins with {@link Mend#option}. */
    REPAIRED,
    /** The state that it left got a name, which is the detail. */
    TAGGED;

    /** The word in the ledger, which people and JSON read, too. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Something that took no time and touched no rows. */
  static Event now(Kind kind, String migration, @Nullable String detail) {
    return new Event(Instant.now(), kind, migration, null, detail, 0, 0);
  }

  /** How PostgreSQL begins the details of a violated constraint. */
  private static final Pattern SHOWS_A_ROW = Pattern.compile("Key \\(|Failing row contains");

  /** A failure, without rows of the user's: what is in the ledger stays there. */
  static Event failed(Attempt attempt, RunResult failed, Diagnostic why) {
    List<String> said = new ArrayList<>();
    said.add(why.summary());
    why.notes().stream().filter(n -> !SHOWS_A_ROW.matcher(n).lookingAt()).forEach(said::add);
    return new Event(
        Instant.now(),
        Kind.FAILED,
        attempt.name(),
        why.code().id(),
        Secrets.scrub(String.join("\n", said)),
        failed.duration().toMillis(),
        failed.rows());
  }
}
