package dev.mig.schema;

import java.util.List;
import java.util.Set;

/**
 * What PostgreSQL keeps of a view beside its query, so that it can be taken down and made again as
 * it was. A view of SQLite survives what is done to its tables and needs none of it.
 *
 * @param owner the role it belongs to
 * @param first statements that a view just made needs before its parts: its owner, and no rights
 *     that the database's defaults gave it
 * @param parts what it has, in the order in which it can be made
 * @param obstacles what cannot be made again, in words
 * @param usesAsRead what it used under the names of its definition's text; a rename changes its
 *     uses, not the text
 * @param respelled whether a change of type may since have put other casts into its definition
 */
public record ViewExtras(
    String owner,
    List<String> first,
    List<Part> parts,
    List<String> obstacles,
    Set<String> usesAsRead,
    boolean respelled) {
  /** Of a view of which nothing is known but its text. */
  public static final ViewExtras NONE =
      new ViewExtras("", List.of(), List.of(), List.of(), Set.of(), false);

  /**
   * A grant, a comment, an index …
   *
   * @param what in words; equal as long as it is the same thing, however the database writes it
   * @param sql makes it
   */
  public record Part(String what, String sql) {}

  public ViewExtras {
    first = List.copyOf(first);
    parts = List.copyOf(parts);
    obstacles = List.copyOf(obstacles);
    usesAsRead = Set.copyOf(usesAsRead);
  }

  ViewExtras withOwner(String newOwner) {
    return new ViewExtras(newOwner, first, parts, obstacles, usesAsRead, respelled);
  }

  ViewExtras withRespelled() {
    return new ViewExtras(owner, first, parts, obstacles, usesAsRead, true);
  }
}
