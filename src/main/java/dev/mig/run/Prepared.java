package dev.mig.run;

import dev.mig.plan.Plan;
import dev.mig.schema.Schema;
import dev.mig.source.Source;

/**
 * A migration that was checked and planned, ready to be run.
 *
 * @param title what it says of itself, or ""
 * @param fingerprint of its meaning: comments and layout do not count
 * @param checked the schema that the check found, or predicted to find, before it
 */
public record Prepared(
    String name,
    String title,
    Source source,
    String fingerprint,
    Schema checked,
    Plan up,
    WayBack down) {}
