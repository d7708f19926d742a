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

  /** Whether it fires for {@code insert}, {@code update} or {@code delete}. */
  public boolean firesOn(String event) {
    boolean named = false;
    if (definition.contains(";\nalter table ") && definition.contains(" disable trigger ")) {
      return false; // PostgreSQL: switched off
    }
    for (SqlWords.Word word : SqlWords.of(definition)) {
      boolean name = word.kind() == SqlWords.Kind.NAME;
      if (!named) {
        named = (name || word.kind() == SqlWords.Kind.QUOTED_NAME) && isName(word.value());
      } else if (name && word.value().equalsIgnoreCase("on")) {
        return false;
      } else if (name && word.value().equalsIgnoreCase(event)) {
        return true;
      }
    }
    return false;
  }

  /** The words between stand for themselves: {@code create constraint trigger if not exists}. */
  private boolean isName(String word) {
    return word.equalsIgnoreCase(name);
  }
}
