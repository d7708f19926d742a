package dev.mig.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which views stand on what, and in which order. */
public final class Views {
  private Views() {}

  /** The views that read a column, and those that read them, each after all that it reads. */
  public static List<View> over(Schema schema, QName table, String column) {
    Map<QName, View> found = new LinkedHashMap<>();
    for (View view : schema.views().values()) {
      if (view.uses(table, column)) {
        found.put(view.name(), view);
      }
    }
    int before;
    do {
      before = found.size();
      for (View view : schema.views().values()) {
        if (found.keySet().stream().anyMatch(view::uses)) {
          found.put(view.name(), view);
        }
      }
    } while (found.size() > before);
    return ordered(found.values());
  }

  /** The views, each after all of them that it reads. */
  public static List<View> ordered(Collection<View> views) {
    Set<View> ordered = new LinkedHashSet<>();
    views.forEach(v -> place(v, views, ordered, new LinkedHashSet<>()));
    return new ArrayList<>(ordered);
  }

  private static void place(
      View view, Collection<View> all, Set<View> ordered, Set<QName> waiting) {
    if (waiting.add(view.name())) {
      all.stream()
          .filter(v -> !v.name().equals(view.name()) && view.uses(v.name()))
          .forEach(v -> place(v, all, ordered, waiting));
      ordered.add(view);
    }
  }
}
