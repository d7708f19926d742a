package dev.mig.plan;

import dev.mig.schema.QName;
import dev.mig.schema.Schema;
import java.util.List;
import java.util.Set;

/**
 * What is sent to the database for one migration in one direction, in one transaction.
 *
 * @param foreignKeysOff whether SQLite's enforcement has to be off around the transaction (it
 *     cannot be switched inside)
 * @param touched the tables it changes, under their names before and after; null stands for "cannot
 *     be told" (SQL of the user's own)
 * @param after the schema it is predicted to leave
 */
public record Plan(
    List<Step> steps,
    boolean foreignKeysOff,
    @org.jspecify.annotations.Nullable Set<QName> touched,
    Schema after) {
  public Plan {
    steps = List.copyOf(steps);
  }
}
