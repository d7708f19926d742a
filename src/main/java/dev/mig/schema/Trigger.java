package dev.mig.schema;

import java.util.Set;

/**
 * A trigger, known by its text.
 *
 * @param definition the database's own statement that makes it
 * @param mentions lower-case words of its text (on PostgreSQL of the WHEN and OF clauses): tables
 *     and columns it may depend on
 */
public record Trigger(String name, String definition, Set<String> mentions) {
  public Trigger {
    mentions = Set.copyOf(mentions);
  }
}
