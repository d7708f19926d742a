package dev.mig.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The function library: one table of all functions, each with the same meaning on both databases.
 */
public final class Functions {
  /** Family name to its functions, in the order of the documentation. */
  private static final List<Family> FAMILIES =
      List.of(
          new Family("Text", TextFunctions.ALL),
          new Family("Patterns", PatternFunctions.ALL),
          new Family("Numbers", NumberFunctions.ALL),
          new Family("Dates and times", DateFunctions.ALL),
          new Family("JSON", JsonFunctions.ALL),
          new Family("Hashes and encodings", HashFunctions.ALL),
          new Family("Anything", MiscFunctions.ALL));

  private static final SortedMap<String, List<Function>> BY_NAME = byName();

  /** Functions of one kind, with a heading. */
  public record Family(String title, List<Function> functions) {}

  private Functions() {}

  private static SortedMap<String, List<Function>> byName() {
    SortedMap<String, List<Function>> map = new TreeMap<>();
    for (Family family : FAMILIES) {
      for (Function f : family.functions()) {
        map.computeIfAbsent(f.name(), n -> new ArrayList<>()).add(f);
      }
    }
    return map;
  }

  public static List<Family> families() {
    return FAMILIES;
  }

  /** The names of all functions, without aggregates. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }

  /** All forms of a function, in any case; none when there is no such function. */
  public static List<Function> named(String name) {
    return BY_NAME.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Whether a call of this name is an aggregate. */
  public static boolean isAggregate(String name) {
    return Aggregates.names().contains(name.toLowerCase(Locale.ROOT));
  }
}
