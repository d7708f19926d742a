package dev.mig.run;

import dev.mig.compile.WayBack;
import dev.mig.source.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
 * @param expanded the script as it was run, where the source says it shorter; else null
 * @param parameters what the script was run with, as JSON; null for nothing
 * @param tag the name of the state that it left, or null
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
    List<String> saved,
    @Nullable String expanded,
    @Nullable String parameters,
    @Nullable String tag) {
  public Applied {
    saved = List.copyOf(saved);
  }

  /** The plain script that was run: what places in the plans are about. */
  public Source plain() {
    return expanded == null ? source : new Source(source.name() + ", expanded", expanded);
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
            saved,
            expanded,
            parameters,
            tag)
        .withSeal();
  }

  Applied withSeal() {
    return copy(source, fingerprint, planDown, reverse, reverseNote, sealOf(), saved, tag);
  }

  /** Without some of what it saved, and so without a way back. */
  Applied purged(Collection<String> gone, String why) {
    List<String> left = saved.stream().filter(s -> !gone.contains(s)).toList();
    String none = WayBack.NONE.words();
    return copy(source, fingerprint, null, none, why, seal, left, tag).withSeal();
  }

  /** With the text that its file holds now in the place of the one that was run. */
  Applied withText(Source text, String meaning) {
    return copy(text, meaning, planDown, reverse, reverseNote, seal, saved, tag).withSeal();
  }

  Applied withTag(String newTag) {
    return copy(source, fingerprint, planDown, reverse, reverseNote, seal, saved, newTag)
        .withSeal();
  }

  private Applied copy(
      Source source,
      String fingerprint,
      @Nullable String planDown,
      String reverse,
      String reverseNote,
      String seal,
      List<String> saved,
      @Nullable String tag) {
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
        saved,
        expanded,
        parameters,
        tag);
  }

  private String sealOf() {
    List<@Nullable String> parts = new ArrayList<>();
    parts.add(name);
    parts.add(fingerprint);
    parts.add(source.text());
    parts.add(planUp);
    parts.add(Objects.requireNonNullElse(planDown, ""));
    parts.add(schemaBefore);
    parts.add(schemaAfter);
    // Rows of the first format have none of these and keep the seals that they have.
    if (expanded != null || parameters != null || tag != null) {
      parts.add(expanded);
      parts.add(parameters);
      parts.add(tag);
    }
    return Seal.of(parts);
  }
}
