package dev.mig.run;

import dev.mig.compile.WayBack;
import dev.mig.source.Source;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A migration that is applied: one row of the ledger.
 *
 * @param number from 1, in the order of going up
 * @param source the text that was run, named as its file
 * @param planUp {@link StoredPlan} as JSON
 * @param planDown the same, or null when there is no way back
 * @param reverse the words of {@link dev.mig.compile.WayBack}
 * @param reverseNote why there is none, or what a reader should know
 * @param schemaBefore table to fingerprint as JSON, of the touched tables, before it
 * @param schemaAfter the same after it
 * @param seal over all that {@code down} relies on, so that a row edited by hand is noticed
 * @param saved names of the tables beside the ledger that hold what it saved
 */
public record Applied(
    long number,
    String name,
    String title,
    Source source,
    String fingerprint,
    String planUp,
    @Nullable String planDown,
    String reverse,
    String reverseNote,
    Instant at,
    long durationMillis,
    long rows,
    String databaseUser,
    String osUser,
    String tool,
    String schemaBefore,
    String schemaAfter,
    String seal,
    List<String> saved) {
  public Applied {
    saved = List.copyOf(saved);
  }

  /** {@code user@host}, with the database's user in front where it has one. */
  public String by() {
    return databaseUser.isEmpty() ? osUser : databaseUser + " (" + osUser + ")";
  }

  public boolean sealed() {
    return seal.equals(sealOf());
  }

  /** What is written of a run of several transactions before it is finished, now that it is. */
  Applied finished(Event event, Who who, String schemaAfter) {
    return new Applied(
            number,
            name,
            title,
            source,
            fingerprint,
            planUp,
            planDown,
            reverse,
            reverseNote,
            event.at(),
            event.durationMillis(),
            event.rows(),
            who.databaseUser(),
            who.osUser(),
            who.tool(),
            schemaBefore,
            schemaAfter,
            "",
            saved)
        .withSeal();
  }

  Applied withSeal() {
    return copy(planDown, reverse, reverseNote, sealOf(), saved);
  }

  /** Without some of what it saved, and so without a way back. */
  Applied purged(Collection<String> gone, String why) {
    List<String> left = saved.stream().filter(s -> !gone.contains(s)).toList();
    Applied row = copy(null, WayBack.NONE.words(), why, seal, left);
    return row.withSeal();
  }

  private Applied copy(
      @Nullable String planDown,
      String reverse,
      String reverseNote,
      String seal,
      List<String> saved) {
    return new Applied(
        number,
        name,
        title,
        source,
        fingerprint,
        planUp,
        planDown,
        reverse,
        reverseNote,
        at,
        durationMillis,
        rows,
        databaseUser,
        osUser,
        tool,
        schemaBefore,
        schemaAfter,
        seal,
        saved);
  }

  private String sealOf() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part :
          new String[] {
            name,
            fingerprint,
            source.text(),
            planUp,
            Objects.requireNonNullElse(planDown, ""),
            schemaBefore,
            schemaAfter
          }) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // The length keeps two parts from changing places unnoticed.
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
