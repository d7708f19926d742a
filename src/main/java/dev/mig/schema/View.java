package dev.mig.schema;

import java.util.List;
import java.util.Set;

/**
 * A view, known by its text.
 *
 * @param definition the database's own statement that makes it
 * @param columns the names of its columns
 * @param uses {@code table} and {@code table.column} of what it reads (SQLite: every word that may
 *     be one)
 * @param triggers its INSTEAD OF triggers (SQLite drops them with it)
 * @param extras what PostgreSQL keeps beside it
 */
public record View(
    QName name,
    String definition,
    boolean materialized,
    List<String> columns,
    Set<String> uses,
    List<Trigger> triggers,
    ViewExtras extras) {
  public View {
    columns = List.copyOf(columns);
    uses = Set.copyOf(uses);
    triggers = List.copyOf(triggers);
  }

  /** A view without triggers. */
  public View(
      QName name, String definition, boolean materialized, List<String> columns, Set<String> uses) {
    this(name, definition, materialized, columns, uses, List.of(), ViewExtras.NONE);
  }

  public View withUses(Set<String> newUses) {
    return new View(name, definition, materialized, columns, newUses, triggers, extras);
  }

  /** The same as somebody else's, who is named, or nobody's for "". */
  public View withOwner(String owner) {
    return new View(
        name, definition, materialized, columns, uses, triggers, extras.withOwner(owner));
  }

  /** The same with other texts. */
  public View withTexts(String newDefinition, List<Trigger> newTriggers) {
    return new View(name, newDefinition, materialized, columns, uses, newTriggers, extras);
  }

  /** The same, whose definition the database may since have put into other words. */
  public View withRespelled() {
    return new View(
        name, definition, materialized, columns, uses, triggers, extras.withRespelled());
  }

  /** Whether everything that it reads still bears the name under which its definition reads it. */
  public boolean definitionHolds() {
    return uses.equals(extras.usesAsRead());
  }

  /** Whether it reads this column, as far as the catalog can tell. */
  public boolean uses(QName table, String column) {
    return uses.contains(table + "." + column);
  }

  /** Whether it reads this table at all. */
  public boolean uses(QName table) {
    return uses.contains(table.toString());
  }
}
